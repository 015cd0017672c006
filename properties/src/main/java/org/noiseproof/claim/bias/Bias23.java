package org.noiseproof.claim.bias;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Source.Status;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.MarginTrack.Measure;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.zoo.WrongOptimizers;

/** BIAS-23: Adam without ε goes to the largest margin under the largest entry. */
final class Bias23 {
  private Bias23() {}

  private static final MarginProblem PROBLEM = EightSamples.PROBLEM;

  /** Seen after 3 000 steps: 0.947, and 0.107 more than in the Frobenius norm. */
  private static final double REACHED = 0.93;

  /** After 30 000 steps of the prediction's length: 0.981, and 0.120 more. */
  private static final double REACHED_DEEP = 0.97;

  private static final double AHEAD = 0.08;

  private static final Check ZERO_OVER_ZERO =
      Check.exact(
          "zero-over-zero",
          "W beside that of data with a feature more which is always 0, to the bit; its column: 0",
          Bias23::zeroOverZero);

  static Claim claim() {
    return new Claim(
        "BIAS-23",
        "Adam without ε, and the largest entry",
        """
        On separable data Adam with ε = 0 goes to the max-margin direction under the largest entry of W, as
        sign descent does: m(W_t)/max |W_t| → γ. An ε that is not small beside √v̂ ends this, since gradients
        vanish: then Adam turns towards the Frobenius norm, as gradient descent does.
        On the eight samples, (β₁, β₂) = (0.5, 0.9), after 3 000 steps: at least 0.93 γ, and at least 0.08
        more than its share of the Frobenius margin (0.97 and 0.08 after 30 000). These shares were measured;
        what is claimed is the norm. A coordinate whose gradients are all 0 has 0/0, and stays.""",
        """
        \\[ \\frac{m(W_t)}{\\max |W_t|} \\;\\to\\; \\gamma_{\\max} \\;=\\; \\max_{\\max |W| \\le 1} m(W) \\]""",
        new Source(
            """
            Zhang et al. 2024, known from the related work of Fan, Schmidt and Thrampoulidis, arXiv 2502.04664, \
            whose main text quotes a rate of \
            (d log t + nd)/t^{1/3} from its Appendix G, which was not read. The numbers are ours.""",
            Status.PUBLISHED),
        List.of(
            "Separable data, cross-entropy, the full batch, W_0 = 0.",
            "Steps that fall as 1/√t; ε = 0; β₁² < β₂."),
        List.of(new Constant("\\gamma_{\\max}", "157/33 on the eight samples")),
        List.of(
            margin(
                "max-norm-margin", 0.5, 0.9, 0, Measure.eightSamples(new Max(), new Frobenius())),
            ZERO_OVER_ZERO),
        List.of(
            Control.statement(
                "ε = 10⁻³ changes nothing",
                margin(
                    "max-norm-margin/epsilon",
                    0.5,
                    0.9,
                    1e-3,
                    Measure.eightSamples(new Max(), new Frobenius()))),
            Control.statement(
                "it goes to the Frobenius norm's largest margin",
                margin(
                    "max-norm-margin/frobenius",
                    0.5,
                    0.9,
                    0,
                    Measure.eightSamples(new Frobenius(), new Max()))),
            Control.implementation(WrongOptimizers.named("adam-zero-over-zero"), ZERO_OVER_ZERO)),
        List.of(
            "The rate in t: no constants of it were read.",
            "(0.9, 0.999) is so slow that it is at 0.79 after 30 000 steps; it is not judged.",
            "Mini-batches: BIAS-25 shows that they change the bias."));
  }

  private static Check margin(
      String name, double beta1, double beta2, double epsilon, Measure measure) {
    return Check.bound(
        name,
        "m(W_T)/‖W_T‖ of Adam(β = %s, %s, ε = %s) under two norms, as shares of their γ"
            .formatted(beta1, beta2, epsilon),
        trial -> {
          boolean deep = trial.scale() == Scale.DEEP;
          OptimizerSpec adam =
              new Scheduled(
                  new Adam(deep ? 0.003 : 0.01, beta1, beta2, epsilon, 0),
                  new InverseSqrt(0, deep ? 100 : 30),
                  new ScheduleSpec.Constant());
          return Needs.met(
              trial,
              measure.norms(),
              List.of(adam),
              () -> {
                MarginTrack track =
                    MarginTrack.of(
                        new MarginDescent(
                            trial.backend(), PROBLEM, Loss.CROSS_ENTROPY, new Max(), adam),
                        measure,
                        trial.backend(),
                        deep ? 30_000 : 3_000);
                double own = track.own().getLast();
                double other = track.other().getLast();
                return Finding.of(
                        List.of(
                            Comparison.atLeast(
                                measure.ownShare(), own, deep ? REACHED_DEEP : REACHED, 0),
                            Comparison.atLeast(
                                measure.ownShare() + " less that of the other norm",
                                own - other,
                                AHEAD,
                                0)))
                    .with(track.plot("Adam, (β₁, β₂) = (%s, %s)".formatted(beta1, beta2)));
              });
        });
  }

  private static Finding zeroOverZero(Trial trial) {
    OptimizerSpec adam = new Adam(0x1p-6, 0.5, 0.9, 0, 0);
    return Needs.met(
        trial,
        List.of(),
        List.of(adam),
        () -> {
          Optimizer optimizer = trial.backend().optimizer(adam).orElseThrow();
          OptimizerState state = optimizer.start(PROBLEM.zero());
          OptimizerState wider =
              optimizer.start(Matrix.zero(PROBLEM.classes(), PROBLEM.features() + 1));
          Tightest tightest = new Tightest();
          for (int t = 0; t < 50; t++) {
            Matrix gradient = MarginDescent.gradient(PROBLEM, Loss.CROSS_ENTROPY, state.matrix());
            state = optimizer.step(state, gradient.entries());
            wider = optimizer.step(wider, padded(gradient).entries());
            tightest.offer(
                Comparison.equal(
                    "max |W with a zero feature − W|", distance(wider, state.matrix()), 0, 0),
                "t = " + t);
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static double distance(OptimizerState wider, Matrix w) {
    return wider.matrix().minus(padded(w)).largest();
  }

  /** With a column of zeros more. */
  private static Matrix padded(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    Arrays.setAll(rows, i -> Arrays.copyOf(matrix.row(i), matrix.columns() + 1));
    return Matrix.ofRows(rows);
  }
}
