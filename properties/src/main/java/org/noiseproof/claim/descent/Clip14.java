package org.noiseproof.claim.descent;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip14Facts.Constants;
import org.noiseproof.claim.descent.Clip14Gates.Instance;
import org.noiseproof.problem.ZeroChain;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.zoo.WrongSgd;

/** CLIP-14: behind a gate, the zero-chain shows no method more than one coordinate an opening. */
final class Clip14 {
  private Clip14() {}

  /** Small enough to go through all sequences of gates. */
  private static final Instance SHORT = new Instance(new ZeroChain(3), 0.1, 12);

  /** Opens four times on average, where eight are needed. */
  private static final Instance LONG = new Instance(new ZeroChain(8), 0.02, 200);

  private static final OptimizerSpec SGD = new Sgd(0.2, 0, 0, false, 0);

  /** Steps as long as a coordinate needs, so that no opening is wasted. */
  private static final List<OptimizerSpec> LONG_STEPS =
      List.of(
          new Sgd(0.2, 0.9, 0, false, 0),
          new ClippedSgd(1, 5, 0),
          new NormalizedSgd(4, 0, false),
          new SignSgd(4, 0),
          new Adam(4, 0.9, 0.999, 1e-8, 0));

  private static final List<OptimizerSpec> SHORT_STEPS =
      List.of(
          new Sgd(0.05, 0, 0, false, 0),
          new Sgd(0.05, 0.9, 0, true, 0),
          new ClippedSgd(0.05, 5, 0),
          new NormalizedSgd(0.2, 0, false),
          new SignSgd(0.05, 0),
          new Adam(0.05, 0.9, 0.999, 1e-8, 0));

  static Claim claim() {
    return new Claim(
        "CLIP-14",
        "No first-order method beats ε^{−(3p−2)/(p−1)} on the zero-chain",
        """
        F is the zero-chain of d coordinates, of which each has no gradient before the one ahead of it \
        is past ½. An oracle multiplies the derivative of the next coordinate by z/π, z Bernoulli(π): \
        it is unbiased, with E|z/π − 1|ᵖ ≤ 2π^{1−p}. Any method that moves no coordinate without a \
        gradient has, from 0,
          prog₀(x_t) ≤ Σ_{s<t} z_s,  hence  P(min_{t≤T} ‖∇F(x_t)‖ < 1) ≤ P(Bin(T, π) ≥ d).
        Scaled to L, Δ and σ it takes at least d/(2π) noisy gradients to find ‖∇f‖ < ε: of the order \
        LΔ σ^{p/(p−1)} ε^{−(3p−2)/(p−1)}. F is 152-smooth, |∂F/∂x_i| ≤ 23, F(0) − inf F ≤ 12d, and \
        ‖∇F‖ > 1 while |x_d| < 1.""",
        """
        \\[ F(x) = -\\Psi(1)\\Phi(x_1) + \\sum_{i=2}^d \\bigl[ \\Psi(-x_{i-1})\\Phi(-x_i) - \
        \\Psi(x_{i-1})\\Phi(x_i) \\bigr] \\]
        \\[ \\Pr\\bigl( \\min_{t \\le T} \\|\\nabla F(x_t)\\| < 1 \\bigr) \\le \
        \\Pr\\bigl( \\mathrm{Bin}(T, \\pi) \\ge d \\bigr) \\]
        \\[ \\frac{d}{2\\pi} \\ge \\frac{L \\Delta}{29184}\\, 2^{-1/(p-1)} \
        \\Bigl(\\frac{\\sigma}{46}\\Bigr)^{p/(p-1)} \\varepsilon^{-(3p-2)/(p-1)} \\]""",
        Source.derived(
            """
            Chain and constants: Arjevani, Carmon, Duchi, Foster, Srebro & Woodworth, "Lower bounds for \
            non-convex stochastic optimization", cited from memory. Heavy-tailed gates and the rate: Zhang \
            et al., 2020, as quoted elsewhere; Liu & Zhou, ICLR 2025. The scaling's constants are derived."""),
        List.of(
            "The method starts at 0 and moves only coordinates of which it has seen a gradient: it is "
                + "zero-respecting.",
            "One gated gradient a step; z_1, z_2, … independent.",
            "The scaled chain has as many coordinates as LΔ/(7296 ε²): the bound is for large d."),
        List.of(
            new Constant(
                "\\Psi(u)", "\\exp(1 - 1/(2u-1)^2) \\text{ for } u > 1/2, \\text{ else } 0"),
            new Constant("\\Phi(u)", "\\sqrt e \\int_{-\\infty}^u e^{-t^2/2} dt"),
            new Constant(
                "\\lambda", "304 \\varepsilon / L: f(x) = (L \\lambda^2/152) F(x/\\lambda)"),
            new Constant("d", "\\lfloor L\\Delta/(7296 \\varepsilon^2) \\rfloor"),
            new Constant("\\pi", "\\min(1, (2 (46\\varepsilon/\\sigma)^p)^{1/(p-1)})")),
        checks(),
        controls(),
        List.of(
            "The optimizers that are run, from 0; the proof covers every zero-respecting method.",
            "One sample a step; a batch of n counts as n openings.",
            "The constants of the chain on random and on hand-picked points."));
  }

  private static List<Check> checks() {
    return Stream.of(
            Stream.of(facts("constants-of-the-chain", Constants.CLAIMED)),
            Stream.of(every("every-gate-sgd", SGD, 3, true)),
            LONG_STEPS.stream().map(spec -> every("every-gate-" + name(spec), spec, 3, false)),
            SHORT_STEPS.stream()
                .map(spec -> random("random-gates-" + name(spec), spec, LONG, false)),
            Stream.of(gateMoment("moment-of-the-gate", 2), scaling("scaling", 0)))
        .flatMap(checks -> checks)
        .toList();
  }

  private static List<Control> controls() {
    return List.of(
        Control.implementation(WrongSgd.EXPLORING, every("every-gate-sgd", SGD, 3, false)),
        Control.statement(
            "that it takes an opening more than there are coordinates",
            every("every-gate-sgd/one-more", SGD, 4, false)),
        Control.statement(
            "that exact gradients, π = 1, are no better than gated ones",
            random("random-gates-sgd/exact-gradients", SHORT_STEPS.getFirst(), LONG, true)),
        Control.statement(
            "that the chain is 130-smooth",
            facts("constants-of-the-chain/smoothness", new Constants(130, 23, 12, 1))),
        Control.statement(
            "that its partial derivatives are at most 21",
            facts("constants-of-the-chain/partial", new Constants(152, 21, 12, 1))),
        Control.statement(
            "that F(0) − inf F ≤ 11d",
            facts("constants-of-the-chain/gap", new Constants(152, 23, 11, 1))),
        Control.statement(
            "that ‖∇F‖ > 1.1 while the last coordinate is not past 1",
            facts("constants-of-the-chain/unfinished", new Constants(152, 23, 12, 1.1))),
        Control.statement(
            "that the gate's moment is at most π^{1−p}", gateMoment("moment-of-the-gate/half", 1)),
        Control.statement("a rate steeper by ε^{−0.1}", scaling("scaling/steeper", 0.1)));
  }

  private static Check facts(String name, Constants constants) {
    return Check.bound(
        name,
        "Gradient, its differences, gap and infimum of chains of up to 64 coordinates at random and "
            + "hand-picked points",
        trial -> Clip14Facts.chain(trial, constants));
  }

  private static Check every(String name, OptimizerSpec spec, int needed, boolean attained) {
    return Check.exact(
        name,
        "Coordinates, gradients and P(min ‖∇F‖ < 1) over all 2¹² gates of a chain of 3, π = 0.1, "
            + words(spec),
        trial -> Clip14Gates.every(trial, spec, SHORT, needed, attained));
  }

  private static Check random(String name, OptimizerSpec spec, Instance instance, boolean exact) {
    return Check.bound(
        name,
        "Coordinates against openings in runs of 200 steps on a chain of 8, π = 0.02, "
            + words(spec),
        trial -> Clip14Gates.random(trial, spec, instance, exact));
  }

  private static Check gateMoment(String name, double factor) {
    return Check.exact(
        name,
        "E|z/π − 1|ᵖ over π^{1−p} for π from 1 to 2⁻⁴⁰",
        trial -> Clip14Facts.gateMoment(factor));
  }

  private static Check scaling(String name, double faster) {
    return Check.exact(
        name,
        "Moment, gap, number of gradients and P(Bin ≥ d) of the scaled chain, ε from 2⁻⁹ to 2⁻¹³",
        trial -> Clip14Facts.scaling(faster));
  }

  private static String words(OptimizerSpec spec) {
    return "%s, learning rate %s".formatted(name(spec), spec.learningRate());
  }

  private static String name(OptimizerSpec spec) {
    return SpecJson.type(spec).replace('_', '-')
        + (spec instanceof Sgd sgd && sgd.momentum() > 0 ? "-momentum" : "");
  }
}
