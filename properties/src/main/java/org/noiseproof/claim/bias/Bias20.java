package org.noiseproof.claim.bias;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.Counterfeit.Rule;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.Spec;
import org.noiseproof.theory.NewtonSchulzBand;
import org.noiseproof.theory.NewtonSchulzBand.Interval;

/** BIAS-20: the quintic of Muon's Newton–Schulz iteration has a band, and does not converge. */
final class Bias20 {
  private Bias20() {}

  private static final int STEPS = 5;
  private static final Interval BAND = NewtonSchulzBand.band();

  private static final Check SINGULAR_VALUES =
      Check.bound(
          "singular-values",
          "Muon's direction after K = 1 … 8 steps against U diag(f^K(σ)) Vᵀ, entry by entry",
          Bias20::singularValues);

  private static final Check FIVE_STEPS =
      band("band", STEPS, NewtonSchulzBand.threshold(STEPS), BAND);

  /** No x within this of 1 has f(x) within it: f falls there, from 0.865 on. */
  private static final double REST = 0.13;

  private static final Check RESTLESS =
      Check.bound(
          "never-at-rest",
          "how far a singular value is from 1 after K − 1 or K steps, whichever is further",
          Bias20::restless);

  private static final String CLASSICAL =
      "(15, −10, 3)/8, which converges to 1, but not in five steps";

  static Claim claim() {
    return new Claim(
        "BIAS-20",
        "Newton–Schulz keeps singular values in a band",
        """
        K steps of X ← aX + b XXᵀX + c(XXᵀ)²X with (a, b, c) = (3.4445, −4.7750, 2.0315), from X =
        M/‖M‖_F, map M = U diag(σ) Vᵀ to U diag(f^K(σ/‖σ‖)) Vᵀ, f(x) = ax + bx³ + cx⁵. On x ≥ 0, f has
        its peak 1.20237 at 0.55453 and its valley 0.68183 at 1.05014, and maps [0.68183, 1.20237] into
        itself. So after K steps every singular value that began at τ_K or above is in that band: τ_5 =
        0.00151. It does not converge to 1: of two successive steps one ends 0.13 or more away from it.
        If all of them began there, X has ⟨M, X⟩ ≥ 0.68183/1.20237 ‖X‖₂‖M‖_nuc. The often quoted band
        [0.7, 1.2] is slightly too narrow.""",
        """
        \\[ f(x) = 3.4445\\,x - 4.7750\\,x^3 + 2.0315\\,x^5, \\qquad \
        f^K\\bigl([\\tau_K, 1]\\bigr) \\subseteq [0.68183,\\ 1.20237] \\]
        \\[ \\frac{\\langle M, X_K \\rangle}{\\lVert X_K\\rVert_2\\,\\lVert M\\rVert_{nuc}} \
        \\ge \\frac{0.68183}{1.20237} = 0.567 \\]""",
        Source.derived(
            """
            The coefficients are those of Muon (Jordan 2024, as its programs have them); the band, its \
            invariance and the thresholds are derived from the critical points of f, with every end rounded \
            outward."""),
        List.of("singular values of M/‖M‖_F at τ_K or above, for the band"),
        List.of(
            new Constant(
                "\\tau_K",
                "0.2107, 0.0615, 0.01786, 0.00519, 0.00151, 0.00044, 0.00013, 0.00004 for K = 1 … 8, rounded up"),
            new Constant("f^K", "f applied K times")),
        List.of(
            SINGULAR_VALUES,
            FIVE_STEPS,
            alignment("alignment", BAND.lower() / BAND.upper()),
            RESTLESS),
        List.of(
            Control.statement(
                "after five steps every singular value is in [0.7, 1.2]",
                band(
                    "band/rounded",
                    STEPS,
                    NewtonSchulzBand.threshold(STEPS),
                    new Interval(0.7, 1.2))),
            Control.statement(
                "three steps have the reach of five",
                band("band/three-steps", 3, NewtonSchulzBand.threshold(STEPS), BAND)),
            Control.statement(
                "the direction is the polar factor: ⟨G, X⟩ = ‖X‖₂‖G‖_nuc",
                alignment("alignment/polar", 1)),
            counterfeit("b-is-4.575", "b = −4.575: it diverges", 3.4445, -4.575, 2.0315),
            counterfeit("c-is-2.1315", "c = 2.1315: it diverges", 3.4445, -4.7750, 2.1315),
            counterfeit("a-is-3", "a = 3", 3, -4.7750, 2.0315),
            counterfeit("classical-quintic", CLASSICAL, 15 / 8.0, -10 / 8.0, 3 / 8.0),
            Control.implementation(
                CLASSICAL,
                Counterfeit.under(RESTLESS, "classical", rule(15 / 8.0, -10 / 8.0, 3 / 8.0))),
            Control.implementation(
                "M is not divided by its norm",
                Counterfeit.under(
                    SINGULAR_VALUES,
                    "not-normalized",
                    (right, spec, m, p) -> Wrong.of(newtonSchulz(m, steps(spec)))))),
        List.of(
            "Matrices of at most 6 rows and columns; float32 and bfloat16, in which it is mostly run.",
            "Singular values below τ_K: they may end anywhere in [0, 1.20237]."));
  }

  private static Control counterfeit(String name, String wrong, double a, double b, double c) {
    return Control.implementation(wrong, Counterfeit.under(FIVE_STEPS, name, rule(a, b, c)));
  }

  private static Rule rule(double a, double b, double c) {
    return (right, spec, m, p) ->
        Wrong.of(iterated(m.times(1 / Math.sqrt(m.inner(m))), steps(spec), a, b, c));
  }

  private static int steps(Spec spec) {
    return spec instanceof Muon muon ? muon.newtonSchulzSteps() : 0;
  }

  /** The iteration itself, on a matrix as it is. */
  static Matrix newtonSchulz(Matrix x, int steps) {
    return iterated(x, steps, 3.4445, -4.7750, 2.0315);
  }

  private static Matrix iterated(Matrix x, int steps, double a, double b, double c) {
    if (steps == 0) {
      return x;
    }
    Matrix square = x.times(x.transpose());
    Matrix polynomial = square.times(b).plus(square.times(square).times(c));
    return iterated(x.times(a).plus(polynomial.times(x)), steps - 1, a, b, c);
  }

  private static Muon muon(int steps) {
    return new Muon(1, 0, steps, 0);
  }

  private static List<Spec> needed(int steps) {
    return List.of(muon(steps), new Spectral(), new Nuclear(), new Frobenius());
  }

  /**
   * What K steps may do to roundings made before and between them: none is magnified by more than
   * the steepest slope of f at each step, in the Frobenius norm.
   */
  private static double slack(Directions directions, int steps, int rows, int columns) {
    return directions.roundoff(muon(steps), rows, columns)
        * Math.pow(NewtonSchulzBand.steepest(), steps);
  }

  private static Finding singularValues(Trial trial) {
    return Directions.with(
        trial,
        needed(STEPS),
        directions -> {
          Tightest found = new Tightest();
          for (int steps = 1; steps <= 8; steps++) {
            double[] values = unit(0.9, 0.5, 0.2, 0.03, 0.001);
            int extra = steps % 2;
            Prescribed known =
                Prescribed.random(5 + extra, 6 - extra, trial.streams().replicate(steps), values);
            Matrix x = directions.step(muon(steps), known.matrix().times(steps));
            int k = steps;
            Matrix predicted =
                known.weighted(
                    Arrays.stream(values).map(v -> NewtonSchulzBand.iterated(v, k)).toArray());
            found.offer(
                Comparison.atMost(
                    "largest entry of X_K − U diag(f^K(σ)) Vᵀ",
                    x.minus(predicted).largest(),
                    0,
                    slack(directions, steps, x.rows(), x.columns())),
                "K = " + steps);
          }
          return Finding.of(found.comparisons());
        });
  }

  private static double[] unit(double... values) {
    double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    return Arrays.stream(values).map(v -> v / norm).toArray();
  }

  /**
   * Matrices of two singular values, the smaller anywhere between the threshold and √½, the larger
   * what it leaves of length 1: every starting value is met.
   */
  private static Check band(String name, int steps, double threshold, Interval band) {
    return Check.bound(
        name,
        "singular values after %d steps, from those of 2 × 2 matrices between %.5f and 1"
            .formatted(steps, threshold),
        trial ->
            Directions.with(
                trial,
                needed(steps),
                directions -> {
                  Tightest found = new Tightest();
                  List<Double> starts = starts(threshold, trial.scale() == Scale.DEEP ? 2000 : 100);
                  double slack = slack(directions, steps, 2, 2);
                  for (double start : starts) {
                    Matrix x = directions.step(muon(steps), diagonal(start));
                    for (int i = 0; i < 2; i++) {
                      String at = "σ = " + diagonal(start).at(i, i);
                      found.offer(Comparison.atLeast("σ", x.at(i, i), band.lower(), slack), at);
                      found.offer(
                          Comparison.atMost("σ, at most", x.at(i, i), band.upper(), slack), at);
                    }
                    found.offer(
                        Comparison.atMost("off the diagonal", Math.abs(x.at(0, 1)), 0, slack),
                        start);
                  }
                  return Finding.of(found.comparisons())
                      .with(plot(directions, steps, starts, band));
                }));
  }

  /** σ on the diagonal, and what it leaves of 1. */
  private static Matrix diagonal(double sigma) {
    return Matrix.of(2, 2, Math.sqrt((1 - sigma) * (1 + sigma)), 0, 0, sigma);
  }

  /** Geometric, from the threshold to √½. */
  private static List<Double> starts(double threshold, int count) {
    double ratio = Math.sqrt(0.5) / threshold;
    return IntStream.rangeClosed(0, count)
        .mapToObj(i -> threshold * Math.pow(ratio, (double) i / count))
        .toList();
  }

  private static Plot plot(Directions directions, int steps, List<Double> starts, Interval band) {
    return new Plot(
        "Singular values after %d steps of Newton–Schulz".formatted(steps),
        "singular value before",
        "after",
        true,
        false,
        List.of(
            Series.of(
                "measured",
                Role.MEASURED,
                starts,
                starts.stream()
                    .map(s -> directions.step(muon(steps), diagonal(s)).at(1, 1))
                    .toList()),
            Series.of(
                "lower end of the band",
                Role.BOUND,
                starts,
                starts.stream().map(s -> band.lower()).toList()),
            Series.of(
                "upper end of the band",
                Role.BOUND,
                starts,
                starts.stream().map(s -> band.upper()).toList())));
  }

  private static Check alignment(String name, double least) {
    return Check.bound(
        name,
        "⟨G, X⟩/(‖X‖₂‖G‖_nuc) of random matrices with singular values in the reach of five steps",
        trial ->
            Directions.with(
                trial,
                needed(STEPS),
                directions -> {
                  Tightest found = new Tightest();
                  for (int i = 0; i < (trial.scale() == Scale.DEEP ? 2000 : 50); i++) {
                    var random = trial.streams().replicate(i);
                    double[] values =
                        IntStream.range(0, 4)
                            .mapToDouble(j -> StrictMath.exp(-5 * random.nextUniform()))
                            .toArray();
                    Matrix g = Prescribed.random(4, 6, random, values).matrix();
                    Matrix x = directions.step(muon(STEPS), g);
                    double product =
                        directions.size(new Spectral(), x) * directions.size(new Nuclear(), g);
                    found.offer(
                        Comparison.atLeast(
                            "⟨G, X⟩/(‖X‖₂‖G‖_nuc)",
                            g.inner(x) / product,
                            least,
                            slack(directions, STEPS, 4, 6)),
                        "matrix " + i);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static Finding restless(Trial trial) {
    return Directions.with(
        trial,
        needed(STEPS),
        directions -> {
          Tightest found = new Tightest();
          int last = trial.scale() == Scale.DEEP ? 200 : 16;
          for (double start : starts(0.1, 8)) {
            Matrix before = directions.step(muon(1), diagonal(start));
            for (int steps = 2; steps <= last; steps++) {
              Matrix after = directions.step(muon(steps), diagonal(start));
              double further =
                  Math.max(Math.abs(1 - before.at(1, 1)), Math.abs(1 - after.at(1, 1)));
              found.offer(
                  Comparison.atLeast(
                      "max(|1 − σ_{K−1}|, |1 − σ_K|)",
                      further,
                      REST,
                      directions.roundoff(muon(steps), 2, 2)),
                  "K = %d, σ = %s".formatted(steps, start));
              before = after;
            }
          }
          return Finding.of(found.comparisons());
        });
  }
}
