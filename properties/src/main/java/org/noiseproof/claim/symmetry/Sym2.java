package org.noiseproof.claim.symmetry;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.Rule;
import org.noiseproof.claim.symmetry.Sym2Exact.Identity;
import org.noiseproof.claim.symmetry.Sym2Layers.Weight;
import org.noiseproof.claim.symmetry.Sym2Paths.Run;
import org.noiseproof.loss.Populations;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** SYM-2: how a step changes the charge, on every path. */
final class Sym2 {
  private Sym2() {}

  private static final List<Identity> CHARGE = List.of(Sym2Exact.CHARGE);

  private static final Check RUNS =
      path("runs", Sym2Paths.RUNS, sgd(new Rates(0.05, 0, 0.2)), new Rates(0.05, 0, 0.2), CHARGE);
  private static final Check BUFFERED_RUNS =
      path(
          "buffered-runs",
          Sym2Paths.RUNS,
          sgd(new Rates(0.02, 0.7, 0.2)),
          new Rates(0.02, 0.7, 0.2),
          Sym2Exact.HEAVY_BALL);

  /** The identities of the charge all hold for it. */
  private static final Check NORMALISED =
      Check.bound(
          "buffered-runs/normalised",
          BUFFERED_RUNS.measures(),
          trial ->
              BUFFERED_RUNS.experiment().apply(trial.on(Sym2Paths.normalised(trial.backend()))));

  static Claim claim() {
    return new Claim(
        "SYM-2",
        "The charge after a step, exactly",
        """
        Where ℓ(e^{λA}θ; z) = ℓ(θ; z) with A = Aᵀ, C = θᵀAθ, a step θ′ = θ − η(ĝ + γθ) has
          C′ = (1−ηγ)² C + η² ĝᵀAĝ
        for every η, γ and batch: θᵀA∇ℓ = 0 for each sample. So for deep linear nets and γ = 0 each
          W_{l+1}ᵀW_{l+1} − W_lW_lᵀ gains η²(Ĝ_{l+1}ᵀĜ_{l+1} − Ĝ_lĜ_lᵀ),
        under learning rates η_l of the layers, γ = 0,
          ‖W_{l+1}‖²/η_{l+1} − ‖W_l‖²/η_l gains η_{l+1}‖Ĝ_{l+1}‖² − η_l‖Ĝ_l‖²,
        and with m′ = μm + ĝ + γθ, θ′ = θ − ηm′, X = θᵀAm, Q = m′ᵀAm′,
          C′ = C − 2η(μX + γC) + η²Q,  X′ = μX + γC − ηQ;
        for γ = 0, Z = C − 2ημ/(1−μ) X has Z′ − Z = η² (1+μ)/(1−μ) Q.""",
        """
        \\[ C' = (1-\\eta\\gamma)^2\\, C + \\eta^2\\, \\hat{g}^\\top A\\, \\hat{g} \\]
        \\[ Z' - Z = \\eta^2\\, \\frac{1+\\mu}{1-\\mu}\\, m'^\\top A\\, m', \\qquad \
        Z = C - \\frac{2\\eta\\mu}{1-\\mu}\\, \\theta^\\top A\\, m \\]""",
        Source.derived(
            """
            The cross term vanishes sample by sample, which is standard; the identities at a finite step, \
            with decay and momentum, are derived here. In continuous time: Ziyin, Wang, Li and Wu, \
            arXiv 2402.07193 (abstract and captions read)."""),
        List.of(
            "A symmetric, and the symmetry that of every sample's loss",
            "decay coupled, as in ½γ‖θ‖²; the same η and γ for all parameters, or one η a layer"),
        List.of(
            new Constant("C", "\\theta^\\top A\\, \\theta"),
            new Constant("\\hat{g}", "\\text{the mean gradient of the batch}")),
        List.of(
            exact("step", Sym2Exact.PLAIN, ExactSteps.SGD, Sym2Exact.CHARGE),
            Sym2Layers.matrix("matrix", 1),
            Sym2Layers.layerwise("layer-wise", Weight.BY_RATE),
            Sym2Exact.check(
                "heavy-ball",
                Sym2Exact.LOSSES,
                Sym2Exact.BUFFERED_WITH_DECAY,
                ExactSteps.SGD,
                Sym2Exact.HEAVY_BALL),
            exact("heavy-ball-z", Sym2Exact.BUFFERED, ExactSteps.SGD, Sym2Exact.Z),
            drawn(RUNS),
            BUFFERED_RUNS),
        Stream.of(statements(), broken(), steps()).flatMap(List::stream).toList(),
        List.of(
            "The exact checks prove the algebra and the losses' exact gradients; the backend is seen only "
                + "in its own runs, up to the rounding of each step.",
            "ĝ is the backend's mean of a batch, and m′ and θ′ are tied to it: an error of ĝ itself is seen "
                + "along Aθ alone.",
            "Dampening, a buffer of (1−μ)ĝ and normalised gradients obey Z's identity too, as they only "
                + "rescale ĝ: it takes decay to tell the first two, and m′ − μm − ĝ − γθ to tell all three."));
  }

  private static List<Control> statements() {
    return List.of(
        Control.statement(
            "the charge only decays: the noise leaves it alone",
            exact("step/conserved", Sym2Exact.PLAIN, ExactSteps.SGD, Sym2Exact.CONSERVED)),
        Control.statement(
            "the decay of the charge is 1 − 2ηγ a step, as in continuous time",
            exact("step/first-order", Sym2Exact.PLAIN, ExactSteps.SGD, Sym2Exact.FIRST_ORDER)),
        Control.statement(
            "both layers push the matrix of charges up", Sym2Layers.matrix("matrix/sum", -1)),
        Control.statement(
            "layer-wise rates leave ‖W_{l+1}‖² − ‖W_l‖² the charge",
            Sym2Layers.layerwise("layer-wise/unweighted", Weight.NONE)),
        Control.statement(
            "with momentum C itself has the law of a plain step",
            exact("heavy-ball-z/plain-law", Sym2Exact.BUFFERED, ExactSteps.SGD, Sym2Exact.CHARGE)),
        Control.statement(
            "Z has its law under decay, too",
            exact(
                "heavy-ball-z/decay", Sym2Exact.BUFFERED_WITH_DECAY, ExactSteps.SGD, Sym2Exact.Z)));
  }

  private static List<Control> broken() {
    return List.of(
        Control.implementation(
            "a bias in the hidden layer that A leaves out",
            Sym2Exact.check(
                "step/hidden-bias",
                List.of(new HiddenBias()),
                Sym2Exact.PLAIN,
                ExactSteps.SGD,
                CHARGE)),
        Control.implementation(
            "a tanh in the hidden layer",
            path(
                "runs/tanh",
                List.of(new Run(new TanhUnit(), Populations.labels(1, 0, 2), 0.4, 1.6)),
                sgd(new Rates(0.05, 0, 0.2)),
                new Rates(0.05, 0, 0.2),
                CHARGE)),
        Control.implementation(
            "signs of the gradient, exactly",
            exact("step/signs", Sym2Exact.PLAIN, ExactSteps.SIGNS, Sym2Exact.CHARGE)),
        Control.implementation("decoupled decay", heavyBall("decoupled", ExactSteps.DECOUPLED)),
        Control.implementation("dampening by a half", heavyBall("dampened", ExactSteps.DAMPENED)),
        Control.implementation(
            "Nesterov's look-ahead", heavyBall("nesterov", ExactSteps.NESTEROV)));
  }

  private static List<Control> steps() {
    return Stream.concat(
            Stream.of(
                Control.implementation(
                    "Gaussian noise is added to the gradient, as in Langevin dynamics",
                    OtherMethod.langevin(RUNS)),
                Control.implementation(
                    "Adam",
                    path(
                        "runs/adam",
                        Sym2Paths.RUNS,
                        new Adam(0.05, 0.9, 0.999, 1e-8, 0),
                        new Rates(0.05, 0, 0),
                        CHARGE)),
                Control.implementation(
                    "gradients are normalised before the heavy ball", NORMALISED),
                Control.implementation(
                    "sign updates",
                    path(
                        "runs/sign",
                        Sym2Paths.RUNS,
                        new SignSgd(0.05, 0),
                        new Rates(0.05, 0, 0),
                        CHARGE))),
            Stream.concat(
                zoo(
                    RUNS,
                    "exploring",
                    "learning-rate-twice",
                    "decay-towards-infinity",
                    "last-coordinate-ignored"),
                zoo(
                    BUFFERED_RUNS,
                    "averaged-buffer",
                    "momentum-not-decayed",
                    "buffer-forgotten",
                    "decoupled-decay",
                    "float32-buffer")))
        .toList();
  }

  private static Stream<Control> zoo(Check check, String... names) {
    return Stream.of(names)
        .map(
            name ->
                Control.implementation(
                    "sgd, " + name, OtherMethod.specimen(check, name, "sgd-" + name)));
  }

  private static Check exact(String name, Rates rates, Rule rule, Identity identity) {
    return Sym2Exact.check(name, Sym2Exact.LOSSES, rates, rule, List.of(identity));
  }

  private static Check heavyBall(String name, Rule rule) {
    return Sym2Exact.check(
        "heavy-ball/" + name,
        Sym2Exact.LOSSES,
        Sym2Exact.BUFFERED_WITH_DECAY,
        rule,
        Sym2Exact.HEAVY_BALL);
  }

  private static Check path(
      String name, List<Run> runs, OptimizerSpec spec, Rates claimed, List<Identity> identities) {
    return Sym2Paths.check(name, runs, spec, claimed, identities);
  }

  private static OptimizerSpec sgd(Rates rates) {
    return new Sgd(rates.rate(), rates.momentum(), 0, false, rates.decay());
  }

  /** With a picture of the charge. */
  private static Check drawn(Check check) {
    return Check.bound(
        check.name(),
        check.measures(),
        trial -> {
          Finding finding = check.experiment().apply(trial);
          return trial.backend().optimizer(sgd(new Rates(0.1, 0, 0))).isPresent()
              ? finding.with(Sym2Plot.of(trial))
              : finding;
        });
  }
}
