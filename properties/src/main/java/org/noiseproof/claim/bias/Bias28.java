package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Norm;
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
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;

/** BIAS-28: the correlation with a max-margin direction measures convergence in one norm only. */
final class Bias28 {
  private Bias28() {}

  /** Two times of a run between which the margin grows. */
  private record Stretch(NormSpec norm, Matrix optimum, double timescale, long from, long to) {}

  private static final List<Stretch> STRETCHES =
      List.of(
          new Stretch(new Max(), EightSamples.direction(new Max()), 10, 50, 400),
          new Stretch(new L1(), EightSamples.direction(new L1()), 10, 200, 800));

  static Claim claim() {
    return new Claim(
        "BIAS-28",
        "Correlation is not a measure of convergence",
        """
        Where the ball of a norm has edges or faces, a large margin does not mean a direction close to V, nor
        need V be the only one. For x_i = e_i, spectral norm, both I and I − 2J/k have norm 1 and margin 1 = γ,
        yet ⟨I, I − 2J/k⟩/(‖I‖_F ‖I − 2J/k‖_F) = 1 − 2/k: 1/3 for three classes, 0 for two.
        On the eight samples the margin of sign descent grows from 0.932 γ to 0.983 γ while its correlation with V
        falls from 0.955 to 0.942, and that of coordinate descent from 0.940 γ to 0.981 γ, from 0.997 to 0.992.
        In the Frobenius norm a margin close to γ forces the direction:
          ⟨W, V⟩/(‖W‖‖V‖) ≥ m(W)/(γ‖W‖) for every W,
        since V is parallel to A p* and ⟨W, A p*⟩ ≥ m(W).""",
        """
        \\[ \\frac{\\langle W,\\, V \\rangle}{\\|W\\|_F \\|V\\|_F} \\;\\ge\\; \
        \\frac{m(W)}{\\gamma_F \\|W\\|_F} \\]""",
        Source.derived(
            "Correlation with a stored direction is a metric in the code that goes with arXiv 2603.22824 "
                + "(Xie, Wu, Chen, Tang); what is said of it here is derived"),
        List.of("V a max-margin direction. The inequality: the Frobenius norm, any W ≠ 0."),
        List.of(
            new Constant("V", "a direction of the largest margin, \\|V\\| = 1"),
            new Constant("J", "the matrix of ones")),
        List.of(
            Check.exact(
                "two-optima",
                "Norm, margin and correlation of I and I − 2J/k, k = 2 … 6",
                trial -> twoOptima(trial, k -> 1 - 2.0 / k)),
            Check.bound(
                "apart",
                "Margins and correlations of sign and of coordinate descent at two times",
                trial -> apart(trial, -1)),
            Check.bound(
                "frobenius-forces",
                "Correlation and share of the margin of 600 random W, x_i = e_i, k = 3, 5",
                trial -> forces(trial, new Frobenius(), 1)),
            PublishedData.check(
                "published-directions",
                "The correlation of two spectral optima of the published data",
                PublishedRuns::spectralOptima)),
        List.of(
            Control.statement(
                "all max-margin directions are parallel",
                Check.exact(
                    "two-optima/parallel",
                    "The correlation of I and I − 2J/k beside 1",
                    trial -> twoOptima(trial, k -> 1))),
            Control.statement(
                "the correlation grows with the margin",
                Check.bound(
                    "apart/together",
                    "Correlations of sign and of coordinate descent at two times",
                    trial -> apart(trial, 1))),
            Control.statement(
                "the largest entry's margin forces the direction, too",
                Check.bound(
                    "frobenius-forces/max",
                    "Correlation and share of the margin under the largest entry",
                    trial -> forces(trial, new Max(), 2)))),
        List.of(
            "That correlation is useless: far from convergence it does tell methods apart.",
            "Which of several optima a method goes to."));
  }

  private interface Correlation {
    double of(int classes);
  }

  private static Finding twoOptima(Trial trial, Correlation claimed) {
    return Needs.met(
        trial,
        List.of(new Spectral()),
        List.of(),
        () -> {
          Norm norm = trial.backend().norm(new Spectral()).orElseThrow();
          List<Comparison> comparisons = new ArrayList<>();
          for (int k = 2; k <= 6; k++) {
            MarginProblem problem = Instances.orthonormal(k);
            Matrix identity = identity(k);
            Matrix reflected = identity.minus(ones(k).times(2.0 / k));
            for (Matrix optimum : List.of(identity, reflected)) {
              comparisons.add(equal("‖V‖, k = " + k, norm.of(optimum), 1));
              comparisons.add(equal("m(V), k = " + k, problem.margin(optimum), 1));
            }
            comparisons.add(
                equal("correlation, k = " + k, correlation(identity, reflected), claimed.of(k)));
          }
          return Finding.of(comparisons);
        });
  }

  private static Comparison equal(String quantity, double measured, double predicted) {
    return Comparison.equal(quantity, measured, predicted, Tolerance.CLOSED_FORM);
  }

  static double correlation(Matrix a, Matrix b) {
    return a.inner(b) / (Math.sqrt(a.inner(a)) * Math.sqrt(b.inner(b)));
  }

  private static Matrix identity(int k) {
    double[] entries = new double[k * k];
    IntStream.range(0, k).forEach(i -> entries[i * k + i] = 1);
    return Matrix.of(k, k, entries);
  }

  private static Matrix ones(int k) {
    return Matrix.of(k, k, IntStream.range(0, k * k).mapToDouble(i -> 1).toArray());
  }

  /**
   * The margin grows from one time to the other; the correlation moves to the side of this sign.
   */
  private static Finding apart(Trial trial, int side) {
    return Needs.met(
        trial,
        STRETCHES.stream().map(Stretch::norm).toList(),
        STRETCHES.stream().map(Bias28::descent).toList(),
        () -> {
          List<Comparison> comparisons = new ArrayList<>();
          List<Plot> plots =
              STRETCHES.stream().map(stretch -> follow(trial, stretch, side, comparisons)).toList();
          return Finding.of(comparisons).with(plots.getFirst()).with(plots.getLast());
        });
  }

  private static OptimizerSpec descent(Stretch stretch) {
    double rate = 1 / EightSamples.PROBLEM.radius(stretch.norm());
    return new Scheduled(
        new Nsd(rate, stretch.norm(), 0, 0),
        new InverseSqrt(0, stretch.timescale()),
        new ScheduleSpec.Constant());
  }

  private static Plot follow(Trial trial, Stretch stretch, int side, List<Comparison> comparisons) {
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            EightSamples.PROBLEM,
            Loss.LOG_SUM_EXP,
            stretch.norm(),
            descent(stretch));
    List<Double> steps = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<Double> correlations = new ArrayList<>();
    for (long t = stretch.from(); t <= stretch.to(); t *= 2) {
      run.steps(t - run.taken());
      steps.add((double) t);
      shares.add(run.normalizedMargin() / EightSamples.gamma(stretch.norm()));
      correlations.add(correlation(run.point(), stretch.optimum()));
    }
    String name = stretch.norm() instanceof Max ? "signs" : "coordinates";
    comparisons.add(
        Comparison.atLeast("m/(γ‖W‖) of " + name, shares.getLast(), shares.getFirst(), 0));
    comparisons.add(
        Comparison.atLeast(
            "%s · the correlation of %s with V".formatted(side, name),
            side * correlations.getLast(),
            side * correlations.getFirst(),
            0));
    return new Plot(
        "Margin up, correlation down: " + name,
        "t",
        "m/(γ‖W‖), correlation",
        true,
        false,
        List.of(
            Series.of("m/(γ‖W‖)", Role.MEASURED, steps, shares),
            Series.of("correlation with V", Role.CONTROL, steps, correlations)));
  }

  /** V = I − J/k is the direction of both norms, γ = gamma/√(k − 1) or gamma. */
  private static Finding forces(Trial trial, NormSpec norm, double scale) {
    return Needs.met(
        trial,
        List.of(norm),
        List.of(),
        () -> {
          Tightest tightest = new Tightest();
          for (int k : new int[] {3, 5}) {
            MarginProblem problem = Instances.orthonormal(k);
            double gamma = norm instanceof Frobenius ? scale / Math.sqrt(k - 1) : scale;
            Matrix best =
                norm instanceof Frobenius
                    ? identity(k).minus(ones(k).times(1.0 / k))
                    : identity(k).times(2).minus(ones(k));
            for (int i = 0; i < 300; i++) {
              Matrix w = near(trial, best, k, i);
              double share =
                  new Directions(trial.backend()).normalizedMargin(problem, norm, w) / gamma;
              tightest.offer(
                  Comparison.atLeast(
                      "correlation with V, beside m/(γ‖W‖), k = " + k,
                      correlation(w, best),
                      share,
                      Tolerance.CLOSED_FORM),
                  "W of number " + i);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /** V and noise of a hundredth to ten times its size. */
  private static Matrix near(Trial trial, Matrix best, int k, int replicate) {
    double scale = StrictMath.pow(10, replicate % 7 * 0.5 - 2);
    double[] noise = Vectors.gaussian(k * k, scale, trial.streams().replicate(replicate));
    return best.plus(Matrix.of(k, k, noise));
  }
}
