package org.noiseproof.claim.symmetry;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.ChargeFlow;
import org.noiseproof.theory.TwoLayerEquilibrium;
import org.noiseproof.zoo.WrongSgd;

/** SYM-9: what moves the noise equilibrium of u wᵀx, and what only hurries to it. */
final class Sym9 {
  private Sym9() {}

  private static final Neuron NEURON = Neuron.LINEAR;
  private static final int N = NEURON.inputs();

  /** γ/(ησ²). */
  private static final double DECAY = 0.5;

  /** μ. */
  private static final double MOMENTUM = 0.8;

  /** When what is left of a difference is looked at, τ = (η/(1 − μ))²t. */
  private static final double RELAXING = 0.5;

  private static final Check CONJUGATION = conjugation("conjugation", 2);

  static Claim claim() {
    double decayed = TwoLayerEquilibrium.ratio(N, DECAY);
    double fastU = TwoLayerEquilibrium.ratio(N, 2, 1);
    double fastW = TwoLayerEquilibrium.ratio(N, 1, 2);
    double still = TwoLayerEquilibrium.ratio(N);
    return new Claim(
        "SYM-9",
        "What shifts the noise equilibrium and what does not",
        """
        u wᵀx as in SYM-7, Σ = I; without anything else u²/|w|² goes to 1/n.
        Decay γ/2 ‖θ‖² with γ = cησ²κ held in proportion to η: u²/|w|² → (2c + 1)/(2c + n), towards balance.
        Rates η_u of u and η_w of w: u²/|w|² → η_u/(n η_w). In u/√η_u and w/√η_w the two rules are one SGD \
        of rate 1 on features √(η_u η_w) as large, step by step; at η_u = n η_w the norms are balanced.
        Heavy ball m ← μm + ĝ, θ ← θ − ηm: u²/|w|² → 1/n as without, but relaxation is faster by \
        1/(1−μ)²: its time is τ = η²t/(1−μ)², not η²t.""",
        """
        \\[ \\frac{u^2}{|w|^2} \\to \\frac{2c + 1}{2c + n}, \\qquad \
        \\frac{u^2}{|w|^2} \\to \\frac{\\eta_u}{n \\eta_w}, \\qquad \
        \\tau = \\frac{\\eta^2 t}{(1-\\mu)^2} \\]""",
        Source.ours("By the drift of the charge of SYM-7, with each of the three in turn."),
        List.of(
            "As in SYM-7.",
            "Decay is coupled: it is added to the gradient.",
            "Heavy ball accumulates (no dampening)."),
        List.of(
            new Constant("c = \\tfrac12", "\\tfrac25"),
            new Constant(
                "(\\eta_u, \\eta_w) = (2\\eta, \\eta), (\\eta, 2\\eta)", "\\tfrac12, \\tfrac18"),
            new Constant("\\mu = 0.8", "\\tfrac14, \\text{ 25 times as fast}")),
        List.of(
            CONJUGATION,
            decay("decay", decayed, approach -> approach),
            rates("faster-u", 2, 1, fastU, approach -> approach),
            rates("faster-w", 1, 2, fastW, approach -> approach),
            heavyBall("heavy-ball", still, approach -> approach),
            speed("heavy-ball-speed", Sym9::heavyBall, left(1), approach -> approach)),
        List.of(
            Control.implementation(WrongSgd.EXPLORING, CONJUGATION),
            Control.implementation("an optimizer that stands still", Sym19Edges.still(CONJUGATION)),
            Control.implementation(
                "twice the learning rate, for both runs",
                OtherMethod.optimizer(CONJUGATION, "rate-twice", Sym9::twice)),
            Control.statement(
                "features are scaled by the product of the rates",
                conjugation("conjugation/product", 4)),
            Control.statement(
                "decay leaves 1/n",
                decay("decay/none", still, approach -> approach.cut(0.2, approach.upper()))),
            Control.statement(
                "the rate of u does not matter",
                rates(
                    "faster-u/none", 2, 1, still, approach -> approach.cut(0.2, approach.upper()))),
            Control.statement(
                "the rate of w does not matter",
                rates(
                    "faster-w/none", 1, 2, still, approach -> approach.cut(approach.lower(), 0.4))),
            Control.statement(
                "the faster the layer, the smaller: η_w/(n η_u)",
                rates(
                    "faster-u/inverse",
                    2,
                    1,
                    fastW,
                    approach -> approach.cut(0.05, approach.upper()))),
            Control.statement(
                "heavy ball shifts the ratio as it does the speed of a layer, to 1/(n(1−μ))",
                heavyBall(
                    "heavy-ball/shifted",
                    still / (1 - MOMENTUM),
                    approach -> approach.cut(approach.lower(), 1.5))),
            Control.statement(
                "the time of heavy ball is η²t",
                speed(
                    "heavy-ball-speed/naive",
                    Sym9::heavyBall,
                    left((1 - MOMENTUM) * (1 - MOMENTUM)),
                    approach -> approach.cut(approach.lower(), 1.2))),
            Control.statement(
                "a dampened buffer is as fast",
                speed(
                    "heavy-ball-speed/dampened",
                    rate -> new Sgd(rate * (1 - MOMENTUM), MOMENTUM, MOMENTUM, false, 0),
                    left(1),
                    approach -> approach.cut(approach.lower(), 1.2)))),
        List.of(
            "One start each: that there is one equilibrium is SYM-7's.",
            "The rates are checked in the conjugate coordinates, and the conjugation by itself, to the bit, for "
                + "(4η, η), with and without momentum.",
            "Decay at c = ½ and momentum at 0.8 alone; decoupled decay is the same as coupled without momentum.",
            "Allowances for the start and for η² terms: of the speed, 2f(0.02) − f(0.04) = 0.449 and 2f(0.01) − "
                + "f(0.02) = 0.448 were seen beside 0.4503 (allowed: 0.005)."));
  }

  private static OptimizerSpec twice(OptimizerSpec spec) {
    return spec instanceof Sgd sgd
        ? new Sgd(2 * sgd.learningRate(), sgd.momentum(), 0, false, sgd.weightDecay())
        : spec;
  }

  private static Check conjugation(String name, double scale) {
    return Check.exact(
        name,
        "SGD of rates (4η, η) on u and w beside SGD of rate η on u/2 and w, twice the features",
        trial -> Sym9Conjugation.toTheBit(trial, scale));
  }

  private static Check decay(String name, double ratio, UnaryOperator<Approach> sizes) {
    return Check.statistical(
        name,
        "u²/|w|² under decay γ = η/2, η → 0",
        trial ->
            RatioRuns.from(NEURON, Sym7.ABOVE)
                .with(
                    "under decay γ = η/2",
                    rate -> new Sgd(rate, 0, 0, false, DECAY * rate * NEURON.noise()))
                .over(2.5, 4)
                .goesTo(
                    trial,
                    ratio,
                    sizes.apply(
                        trial
                            .scale()
                            .of(
                                new Approach(List.of(0.1, 0.05), 0.3, 0.5, 0.01, 0.03),
                                new Approach(List.of(0.02, 0.01), 0.35, 0.45, 0.001, 0.002),
                                new Approach(List.of(0.01, 0.005), 0.35, 0.45, 0.001, 0.0005)))));
  }

  private static Check rates(
      String name, double ofU, double ofW, double ratio, UnaryOperator<Approach> sizes) {
    double centre = TwoLayerEquilibrium.ratio(N, ofU, ofW);
    return Check.statistical(
        name,
        "u²/|w|² where u learns %s times as fast as w, η → 0".formatted(ofU / ofW),
        trial ->
            new RatioRuns(
                    "where u learns %s times as fast as w".formatted(ofU / ofW),
                    NEURON.rated(ofU, ofW),
                    RatioRuns::plain,
                    ofU / ofW,
                    Sym7.ABOVE / Math.sqrt(ofU),
                    2,
                    3)
                .goesTo(
                    trial,
                    ratio,
                    sizes.apply(
                        trial
                            .scale()
                            .of(
                                around(centre, List.of(0.08, 0.04), 0.8, 0.06, 0.12),
                                around(centre, List.of(0.02, 0.01), 0.25, 0.006, 0.01),
                                around(centre, List.of(0.01, 0.005), 0.25, 0.004, 0.003)))));
  }

  /**
   * From a fifth or so below the value to so much above it; allowance and effect relative to it.
   */
  private static Approach around(
      double value, List<Double> rates, double above, double allowance, double effect) {
    return new Approach(
        rates, value * (1 - above / 2), value * (1 + above), allowance * value, effect * value);
  }

  private static OptimizerSpec heavyBall(double rate) {
    return new Sgd(rate * (1 - MOMENTUM), MOMENTUM, 0, false, 0);
  }

  private static Check heavyBall(String name, double ratio, UnaryOperator<Approach> sizes) {
    return Check.statistical(
        name,
        "u²/|w|² under heavy ball μ = 0.8, η/(1 − μ) → 0",
        trial ->
            RatioRuns.from(NEURON, Sym7.BELOW)
                .with("under heavy ball, μ = 0.8", Sym9::heavyBall)
                .goesTo(
                    trial,
                    ratio,
                    sizes.apply(
                        trial
                            .scale()
                            .of(
                                new Approach(List.of(0.1, 0.05), 0.1, 0.44, 0.01, 0.04),
                                new Approach(List.of(0.04, 0.02), 0.18, 0.36, 0.003, 0.004),
                                new Approach(List.of(0.02, 0.01), 0.2, 0.34, 0.002, 0.001)))));
  }

  /** What the flow leaves of a difference by a share of the time. */
  private static double left(double share) {
    ChargeFlow flow = NEURON.flow();
    double[] squares = new Relaxation(NEURON, Sym9::heavyBall).squares();
    return flow.differenceLeft(share * RELAXING, squares[0], squares[1]);
  }

  private static Check speed(
      String name,
      DoubleFunction<OptimizerSpec> optimizer,
      double left,
      UnaryOperator<Approach> sizes) {
    return Check.statistical(
        name,
        "What is left of the charges' difference at τ = 0.5 under heavy ball, same samples, η → 0",
        trial -> {
          Approach approach =
              trial
                  .scale()
                  .of(
                      new Approach(List.of(0.08, 0.04), 0, 0.8, 0.03, 0.1),
                      new Approach(List.of(0.04, 0.02, 0.01), 0.2, 0.7, 0.005, 0.015),
                      new Approach(List.of(0.02, 0.01, 0.005), 0.25, 0.65, 0.003, 0.003));
          Relaxation pair = new Relaxation(NEURON, optimizer);
          Finding finding = pair.leaves(trial, RELAXING, left, sizes.apply(approach));
          return name.equals("heavy-ball-speed") ? drawn(trial, pair, finding, approach) : finding;
        });
  }

  private static Finding drawn(Trial trial, Relaxation pair, Finding finding, Approach approach) {
    double rate = NEURON.flow().relaxation();
    double naive = (1 - MOMENTUM) * (1 - MOMENTUM) * rate;
    return pair.drawn(
        trial,
        finding,
        2,
        approach.rates(),
        List.of(
            Relaxation.curve(
                "τ = η²t/(1 − μ)²", Role.PREDICTED, 2, tau -> StrictMath.exp(-rate * tau)),
            Relaxation.curve("τ = η²t", Role.CONTROL, 2, tau -> StrictMath.exp(-naive * tau))));
  }
}
