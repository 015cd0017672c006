package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.bias.MarginDescent.Gradients;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.SpecJson;

/** The paths of BIAS-19: single samples, or batches, in a new order every epoch. */
final class Bias19Paths {
  private Bias19Paths() {}

  private static final int EPOCHS = 32;

  /**
   * How the steps fall; all are powers of two, so that no sum of them is rounded. The longest is
   * short enough for gradients that are far from 0 in single precision.
   */
  enum Steps {
    /** Halved every four epochs. */
    BY_EPOCH,
    /** Halved within the epoch, too. */
    BY_STEP
  }

  private static double rate(Steps steps, long epoch, long step) {
    double ofEpoch = Math.scalb(1.0, (int) (-epoch / 4) - 6);
    return steps == Steps.BY_STEP && step % 2 == 1 ? ofEpoch / 2 : ofEpoch;
  }

  /** Where an epoch ends, and the sum of the steps up to there. */
  private record Point(long epoch, Matrix w, double length) {}

  /** The ends of the epochs of sign descent. */
  private static List<Point> path(Trial trial, MarginProblem problem, int batch, Steps steps) {
    LongFunction<MarginProblem> batches = Batches.reshuffled(problem, batch, trial.streams());
    int perEpoch = Batches.perEpoch(problem, batch);
    List<Point> points = new ArrayList<>();
    Optimizer first = signs(trial.backend(), 1);
    OptimizerState state = first.start(problem.zero());
    double length = 0;
    for (long t = 0; t < (long) EPOCHS * perEpoch; t++) {
      double rate = rate(steps, t / perEpoch, t);
      Matrix gradient =
          MarginDescent.gradient(batches.apply(t), Loss.CROSS_ENTROPY, state.matrix());
      state = signs(trial.backend(), rate).step(state, gradient.entries());
      length += rate;
      if ((t + 1) % perEpoch == 0) {
        points.add(new Point((t + 1) / perEpoch, state.matrix(), length));
      }
    }
    return points;
  }

  private static Optimizer signs(Backend backend, double rate) {
    return backend.optimizer(new SignSgd(rate, 0)).orElseThrow();
  }

  /** (1/n) Σ (2e_y − 1) sign(x)ᵀ, times n. */
  private static Matrix signSum(MarginProblem problem) {
    double[] sum = new double[problem.classes() * problem.features()];
    for (int i = 0; i < problem.samples(); i++) {
      double[] x = problem.data().input(i);
      for (int c = 0; c < problem.classes(); c++) {
        double side = c == problem.data().label(i) ? 1 : -1;
        for (int j = 0; j < x.length; j++) {
          sum[c * x.length + j] += side * Math.signum(x[j]);
        }
      }
    }
    return Matrix.of(problem.classes(), problem.features(), sum);
  }

  /** n W_T = S_T Σ (2e_y − 1) sign(x)ᵀ, entry by entry: both sides are exact. */
  static Finding average(Trial trial, MarginProblem problem, int batch, Steps steps) {
    return Needs.met(
        trial,
        List.of(),
        List.of(new SignSgd(1, 0)),
        () -> {
          Matrix sum = signSum(problem);
          Tightest tightest = new Tightest();
          for (Point point : path(trial, problem, batch, steps)) {
            double off =
                point.w().times(problem.samples()).minus(sum.times(point.length())).largest();
            tightest.offer(
                Comparison.equal("max |n W_T − S_T Σ (2e_y − 1) sign(x)ᵀ|", off, 0, 0),
                "epoch " + point.epoch());
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /** m(W_T)/max |W_T|: one division, of integers times a power of two. */
  static Finding margin(Trial trial, MarginProblem problem, int batch, double predicted) {
    return Needs.met(
        trial,
        List.of(),
        List.of(new SignSgd(1, 0)),
        () -> {
          Matrix w = path(trial, problem, batch, Steps.BY_EPOCH).getLast().w();
          return Finding.of(
              List.of(
                  Comparison.equal("m(W_T)/‖W_T‖", problem.margin(w) / w.largest(), predicted, 0)));
        });
  }

  /** From every point of the first norm's path: where the others' steps lead instead. */
  static Finding sharedPath(Trial trial, NormSpec first, List<NormSpec> others, int batch) {
    MarginProblem problem = EightSamples.PROBLEM;
    Backend backend = trial.backend();
    return Needs.met(
        trial,
        List.of(new Max()),
        Stream.concat(Stream.of(first), others.stream()).map(Bias19Paths::descent).toList(),
        () -> {
          Tightest tightest = new Tightest();
          LongFunction<MarginProblem> batches = Batches.reshuffled(problem, batch, trial.streams());
          Gradients gradients = (t, w) -> exactGradient(batches.apply(t), w);
          MarginDescent run =
              new MarginDescent(
                  backend, problem, Loss.CROSS_ENTROPY, new Max(), descent(first), gradients);
          for (long t = 0; t < 100; t++) {
            MarginDescent.Step step = run.step();
            double[] gradient = gradients.at(t, step.before()).entries();
            for (NormSpec other : others) {
              Optimizer optimizer = backend.optimizer(descent(other)).orElseThrow();
              Matrix after = optimizer.step(optimizer.start(step.before()), gradient).matrix();
              tightest.offer(
                  Comparison.atMost(
                      "max |W_{t+1} − W_{t+1} of %s|".formatted(SpecJson.type(other)),
                      after.minus(step.after()).largest(),
                      0,
                      slack(backend, other, step.after())),
                  "t = " + t);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /**
   * −A p with p rounded to multiples of 2⁻¹⁶, so that integer features make it exact. Rounding the
   * entries instead would leave a second singular value of 2⁻⁵³, which the polar factor of what was
   * rounded makes as large as the first.
   */
  private static Matrix exactGradient(MarginProblem samples, Matrix w) {
    double[] p =
        Arrays.stream(Loss.CROSS_ENTROPY.at(samples, w).p())
            .map(weight -> Math.rint(weight * 0x1p16) * 0x1p-16)
            .toArray();
    return samples.combination(p).times(-1);
  }

  private static OptimizerSpec descent(NormSpec norm) {
    return new Nsd(0x1p-4, norm, 0, 0);
  }

  /** Two roundings of a step of unit length, and the direction's own. */
  private static double slack(Backend backend, NormSpec norm, Matrix w) {
    long depth = backend.norm(norm).orElseThrow().depth(w.rows(), w.columns()) + 64L;
    return 2
        * Tolerance.gamma(depth, backend.describe().precision().unitRoundoff())
        * (w.largest() + 1);
  }
}
