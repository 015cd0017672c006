package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.Spec;
import org.noiseproof.theory.PowerIterationBounds;

/** BIAS-14: one power iteration a step follows a leading pair that turns. */
final class Bias14 {
  private Bias14() {}

  private static final List<Spec> NEEDED =
      List.of(TrackedPair.spec(1), new Spectral(), new Nuclear(), new Frobenius(), new KyFan(2));

  private static final int ROWS = 8;
  private static final int COLUMNS = 5;

  /** More of the steps along NucGD's run have θ + φ &lt; π/2: 58 of 59 were measured. */
  private static final double SPOKEN = 0.9;

  private static final Check ROTATING = rotating("rotating", true);
  private static final Check ALONG =
      Check.bound(
          "along-nucgd",
          "(E5) along NucGD by power iteration on eight samples, where the matrices are the "
              + "gradients it meets",
          Bias14::alongNucgd);

  static Claim claim() {
    return new Claim(
        "BIAS-14",
        "One warm-started power iteration a step tracks",
        """
        M_t changes from step to step; p is kept and iterated once a step. With θ_t the angle between
        p_t and the leading left vector u(M_t), φ_t that between u(M_{t−1}) and u(M_t), κ_t = σ₂/σ₁ of
        M_t:
          (E5) tan θ_t ≤ κ_t² tan(θ_{t−1} + φ_t) where θ_{t−1} + φ_t < π/2;
               sin φ_t ≤ ‖M_t − M_{t−1}‖₂/(σ₁(M_t) − σ₂(M_{t−1})) where that is positive (Wedin).
        So under constant κ and φ, a θ that starts below the smaller root of tan x = κ² tan(x + φ) stays
        there.""",
        """
        \\[ \\tan\\theta_t \\le \\left(\\frac{\\sigma_2}{\\sigma_1}\\right)^2 \
        \\tan(\\theta_{t-1} + \\varphi_t), \\qquad \
        \\sin\\varphi_t \\le \\frac{\\lVert M_t - M_{t-1}\\rVert_2}{\\sigma_1(M_t) - \\sigma_2(M_{t-1})} \\]""",
        Source.ours(
            """
            Triangle inequality for angles and (E2) of BIAS-13; Wedin's theorem is standard. No theorem on \
            this iteration was found in the literature on NucGD."""),
        List.of("σ₁ > σ₂", "momentum 0, so that M is the gradient"),
        List.of(
            new Constant("\\varphi_t", "\\text{by how much the leading left vector turns}"),
            new Constant("\\theta_t", "\\text{angle between } p_t \\text{ and it}")),
        List.of(ROTATING, turn("turn", Gap.ACROSS), ALONG),
        List.of(
            Control.statement(
                "the leading pair may turn, the angle contracts all the same",
                rotating("rotating/without-drift", false)),
            Control.statement(
                "the gap of M_{t−1} alone bounds how far its leading vector turns",
                turn("turn/one-gap", Gap.OF_THE_FIRST)),
            Control.implementation(
                "a cold start at every step",
                Counterfeit.under(
                    ROTATING,
                    "cold-start",
                    (right, spec, m, p) -> PowerStep.iterated(m, PowerStep.firstColumn(m)))),
            Control.implementation(
                "p is never iterated",
                Counterfeit.under(
                    ROTATING, "frozen", (right, spec, m, p) -> PowerStep.along(m, p))),
            Control.implementation(
                "p stays 0",
                Counterfeit.under(
                    ROTATING,
                    "zero",
                    (right, spec, m, p) -> Wrong.of(Matrix.zero(m.rows(), m.columns())))),
            Control.implementation(
                "no step",
                Counterfeit.under(
                    ALONG,
                    "no-step",
                    (right, spec, m, p) -> Wrong.of(Matrix.zero(m.rows(), m.columns())))),
            Control.implementation(
                "the second singular pair",
                Counterfeit.under(
                    ALONG,
                    "second-pair",
                    (right, spec, m, p) ->
                        Wrong.of(Misdirected.SECOND_PAIR.direction(right, new Nuclear(), m))))),
        List.of(
            "Where σ₁ = σ₂ at some step, nothing is said of the next one.",
            "θ + φ ≥ π/2: the bound is infinite there. Along NucGD's run that is one step of 59; that nine in "
                + "ten are not such steps is observed."));
  }

  /** The plane of the two leading left vectors turns by the same angle every step. */
  private static Check rotating(String name, boolean drift) {
    return Check.bound(
        name,
        "(E5) and its fixed point on 8 × 5 matrices whose leading left vectors turn by 0.001 … 0.05 a "
            + "step, σ₂/σ₁ = 0.5 and 0.9",
        trial ->
            Directions.with(
                trial,
                NEEDED,
                directions -> {
                  Tightest found = new Tightest();
                  int run = 0;
                  for (double kappa : new double[] {0.5, 0.9}) {
                    for (double turn : new double[] {0.001, 0.01, 0.05}) {
                      RandomStream random = trial.streams().replicate(run++);
                      rotate(directions, kappa, turn, drift, steps(trial), random, found);
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static int steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 400 : 60;
  }

  private static void rotate(
      Directions directions,
      double kappa,
      double turn,
      boolean drift,
      int steps,
      RandomStream random,
      Tightest found) {
    Prescribed start = Prescribed.random(ROWS, COLUMNS, random, 1, kappa, kappa / 2, 0.1, 0.01);
    TrackedPair pair = new TrackedPair(directions, 1, COLUMNS, start.left(0));
    double granted = directions.roundoff(TrackedPair.spec(1), ROWS, COLUMNS) / (1 - kappa);
    double root = PowerIterationBounds.fixedPoint(kappa, turn);
    double theta = 0;
    double[] leading = start.left(0);
    Matrix last = start.matrix();
    for (int t = 1; t <= steps; t++) {
      Prescribed now = turned(start, turn * t);
      Matrix m = now.matrix();
      double phi = angle(now.left(0), leading);
      double[] p = pair.step(m).after();
      String at = "step %d, κ = %s, φ = %s".formatted(t, kappa, turn);
      found.offer(Comparison.equal("‖p‖", Vectors.norm(p), 1, granted), at);
      offer(found, at, kappa, drift ? theta + phi : theta, angle(p, now.left(0)), granted);
      found.offer(
          Comparison.atMost(
              "sin φ",
              StrictMath.sin(phi),
              PowerIterationBounds.turned(
                  directions.size(new Spectral(), m.minus(last)), 1 - kappa),
              granted),
          at);
      theta = angle(p, now.left(0));
      found.offer(Comparison.atMost("θ", theta, root, granted), at);
      leading = now.left(0);
      last = m;
    }
  }

  private static void offer(
      Tightest found, String at, double kappa, double sum, double theta, double granted) {
    double bound = Double.isNaN(sum) ? Double.NaN : PowerIterationBounds.tracked(kappa, sum, 0);
    if (bound != Double.POSITIVE_INFINITY) {
      double spread = 1 + Math.pow(StrictMath.tan(sum), 2);
      found.offer(
          Comparison.atMost(
              "tan θ", StrictMath.tan(theta), bound, granted * spread * Math.sqrt(spread)),
          at);
    }
  }

  private static Prescribed turned(Prescribed from, double angle) {
    Matrix columns = from.left().transpose();
    double[][] turned = new double[columns.rows()][];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = columns.row(i);
    }
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] first = columns.row(0);
    double[] second = columns.row(1);
    turned[0] = Vectors.plus(Vectors.times(cos, first), Vectors.times(sin, second));
    turned[1] = Vectors.minus(Vectors.times(cos, second), Vectors.times(sin, first));
    return new Prescribed(Matrix.ofRows(turned).transpose(), from.values(), from.right());
  }

  /** By what the movement of a matrix is divided. */
  private enum Gap {
    /** σ₁ of the second matrix − σ₂ of the first. */
    ACROSS,
    /** σ₁ − σ₂ of the first. */
    OF_THE_FIRST
  }

  /** diag(2, 1), moved by a matrix of norm 0.4 that turns its leading vector the furthest. */
  private static Check turn(String name, Gap gap) {
    return Check.bound(
        name,
        "how far the leading vector of diag(2, 1) turns when [[−0.32, 0.24], [0.24, 0.32]] is added",
        trial ->
            Directions.with(
                trial,
                NEEDED,
                directions -> {
                  Matrix first = Matrix.of(2, 2, 2, 0, 0, 1);
                  Matrix moved = Matrix.of(2, 2, -0.32, 0.24, 0.24, 0.32);
                  Matrix second = first.plus(moved);
                  Matrix largest = gap == Gap.ACROSS ? second : first;
                  double across =
                      directions.singularValue(largest, 1) - directions.singularValue(first, 2);
                  double phi = angle(directions.leading(first), directions.leading(second));
                  return Finding.of(
                      List.of(
                          Comparison.atMost(
                              "sin φ",
                              StrictMath.sin(phi),
                              PowerIterationBounds.turned(
                                  directions.size(new Spectral(), moved), across),
                              4 * directions.roundoff(2, 2))));
                }));
  }

  /** Between the lines that two vectors span, from 0 to π/2; NaN where one of them is 0. */
  private static double angle(double[] a, double[] b) {
    if (Vectors.norm(a) == 0) {
      return Double.NaN;
    }
    double along = Vectors.dot(a, b) / Vectors.dot(b, b);
    double[] beyond = Vectors.minus(a, Vectors.times(along, b));
    return StrictMath.atan2(Vectors.norm(beyond), Math.abs(along) * Vectors.norm(b));
  }

  private static Finding alongNucgd(Trial trial) {
    MarginProblem problem = Instances.eightSamples();
    double radius = problem.radius(new Nuclear());
    Nucgd spec = new Nucgd(0.2 / radius, 0, 1, 0);
    return Directions.with(
        trial,
        NEEDED,
        directions -> {
          Tightest found = new Tightest();
          MarginDescent run =
              new MarginDescent(trial.backend(), problem, Loss.LOG_SUM_EXP, new Nuclear(), spec);
          MarginDescent.Step last = run.step();
          double[] leading = directions.leading(last.combination());
          double granted = directions.roundoff(spec, problem.classes(), problem.features());
          double spoken = 0;
          for (int t = 1; t < steps(trial); t++) {
            MarginDescent.Step step = run.step();
            double[] now = directions.leading(step.combination());
            double phi = angle(now, leading);
            double sum = angle(Directions.leftOf(last.direction()), leading) + phi;
            // D is what W moved by, divided by η: it has lost the digits that W has before it.
            double lost = granted * step.after().largest() / step.rate();
            double kappa = directions.singularValue(step.combination(), 2) / step.dual();
            double theta = angle(Directions.leftOf(step.direction()), now);
            spoken += sum < Math.PI / 2 ? 1 : 0;
            offer(found, "step " + t, kappa, sum, theta, (granted + lost) / (1 - kappa));
            found.offer(
                Comparison.equal(
                    "‖D‖_F", directions.size(new Frobenius(), step.direction()), 1, granted + lost),
                "step " + t);
            double across = step.dual() - directions.singularValue(last.combination(), 2);
            if (across > 0) {
              double moved =
                  directions.size(new Spectral(), step.combination().minus(last.combination()));
              found.offer(
                  Comparison.atMost(
                      "sin φ",
                      StrictMath.sin(phi),
                      PowerIterationBounds.turned(moved, across),
                      granted * last.dual() / across),
                  "step " + t);
            }
            last = step;
            leading = now;
          }
          double share = spoken / (steps(trial) - 1);
          found.offer(
              Comparison.atLeast("share of steps with θ + φ < π/2", share, SPOKEN, 0), "the end");
          return Finding.of(found.comparisons());
        });
  }
}
