package org.noiseproof.claim.bias;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Norm;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.margin.Loss;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;

/** BIAS-16: directions have no scale, and degenerate inputs have directions, too. */
final class Bias16 {
  private Bias16() {}

  private static final Nsd NGD = new Nsd(1, new Frobenius(), 0.5, 0);
  private static final Nsd SIGN = new Nsd(1, new Max(), 0.5, 0);
  private static final Nucgd TRACKED = new Nucgd(1, 0.5, 1, 0);
  private static final Muon MUON = new Muon(1, 0.5, 5, 0);

  private static final Check NORMS = Bias16Scales.norms("norms", Geometry.EVERY_NORM, norm -> norm);
  private static final Check OPTIMIZERS =
      Bias16Scales.optimizers("optimizers", Bias16Scales.OPTIMIZERS);
  private static final Check ZERO =
      Bias16Scales.zeroGradient("zero-gradient", Bias16Scales.OPTIMIZERS);
  private static final Check ORTHOGONAL = Bias16Scales.orthogonalStart();
  private static final Check OPPOSITE = Bias16Scales.oppositeStart();
  private static final Check WEIGHTS =
      Bias16Scales.weights(
          "weights",
          List.of(Loss.LOG_SUM_EXP, Loss.CROSS_ENTROPY),
          (loss, problem, w) -> loss.at(problem, w));

  static Claim claim() {
    return new Claim(
        "BIAS-16",
        "Directions have no scale",
        """
        The direction of cZ is that of Z for every c > 0, here from 10⁻³⁰⁰ to 10³⁰⁰, under every norm
        and for every matrix optimizer (PolarGrad's step is c times that of Z), with ‖cZ‖_* = c‖Z‖_*.
        The direction of 0 is 0: no move. Where the tracked vector p has Mᵀp = 0, NucGD starts anew at
        the longest column; p and −p step alike, to the bit. The weights p of the pairs, softmax(−m_ic),
        never vanish together: in the log domain
          Σ p_ic = 1 and −m(W) ≤ log Σ e^{−m_ic} ≤ log N − m(W)
        for margins of any size, where e^{−m} underflows at 745.""",
        """
        \\[ D(cZ) = D(Z), \\qquad \\lVert cZ\\rVert_* = c\\,\\lVert Z\\rVert_*, \\qquad D(0) = 0, \\qquad \
        -m(W) \\le \\log\\sum_{ic} e^{-m_{ic}(W)} \\le \\log N - m(W) \\]""",
        Source.ours("Consequences of the definitions."),
        List.of("finite entries", "no entry of cZ subnormal, none overflows"),
        List.of(
            new Constant("c", "10^{-300}, 10^{-100}, 10^{-18}, 10^{18}, 10^{100}, 10^{300}"),
            new Constant("N", "\\text{the number of pairs (sample, wrong class)}")),
        List.of(NORMS, OPTIMIZERS, ZERO, ORTHOGONAL, OPPOSITE, WEIGHTS),
        List.of(
            Control.implementation(
                "Z/√ΣZ² under the Frobenius norm, which overflows, vanishes, and is 0/0 at 0",
                Bias16Scales.norms("norms/naive", List.of(new Frobenius()), Bias16::naive)),
            Control.implementation(
                "m/√Σm² without scaling",
                Counterfeit.under(
                    Bias16Scales.optimizers("optimizers/ngd", List.of(NGD)),
                    "unscaled",
                    (right, spec, m, p) -> Wrong.of(PowerStep.unit(m)))),
            Control.implementation(
                "m/(‖m‖ + 10⁻⁸)",
                Counterfeit.under(
                    Bias16Scales.optimizers("optimizers/epsilon", List.of(NGD)),
                    "added",
                    (right, spec, m, p) -> {
                      double size = right.norm(new Frobenius()).orElseThrow().of(m);
                      return Wrong.of(m.times(1 / (size + EPSILON)));
                    })),
            Control.implementation(
                "power iteration without scaling M: M Mᵀp vanishes at |M| = 10⁻¹⁰⁰",
                Counterfeit.under(
                    Bias16Scales.optimizers("optimizers/power-iteration", List.of(TRACKED)),
                    "unscaled",
                    (right, spec, m, p) -> PowerStep.iterated(m, PowerStep.start(m, p)))),
            Control.implementation(
                "Newton–Schulz on m/√Σm² without scaling",
                Counterfeit.under(
                    Bias16Scales.optimizers("optimizers/newton-schulz", List.of(MUON)),
                    "unscaled",
                    (right, spec, m, p) -> Wrong.of(Bias20.newtonSchulz(PowerStep.unit(m), 5)))),
            Control.implementation(
                "m/|m| for the sign of m: 0/0",
                Counterfeit.under(
                    Bias16Scales.zeroGradient("zero-gradient/sign", List.of(SIGN)),
                    "quotient",
                    (right, spec, m, p) -> Wrong.of(signs(m)))),
            Control.implementation(
                "m/‖m‖ at 0",
                Counterfeit.under(
                    Bias16Scales.zeroGradient("zero-gradient/ngd", List.of(NGD)),
                    "quotient",
                    (right, spec, m, p) -> Wrong.of(PowerStep.unit(m)))),
            Control.implementation(
                "no new start where Mᵀp = 0",
                Counterfeit.under(
                    ORTHOGONAL, "no-new-start", (right, spec, m, p) -> PowerStep.iterated(m, p))),
            Control.implementation(
                "the right vector keeps a sign of its own",
                Counterfeit.under(
                    OPPOSITE,
                    "own-sign",
                    (right, spec, m, p) -> {
                      Wrong signed = PowerStep.iterated(m, p);
                      return new Wrong(
                          signed.direction().times(Math.signum(signed.left().at(0, 0))),
                          signed.left());
                    })),
            Control.implementation(
                "e^{−m}/Σe^{−m}, which is 0/0 at margins above 745",
                Bias16Scales.weights(
                    "weights/naive",
                    List.of(Loss.LOG_SUM_EXP),
                    (loss, problem, w) -> naive(problem.margins(w))))),
        List.of(
            "Subnormal gradients, where entries have lost their digits already.",
            "float32 and bfloat16, in which the naive versions fail much earlier.",
            "The weights of a backend: those of the loss are computed here, for all backends alike, and a "
                + "backend brings only the W at which they are judged."));
  }

  private static final double EPSILON = 1e-8;

  private static Matrix signs(Matrix m) {
    return Matrix.of(
        m.rows(), m.columns(), Arrays.stream(m.entries()).map(x -> x / Math.abs(x)).toArray());
  }

  /** The Frobenius norm without scaling: right wherever squares neither overflow nor vanish. */
  private static Norm naive(Norm right) {
    return new Norm() {
      @Override
      public double of(Matrix w) {
        return right.of(w);
      }

      @Override
      public Direction direction(Matrix z) {
        return new Direction(PowerStep.unit(z), Math.sqrt(z.inner(z)));
      }

      @Override
      public int depth(int rows, int columns) {
        return right.depth(rows, columns);
      }
    };
  }

  private static Loss.Weights naive(double... margins) {
    double[] p = Arrays.stream(margins).map(m -> StrictMath.exp(-m)).toArray();
    double sum = Arrays.stream(p).sum();
    return new Loss.Weights(
        Arrays.stream(margins).min().orElseThrow(),
        StrictMath.log(sum),
        0,
        Arrays.stream(p).map(x -> x / sum).toArray());
  }
}
