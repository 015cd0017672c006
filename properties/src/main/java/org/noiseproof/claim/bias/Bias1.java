package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atMost;
import static org.noiseproof.claim.Comparison.equal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.noiseproof.backend.Norm;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.theory.CertifiedMargins;
import org.noiseproof.theory.ClosedFormMargins;
import org.noiseproof.theory.KnownMargin;
import org.noiseproof.theory.RationalCertificate;

/** BIAS-1: a matrix and a weighting of the pairs enclose the maximum margin. */
final class Bias1 {
  private Bias1() {}

  /** What is put in place of ‖A p‖_*. */
  private interface Upper {
    double of(Norm norm, NormSpec spec, MarginProblem problem, double[] p);

    Upper DUAL = (norm, spec, problem, p) -> norm.direction(problem.combination(p)).dualNorm();
  }

  private static final Check ENCLOSURE = enclosure("random-pairs", Upper.DUAL);

  private static final Check KNOWN = known("closed-forms", Upper.DUAL);

  static Claim claim() {
    return new Claim(
        "BIAS-1",
        "The duality certificate",
        """
        For every W ≠ 0 and all weights p ≥ 0 on the pairs with sum 1
          m(W)/‖W‖ ≤ γ ≤ ‖A p‖_*, γ = max {m(W) : ‖W‖ ≤ 1},
        and there are W and p with equality. On one sample a class, orthogonal (E1, E2) or a simplex frame (E5), \
        on two opposite samples (E3), on one (E4), on a ring (E8), γ is known in closed form under every norm \
        here or some of them; on the eight samples (T8) it is 157/33 under the largest entry and 129/280 under \
        the sum of entries, both in rational arithmetic. Further samples a·x, a ≥ 1, change nothing; data times \
        a have a margin times a (E6).\
        """,
        """
        \\frac{m(W)}{\\lVert W\\rVert}\\le\\gamma=\\max_{\\lVert W\\rVert\\le1}m(W)\
        =\\min_{p\\in\\Delta}\\lVert Ap\\rVert_*\\le\\lVert Ap\\rVert_*""",
        Source.derived(
            "m(W) ≤ Σ p m_ic(W) = ⟨A p, W⟩ ≤ ‖A p‖_* ‖W‖; equality by Sion's minimax theorem. Duality is "
                + "equation 2 of Fan, Schmidt and Thrampoulidis, arXiv 2502.04664; closed forms derived"),
        List.of("p ≥ 0, Σ p = 1, on wrong classes only"),
        List.of(
            new Constant("m(W)", "\\min_{ic}\\langle A_{ic},W\\rangle"),
            new Constant("A_{ic}", "(e_{y_i}-e_c)x_i^\\top")),
        List.of(
            Check.exact(
                "rational-certificates",
                "m(W)/‖W‖ − ‖A p‖_* on T8 and on the three stalling samples, in rational numbers",
                trial -> rational(RationalCertificate::dualSum, RationalCertificate::dualLargest)),
            certified("exact-enclosures", 1),
            KNOWN,
            ENCLOSURE,
            invariance("more-samples", 1.5, 2)),
        List.of(
            Control.statement(
                "weights whose sum is 0.9, the rest on the right class",
                known(
                    "closed-forms/right-class",
                    (norm, spec, problem, p) ->
                        norm.direction(problem.combination(p).times(0.9)).dualNorm())),
            Control.statement(
                "the norm of W itself for its dual",
                known(
                    "closed-forms/primal-norm",
                    (norm, spec, problem, p) -> norm.of(problem.combination(p)))),
            Control.statement(
                "the same on random pairs",
                enclosure(
                    "random-pairs/primal-norm",
                    (norm, spec, problem, p) -> norm.of(problem.combination(p)))),
            Control.statement(
                "the induced ∞-norm (the largest row sum), whose dual is the sum of the rows' largest "
                    + "entries, for the largest entry",
                known(
                    "closed-forms/induced-norm",
                    (norm, spec, problem, p) ->
                        spec instanceof Max
                            ? rowMaxima(problem.combination(p))
                            : Upper.DUAL.of(norm, spec, problem, p))),
            Control.statement(
                "the same in rational numbers: ‖A p‖ of the largest entry for that of the sum",
                Check.exact(
                    "rational-certificates/swapped",
                    "m(W)/‖W‖ − ‖A p‖ with the duals swapped",
                    trial ->
                        rational(RationalCertificate::dualLargest, RationalCertificate::dualSum))),
            Control.statement(
                "the margins are a millionth larger",
                certified("exact-enclosures/larger", 1.000001)),
            Control.statement(
                "samples 0.9 x change nothing", invariance("more-samples/shorter", 0.9, 2)),
            Control.statement(
                "data times 2 have the same margin", invariance("more-samples/scaled", 1.5, 1))),
        List.of(
            "That equality is attained on other data: BIAS-3 closes the gap by running.",
            "Large problems: those here have at most 24 pairs."));
  }

  private interface Dual {
    BigFraction of(RationalCertificate certificate);
  }

  private static Finding rational(Dual ofMax, Dual ofSum) {
    RationalCertificate sum = CertifiedMargins.eightSamplesSum();
    List<Comparison> comparisons = new ArrayList<>();
    compare("T8, largest entry", CertifiedMargins.eightSamplesMax(), 157, 33, ofMax, comparisons);
    compare("FL3, largest entry", CertifiedMargins.stallingMax(), 178, 31, ofMax, comparisons);
    comparisons.add(gap("T8, sum of entries", sum.margin().divide(sum.sum()), ofSum.of(sum)));
    comparisons.add(gap("T8, sum of entries: γ", ofSum.of(sum), new BigFraction(129, 280)));
    return Finding.of(comparisons);
  }

  private static void compare(
      String name,
      RationalCertificate certificate,
      int numerator,
      int denominator,
      Dual dual,
      List<Comparison> comparisons) {
    BigFraction lower = certificate.margin().divide(certificate.largest());
    comparisons.add(gap(name, lower, dual.of(certificate)));
    comparisons.add(gap(name + ": γ", lower, new BigFraction(numerator, denominator)));
  }

  private static Comparison gap(String name, BigFraction lower, BigFraction upper) {
    return equal(
        "%s: %s − %s".formatted(name, lower, upper), upper.subtract(lower).doubleValue(), 0, 0);
  }

  /** V and p enclose factor · γ in exact arithmetic, whatever the backend. */
  private static Check certified(String name, double factor) {
    return Check.exact(
        name,
        "m(V)/‖V‖ rounded down and ‖A p‖_* rounded up, enclosed in exact arithmetic, for E1 to E5, E8, T8",
        trial -> {
          Tightest found = new Tightest();
          for (KnownMargin known : instances()) {
            Certificate certificate =
                Certificate.of(known.problem(), known.norm(), known.direction(), known.weights());
            double gamma = factor * known.margin();
            double slack = Tolerance.CLOSED_FORM * gamma;
            String at = "%s, %s".formatted(known.instance(), known.norm().label());
            found.offer(equal("lower end = γ", certificate.lower(), gamma, slack), at);
            found.offer(equal("upper end = γ", certificate.upper(), gamma, slack), at);
            found.offer(
                atMost("lower end ≤ upper end", certificate.lower(), certificate.upper(), 0), at);
          }
          return Finding.of(found.comparisons());
        });
  }

  private static List<KnownMargin> instances() {
    List<KnownMargin> all = new ArrayList<>(ClosedFormMargins.all());
    all.addAll(CertifiedMargins.eightSamples());
    return all;
  }

  private static Check known(String name, Upper upper) {
    return Check.bound(
        name,
        "m(V)/‖V‖ and ‖A p‖_* beside γ for E1 to E5, E8 and T8",
        trial -> {
          List<KnownMargin> instances = instances();
          return Needs.norms(instances.stream().map(KnownMargin::norm).distinct().toList())
              .or(
                  trial,
                  () -> {
                    Tightest found = new Tightest();
                    instances.forEach(known -> compare(trial, known, 1, upper, found));
                    return Finding.of(found.comparisons());
                  });
        });
  }

  /** Both sides against factor · γ. */
  private static void compare(
      Trial trial, KnownMargin known, double factor, Upper upper, Tightest found) {
    Norm norm = trial.backend().norm(known.norm()).orElseThrow();
    MarginProblem problem = known.problem();
    double gamma = factor * known.margin();
    double slack =
        Tolerance.CLOSED_FORM * gamma + rounding(trial, norm, problem) * problem.radius(new Max());
    String at = "%s, %s".formatted(known.instance(), known.norm().label());
    double lower = problem.margin(known.direction()) / norm.of(known.direction());
    found.offer(equal("m(V)/‖V‖ = γ", lower, gamma, slack), at);
    found.offer(
        equal("‖A p‖_* = γ", upper.of(norm, known.norm(), problem, known.weights()), gamma, slack),
        at);
  }

  private static double rounding(Trial trial, Norm norm, MarginProblem problem) {
    long depth =
        norm.depth(problem.classes(), problem.features())
            + (long) problem.classes() * problem.features()
            + problem.pairs()
            + 64;
    return 2 * Tolerance.gamma(depth, trial.backend().describe().precision().unitRoundoff());
  }

  private static Check enclosure(String name, Upper upper) {
    return Check.bound(
        name,
        "m(W)/‖W‖ ≤ ‖A p‖_* for random p, and W the steepest direction of A p, on random problems under nine norms",
        trial -> Needs.norms(Geometry.EVERY_NORM).or(trial, () -> enclosure(trial, upper)));
  }

  private static Finding enclosure(Trial trial, Upper upper) {
    Tightest found = new Tightest();
    List<MarginProblem> problems = RandomProblems.of(trial, trial.scale() == Scale.DEEP ? 400 : 20);
    for (int i = 0; i < problems.size(); i++) {
      MarginProblem problem = problems.get(i);
      RandomStream random = trial.streams().replicate(i, 1);
      double[] p = new double[problem.pairs()];
      Arrays.setAll(p, j -> random.nextUniform());
      double sum = Arrays.stream(p).sum();
      Arrays.setAll(p, j -> p[j] / sum);
      Matrix w = problem.combination(p);
      for (NormSpec spec : Geometry.EVERY_NORM) {
        Norm norm = trial.backend().norm(spec).orElseThrow();
        Matrix direction = norm.direction(w).matrix();
        found.offer(
            atMost(
                "Σ p m_ic(W)/‖W‖ ≤ ‖A p‖_*",
                weighted(problem, p, direction) / norm.of(direction),
                upper.of(norm, spec, problem, p),
                rounding(trial, norm, problem) * problem.radius(new Max())),
            "problem %d, %s".formatted(i, spec));
        found.offer(
            atMost(
                "m(W)/‖W‖ ≤ ‖A p‖_*",
                problem.margin(direction) / norm.of(direction),
                upper.of(norm, spec, problem, p),
                rounding(trial, norm, problem) * problem.radius(new Max())),
            "problem %d, %s".formatted(i, spec));
      }
    }
    return Finding.of(found.comparisons());
  }

  private static double weighted(MarginProblem problem, double[] p, Matrix w) {
    double[] margins = problem.margins(w);
    return IntStream.range(0, p.length).mapToDouble(j -> p[j] * margins[j]).sum();
  }

  /** Σ over the rows of their largest |entry|: dual to the largest row sum. */
  private static double rowMaxima(Matrix z) {
    return IntStream.range(0, z.rows())
        .mapToDouble(i -> Arrays.stream(z.row(i)).map(Math::abs).max().orElseThrow())
        .sum();
  }

  /** The data times 2, each sample a second time. */
  private static Check invariance(String name, double stretch, double factor) {
    List<KnownMargin> instances = CertifiedMargins.eightSamples();
    return Check.bound(
        name,
        "T8 times 2 with each sample a second time, longer: V, p and 2γ under five norms",
        trial ->
            Needs.norms(instances.stream().map(KnownMargin::norm).toList())
                .or(
                    trial,
                    () -> {
                      Tightest found = new Tightest();
                      for (KnownMargin known : instances) {
                        compare(trial, extended(known, stretch), factor, Upper.DUAL, found);
                      }
                      return Finding.of(found.comparisons());
                    }));
  }

  private static KnownMargin extended(KnownMargin known, double stretch) {
    LabelledData data = known.problem().data();
    int n = data.samples();
    double[] inputs = new double[2 * n * data.features()];
    int[] labels = new int[2 * n];
    for (int i = 0; i < 2 * n; i++) {
      double scale = i < n ? 2 : 2 * stretch;
      double[] x = Vectors.times(scale, data.input(i % n));
      System.arraycopy(x, 0, inputs, i * x.length, x.length);
      labels[i] = data.label(i % n);
    }
    return new KnownMargin(
        known.instance(),
        new MarginProblem(new LabelledData(data.features(), data.classes(), inputs, labels)),
        known.norm(),
        known.margin(),
        known.direction(),
        Arrays.copyOf(known.weights(), 2 * known.weights().length));
  }
}
