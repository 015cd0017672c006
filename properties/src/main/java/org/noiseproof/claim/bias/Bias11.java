package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.Bias11Runs.Claimed;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.Loss;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.Spec;

/** BIAS-11: momentum costs steepest descent a lag, and no dimension is in it. */
final class Bias11 {
  private Bias11() {}

  private static final Check LOG_SUM_EXP =
      runs("log-sum-exp", Loss.LOG_SUM_EXP, 0.2, Claimed.THEOREM);

  private static final Check CROSS_ENTROPY =
      runs("cross-entropy", Loss.CROSS_ENTROPY, 0.2, Claimed.THEOREM);

  static Claim claim() {
    return new Claim(
        "BIAS-11",
        "Momentum",
        """
        Steepest descent in an average of gradients, M_t = βM_{t−1} + (1−β)g_t, D_t = the direction of
        M_t. With M̂_t = M_t over its total weight, in units of A p:
          ε_t = ‖A p_t‖_* − ⟨A p_t, D_t⟩ ≤ 2‖M̂_t − A p_t‖_*,
        and for the log-sum-exp loss, w_s = βˢ/Σβˢ,
          ‖M̂_t − A p_t‖_* ≤ E_t = R² Σ_s w_s (η_{t−s} + … + η_{t−1}) ≤ R²ηβ/(1−β) for a constant step η.
        Theorem A holds with ε_t, or with 2E_t; so after T constant steps γ − m(W_T)/S_T is at most
          log N/(ηT) + R²η(½ + 2β/(1−β)),
        and m(W_T)/S_T ≤ m(W_T)/‖W_T‖ where m(W_T) ≥ 0.""",
        """
        \\[ \\varepsilon_t \\le 2 \\lVert \\hat M_t - A p_t \\rVert_*, \\qquad \
        \\lVert \\hat M_t - A p_t \\rVert_* \\le E_t = R^2 \\sum_s w_s \\sum_{\\tau=1}^{s} \
        \\eta_{t-\\tau} \\]
        \\[ \\gamma - \\frac{m(W_T)}{S_T} \\le \\frac{\\log N}{\\eta T} + R^2 \\eta \
        \\left(\\frac12 + \\frac{2\\beta}{1-\\beta}\\right) \\]""",
        Source.derived(
            """
            Theorem D, derived, without a factor of dimension. Fan, Schmidt and Thrampoulidis 2025, arXiv \
            2502.04664, Theorem 2, have O((d log t + dn)/√t) for momentum, and ask whether d can go."""),
        List.of(
            "W₀ = 0, every buffer 0; bias correction is irrelevant, since directions have no scale",
            "the log-sum-exp loss for E_t: the gradients of the cross-entropy also change their length"),
        List.of(
            new Constant("\\beta", "momentum: 0.5 and 0.99; deep, 0 and 0.9, too"),
            new Constant("w_s", "\\beta^s/\\sum_{s \\le t} \\beta^s"),
            new Constant("R", "\\max \\lVert A_{ic} \\rVert_*"),
            new Constant("N", "\\text{the number of pairs (sample, wrong class)}")),
        List.of(LOG_SUM_EXP, CROSS_ENTROPY, oldGradients("old-gradients", true)),
        List.of(
            Control.statement(
                "Theorem A holds without the ε_t, however old the gradients",
                oldGradients("old-gradients/no-lag", false)),
            Control.statement(
                "a tenth of the drift",
                runs("log-sum-exp/tenth", Loss.LOG_SUM_EXP, 0.2, Claimed.TENTH)),
            Control.statement(
                "ε_t is at most a tenth of what the average is off",
                runs("cross-entropy/tenth", Loss.CROSS_ENTROPY, 0.2, Claimed.TENTH)),
            Control.implementation(
                "β and 1 − β are exchanged",
                runs("log-sum-exp/exchanged", Loss.LOG_SUM_EXP, 0.2, Claimed.EXCHANGED)),
            Control.implementation(
                "the direction of the Frobenius norm under every norm, at length 1",
                Counterfeit.under(
                    LOG_SUM_EXP,
                    "frobenius",
                    (right, spec, m, p) -> {
                      NormSpec norm = Bias11Runs.norm(spec);
                      double size = right.norm(norm).orElseThrow().of(m);
                      return Wrong.of(m.times(1 / size));
                    })),
            Control.implementation(
                "the wrong sign",
                Counterfeit.under(
                    CROSS_ENTROPY,
                    "uphill",
                    (right, spec, m, p) -> {
                      Matrix direction =
                          right.norm(Bias11Runs.norm(spec)).orElseThrow().direction(m).matrix();
                      return Wrong.of(direction.times(-1));
                    }))),
        List.of(
            "Constant steps on one instance; E_t for other schedules is tested where it is defined.",
            "Batches: of their noise BIAS-17 speaks.",
            "How much of 2E_t is used: the bound is a worst case, and measured ε_t are far below; for "
                + "β = 0.99 it is above any gap there can be.",
            "Whether the run gets anywhere: Theorem A with measured ε_t is true of any steps of length η."));
  }

  private static Check runs(String name, Loss loss, double step, Claimed claimed) {
    return Check.bound(
        name,
        "ε_t, what the average is off, E_t and both sides of Theorem A at every step, five norms, two "
            + "momenta, η = %s/R".formatted(step),
        trial ->
            Directions.with(
                trial,
                needed(),
                directions -> {
                  Tightest found = new Tightest();
                  Bias11Runs runs = new Bias11Runs(trial, directions, loss, claimed, steps(trial));
                  for (NormSpec norm : EightSamples.NORMS) {
                    for (double momentum : momenta(trial)) {
                      runs.run(norm, momentum, step, found);
                    }
                  }
                  return Finding.of(found.comparisons()).with(runs.plot(new Nuclear(), 0.9, step));
                }));
  }

  /** Gradients of the cross-entropy shrink, and those of long ago stay in the average. */
  private static Check oldGradients(String name, boolean measured) {
    return Check.bound(
        name,
        "both sides of Theorem A at every step, sign descent along averages of the cross-entropy's "
            + "gradients, β = 0.99, η = 0.2/R",
        trial ->
            Directions.with(
                trial,
                needed(),
                directions -> {
                  Tightest found = new Tightest();
                  new Bias11Runs(
                          trial,
                          directions,
                          Loss.LOG_SUM_EXP,
                          Claimed.THEOREM,
                          trial.scale() == Scale.DEEP ? 1500 : 250)
                      .oldGradients(new Max(), measured, found);
                  return Finding.of(found.comparisons());
                }));
  }

  private static double[] momenta(Trial trial) {
    return trial.scale() == Scale.DEEP
        ? new double[] {0, 0.5, 0.9, 0.99}
        : new double[] {0.5, 0.99};
  }

  private static int steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 3000 : 40;
  }

  private static List<Spec> needed() {
    List<Spec> needed = new ArrayList<>(EightSamples.NORMS);
    EightSamples.NORMS.forEach(norm -> needed.add(Bias11Runs.spec(1, norm, 0.5)));
    return needed;
  }
}
