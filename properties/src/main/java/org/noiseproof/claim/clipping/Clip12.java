package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.Clip12Catoni.Design;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.theory.CatoniBounds;
import org.noiseproof.zoo.WrongCatoni;
import org.noiseproof.zoo.WrongMedians;

/** CLIP-12: Catoni's estimator for a finite variance, and what a minority does to the median. */
final class Clip12 {
  private Clip12() {}

  private static final int N = 100;

  static Claim claim() {
    return new Claim(
        "CLIP-12",
        "Catoni's estimator and the geometric median",
        """
        Let X₁ … Xₙ be independent and real with a common mean and variance at most v, l = ln(1/δ), \
        n > 2l. Catoni's estimator, the root θ of Σ ψ(α(X_k − θ)) = 0 with ψ(y) = sign(y) ln(1 + |y| + \
        y²/2) and α = √(2l/(n(v + 2vl/(n − 2l)))), satisfies
          |θ − EX| < √(2vl/(n − 2l))  with probability at least 1 − 2δ.
        The geometric median of k points of which at least (1 − a)k lie within R of z, a < ½, is \
        within C_a R of z, C_a = (1 − a)/√(1 − 2a), wherever the others are; C_a is the least such \
        constant. The mean does neither.""",
        """
        \\[ \\sum_{k=1}^n \\psi\\bigl( \\alpha (X_k - \\theta) \\bigr) = 0: \\qquad \
        \\Pr\\Bigl( |\\theta - EX| \\ge \\sqrt{\\frac{2 v l}{n - 2l}} \\Bigr) \\le 2\\delta \\]
        \\[ \\|\\mathrm{med} - z\\| \\le C_a R, \\qquad C_a = \\frac{1-a}{\\sqrt{1 - 2a}} \\]""",
        new Source(
            """
            Catoni, Ann. Inst. H. Poincaré 48, 2012, as in Lugosi & Mendelson, "Mean estimation and \
            regression under heavy-tailed distributions: a survey", 2019, Theorem 5; Minsker, "Geometric \
            median and robust estimation in Banach spaces", Bernoulli 21, 2015, Lemma 2.1: both cited from \
            memory. That C_a is attained is derived.""",
            Source.Status.PUBLISHED),
        List.of(
            "Catoni: independent samples, a common mean and variance at most v; δ, v and n are needed to "
                + "run it.",
            "Geometric median: nothing random; which points are good need not be known."),
        List.of(
            new Constant("l", "\\ln(1/\\delta)"),
            new Constant(
                "C_a",
                "(1-a)/\\sqrt{1-2a}: 1.00623, 1.06066, 1.34164 \\text{ at } a = 0.1, 0.25, 0.4")),
        checks(),
        controls(),
        List.of(
            "Catoni's deviations on two-point laws of 100 samples, one order of the samples for each "
                + "number of hits.",
            "The geometric median of at most 20 points in up to 5 dimensions."));
  }

  private static List<Check> checks() {
    return List.of(
        root(),
        deviations("catoni-one-hit-laws", Clip12::catoni, Design.ONE_HIT, 1),
        deviations("catoni-rare-hits", Clip12::catoni, Design.hits(0.1), 1),
        deviations("catoni-coin", Clip12::catoni, Design.hits(0.5), 1),
        bounded("median-of-a-majority", new GeometricMedian(), 0),
        attained("median-attains", new GeometricMedian()));
  }

  private static List<Control> controls() {
    Check bounded = bounded("median-of-a-majority", new GeometricMedian(), 0);
    Stream<Control> medians =
        Stream.of(WrongMedians.COORDINATE_MEDIAN, WrongMedians.TEN_STEPS_OF_WEISZFELD)
            .map(specimen -> Control.implementation(specimen, bounded));
    Stream<Control> catonis =
        Stream.of(
                WrongCatoni.NO_QUADRATIC_TERM,
                WrongCatoni.NARROWEST_INFLUENCE,
                WrongCatoni.SQUARED_SCALE,
                WrongCatoni.ONE_NEWTON_STEP,
                WrongCatoni.INFLUENCE_AT_ZERO)
            .map(specimen -> Control.implementation(specimen, root()));
    Stream<Control> others =
        Stream.of(
            Control.implementation(
                "the plain mean at Catoni's radius",
                deviations("catoni-one-hit-laws/plain-mean", d -> new Mean(), Design.ONE_HIT, 1)),
            Control.statement(
                "three fifths of the radius suffice",
                deviations("catoni-coin/short-radius", Clip12::catoni, Design.hits(0.5), 0.6)),
            Control.implementation(
                "the arithmetic mean of the points",
                bounded("median-of-a-majority/mean", new Mean(), 0)),
            Control.statement(
                "that C_a − 0.001 would do",
                bounded("median-of-a-majority/shorter", new GeometricMedian(), 0.001)));
    return Stream.of(medians, catonis, others).flatMap(controls -> controls).toList();
  }

  private static EstimatorSpec catoni(double delta) {
    return new Catoni(CatoniBounds.scale(1, N, delta));
  }

  private static Check root() {
    return Check.bound(
        "catoni-root",
        "Σ ψ(α(x_k − θ)) on either side of the estimate, on batches of up to 24 samples without a mean",
        Clip12Catoni::root);
  }

  private static Check deviations(
      String name, DoubleFunction<EstimatorSpec> spec, Design design, double share) {
    return Check.exact(
        name,
        "P(|estimate − EX| ≥ r) on 100 samples of a two-point law, from every number of hits, for δ = "
            + "10⁻², 10⁻³, 10⁻⁴, 10⁻⁶",
        trial -> Clip12Catoni.deviations(trial, spec, design, N, share));
  }

  private static Check bounded(String name, EstimatorSpec spec, double shorter) {
    return Check.bound(
        name,
        "‖estimate − z‖ ≤ C_a R on random and on hostile points, turned and moved",
        trial -> Clip12Median.bounded(trial, spec, shorter));
  }

  private static Check attained(String name, EstimatorSpec spec) {
    return Check.exact(
        name,
        "‖estimate − z‖ = C_a R with the good points where tangents touch, a = 0.1, 0.25, 0.4",
        trial -> Clip12Median.attained(trial, spec));
  }
}
