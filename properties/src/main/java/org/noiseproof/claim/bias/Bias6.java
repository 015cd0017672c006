package org.noiseproof.claim.bias;

import java.util.List;
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
import org.noiseproof.claim.bias.CrossEntropyRuns.Rates;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

/** BIAS-6: what the cross-entropy does in one step of steepest descent, and what its value says. */
final class Bias6 {
  private Bias6() {}

  private static final List<Rates> RATES =
      List.of(
          new Rates(0.05, new ScheduleSpec.Constant()),
          new Rates(1, new ScheduleSpec.Constant()),
          new Rates(2, new Power(-0.5, 0)),
          new Rates(0.5, new InverseSqrt(10, 20)));

  static Claim claim() {
    return new Claim(
        "BIAS-6",
        "The cross-entropy along steepest descent",
        """
        L = (1/n) Σ log(1 + Σ_c e^{−m_ic}), G = (1/n) Σ_ic s_ic the mean probability of the wrong classes, \
        ∇L = −G · A p. Along every trajectory, a_t = η_t (q_t − ε_t) − R² η_t²/2:
          γ G ≤ ‖∇L‖_* ≤ R G;
          1 − nL/2 ≤ (1 − e^{−nL})/(nL) ≤ G/L ≤ 1;
          L_{t+1} ≤ L_t + G_t (e^{−a_t} − 1);
          |log G_{t+1} − log G_t| ≤ 2R η_t;
          m(W) ≥ −log(e^{nL} − 1), so that every sample is classified once L < (log 2)/n.
        But ‖∇L‖_* ≥ γ L is false: at W = 0 on three orthonormal samples ‖∇L‖_* = (2/3) γ and L = log 3.\
        """,
        """
        \\gamma G\\le\\lVert\\nabla L\\rVert_*\\le RG,\\qquad \\frac{1-e^{-nL}}{nL}\\le\\frac{G}{L}\\le1,\
        \\qquad L_{t+1}\\le L_t+G_t\\bigl(e^{-a_t}-1\\bigr),\\qquad m(W)\\ge-\\log\\bigl(e^{nL}-1\\bigr)""",
        Source.derived(
            "Lemmas 1, 3 and 4 of Fan, Schmidt and Thrampoulidis, arXiv 2502.04664, in terms of the dual "
                + "norm and of R; (B1) to (B4) with these constants derived"),
        List.of("‖D_t‖ ≤ 1; γ > 0 for the lower bound of the gradient to say something"),
        List.of(
            new Constant("G", "\\frac1n\\sum_{ic}e^{-m_{ic}-l_i}"),
            new Constant("R", "\\max\\lVert A_{ic}\\rVert_*")),
        List.of(
            eight("eight-samples", Stepping.OWN, Geometry.FIVE),
            Check.bound(
                "random-problems",
                "The same on random problems, separable or not, under nine norms",
                trial -> CrossEntropyRuns.random(trial, RATES, run -> run.facts(steps(trial) / 4))),
            start("gradient-at-zero", false)),
        List.of(
            wrong("uphill", "wrong-sign", Misdirected.WRONG_SIGN, new Max()),
            wrong("the last singular pair", "bottom-pair", Misdirected.BOTTOM_PAIR, new Nuclear()),
            wrong(
                "the nuclear norm's direction in the Frobenius norm",
                "nuclear-for-frobenius",
                Misdirected.of(new Nuclear()),
                new Frobenius()),
            wrong(
                "signs at length 1 in the spectral norm",
                "max-for-spectral",
                Misdirected.of(new Max()),
                new Spectral()),
            Control.implementation(
                "steps three times as long as they should be",
                eight(
                    "eight-samples/too-long",
                    Stepping.misdirected(
                        (right, norm, z) ->
                            right.norm(norm).orElseThrow().direction(z).matrix().times(3)),
                    List.of(new Geometry(new Max())))),
            Control.statement("‖∇L‖_* ≥ γ L", start("gradient-at-zero/loss", true))),
        List.of(
            "Losses below e^{−708}: runs end where a gradient would underflow.",
            "G and L are computed here and not by the backend: what is judged is where its steps go."));
  }

  private static long steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 3_000 : 48;
  }

  private static Check eight(String name, Stepping stepping, List<Geometry> geometries) {
    return Check.bound(
        name,
        "Each inequality at every step on the eight samples, by four schedules",
        trial ->
            CrossEntropyRuns.eight(
                trial, stepping, geometries, RATES, run -> run.facts(steps(trial))));
  }

  private static Control wrong(String what, String slug, Misdirected.Rule rule, NormSpec norm) {
    return Control.implementation(
        what,
        eight("eight-samples/" + slug, Stepping.misdirected(rule), List.of(new Geometry(norm))));
  }

  /** ‖∇L‖_* at W = 0 on E1, beside γ G or γ L. */
  private static Check start(String name, boolean loss) {
    return Check.exact(
        name,
        "‖∇L‖_* at W = 0 on three orthonormal samples, γ = 1 in the spectral norm",
        trial ->
            Needs.norms(List.of(new Spectral()))
                .or(
                    trial,
                    () -> {
                      MarginProblem problem = Instances.orthonormal(3);
                      Norm norm = trial.backend().norm(new Spectral()).orElseThrow();
                      Weights weights = Loss.CROSS_ENTROPY.at(problem, problem.zero());
                      double scale = StrictMath.exp(weights.logScale());
                      double steepest =
                          scale * norm.direction(problem.combination(weights.p())).dualNorm();
                      double claimed = loss ? StrictMath.exp(weights.logLoss()) : scale;
                      double slack =
                          Tolerance.gamma(
                              norm.depth(3, 3) + 64,
                              trial.backend().describe().precision().unitRoundoff());
                      return Finding.of(
                          List.of(
                              Comparison.atLeast("‖∇L‖_*", steepest, claimed, slack),
                              Comparison.equal("G", scale, 2.0 / 3, slack)));
                    }));
  }
}
