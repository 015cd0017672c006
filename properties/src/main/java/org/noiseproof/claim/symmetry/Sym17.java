package org.noiseproof.claim.symmetry;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.loss.Sampling;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.theory.SubnetEqualisation;

/** SYM-17: with three layers noise makes the subnets equal, with two it does not. */
final class Sym17 {
  private Sym17() {}

  /**
   * What three-point extrapolation from η = 1/20, 1/40, 1/80 leaves: a seventh of its distance from
   * that of 1/10, 1/20, 1/40, 0.68195 from 0.68774, rounded up.
   */
  private static final double REMAINDER = 0.001;

  static Claim claim() {
    return new Claim(
        "SYM-17",
        "Depth two makes subnets equal, depth one does not",
        """
        f(x) = xv, v a sum of subnets, each a product of three layers. Within a subnet, layers k and l,
        every step of SGD has, with the mean h of x(xv − y) over the batch and π the subnet's product,
          C_kl = u_k² − u_l²,   C_kl′ = C_kl(1 − η²h²π²/(u_k²u_l²)):
        its layers become equal, up to sign, where |ηhπ/(u_ku_l)| stays below √2 and the noise of the
        gradient does not vanish. Once they are, u_i′ = u_i(1 − ηhu_i), so that
          u_i′ − u_j′ = (u_i − u_j)(1 − ηh(u_i + u_j)),
        and near u_i = u_j the difference falls at the rate −E ln|1 − 2ηhu| > 0 a step, over the
        stationary law of u′ = u(1 − ηhu), where E ln|1 − ηhu| = 0. Two subnets, x = 1, y = 9/8 ± 1: the
        rate is 0.8055 η² at η = 1/10 and goes to σ²u_*²η² = 0.6814 η², u_*³ = 9/16. Gradient descent keeps
        1/u_2 − 1/u_1 but for a drift that halves with η, and two layers keep the ratio (SYM-16).""",
        """
        \\[ C_{kl}' \\;=\\; C_{kl}\\Bigl(1 - \\frac{\\eta^2 h^2 \\pi^2}{u_k^2 u_l^2}\\Bigr), \\qquad \
        u_i' - u_j' \\;=\\; (u_i - u_j)\\bigl(1 - \\eta h (u_i + u_j)\\bigr) \\]
        \\[ -E \\ln|1 - 2\\eta h u| \\;=\\; \\eta^2\\sigma^2 u_*^2 + O(\\eta^3) \\;>\\; 0 \
        \\;=\\; E\\ln|1 - \\eta h u| \\]""",
        Source.derived(
            """
            That depth beyond one makes subnets uniform, and depth one does not: Ziyin, Li & Ueda, Noise \
            Balance and Stationary Distribution of SGD, v2, read in full. Factors and rate at finite step \
            are derived."""),
        List.of(
            "diagonal weights, squared error, one sample a step",
            "for equal layers: |ηhπ/(u_ku_l)| < √2, and a gradient that keeps its noise",
            "for the rate: all layers of a subnet equal, x = 1, two labels"),
        List.of(
            new Constant("\\sigma^2", "\\text{variance of the labels, } 1"),
            new Constant("u_*", "(E y/2)^{1/3} = 0.8255")),
        List.of(
            exact("layer-charges", true),
            path("path", Sym12Runs.sgd(0.1, 0)),
            equal("equal", 3, Sampling.WITH_REPLACEMENT, 1),
            localRate("local-rate", chain -> Sym17Runs.rate(Sym17Runs.RATE)),
            limit("leading-rate", SubnetEqualisation::leadingRate),
            memory("descent-remembers", Sampling.WITHOUT_REPLACEMENT, 2)),
        List.of(
            Control.statement(
                "layer charges are conserved", exact("layer-charges/conserved", false)),
            Control.implementation(
                "Adam that passes for SGD", path("path/adam", new Adam(0.1, 0.9, 0.999, 1e-8, 0))),
            Control.statement(
                "gradient descent makes them equal, too",
                equal("equal/full-batch", 3, Sampling.WITHOUT_REPLACEMENT, 2)),
            Control.statement(
                "two layers are enough", equal("equal/depth-one", 2, Sampling.WITH_REPLACEMENT, 1)),
            Control.statement(
                "the leading rate holds at η = 1/10",
                localRate("local-rate/leading", SubnetEqualisation::leadingRate)),
            Control.statement(
                "the leading rate is twice that: σ²(2u_*)²/2",
                limit("leading-rate/doubled", chain -> 2 * chain.leadingRate())),
            Control.statement(
                "SGD keeps 1/u_2 − 1/u_1 as gradient descent does",
                memory("descent-remembers/one-sample", Sampling.WITH_REPLACEMENT, 1))),
        List.of(
            "u_1/u_2 → 1 is a limit: seen is the share of runs that are within 1/1000 of it.",
            "The rate belongs to two subnets whose layers are equal already.",
            "E ln|1 − ηhu| = 0 holds for any stationary law: it checks the transfer matrix."));
  }

  private static Check exact(String name, boolean quadratic) {
    return Check.exact(
        name,
        "C_kl u_k²u_l² of two subnets of three layers over three steps in dyadic numbers, S = 1 and 4",
        trial -> Sym17Charges.exact(trial, quadratic));
  }

  private static Check path(String name, OptimizerSpec spec) {
    return Check.bound(
        name,
        "C_kl′ of a path from unequal layers, u_1′ − u_2′ of one from equal layers, at every step",
        trial -> Applicable.on(trial, spec, () -> Sym17Charges.path(trial, spec)));
  }

  private static Check equal(String name, int layers, Sampling sampling, int batch) {
    return Check.statistical(
        name,
        "P(|u_1/u_2 − 1| > 1/1000) from (1, ½) after 1 500 steps of 1/10 (cpu: 3 000, deep: 6 000)",
        trial -> Sym17Runs.equal(trial, layers, sampling, batch));
  }

  private static Check localRate(String name, ToDoubleFunction<SubnetEqualisation> rate) {
    double square = Sym17Runs.RATE * Sym17Runs.RATE;
    return Check.statistical(
        name,
        "The rate at which ln|u_1 − u_2| falls at η = 1/10, over η², beside that of the transfer matrix",
        trial ->
            Sym17Runs.localRate(
                trial, rate.applyAsDouble(Sym17Runs.chain(Sym17Runs.RATE)) / square));
  }

  private static Check limit(String name, ToDoubleFunction<SubnetEqualisation> leading) {
    return Check.bound(
        name,
        "rate/η² by the transfer matrix at η = 1/10 … 1/80, extrapolated, beside σ²u_*²",
        trial -> Sym17Runs.limit(trial, leading, REMAINDER));
  }

  private static Check memory(String name, Sampling sampling, int batch) {
    return Check.bound(
        name,
        "1/u_2 − 1/u_1 from (6/5, ½) at time 60 for η = 1/10, 1/20, 1/40: kept to 0.5 %, the drift at "
            + "least halved each time",
        trial ->
            Applicable.on(
                trial,
                Sym12Runs.sgd(Sym17Runs.RATE, 0),
                () -> Sym17Runs.memory(trial, sampling, batch)));
  }
}
