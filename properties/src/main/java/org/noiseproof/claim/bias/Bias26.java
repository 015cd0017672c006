package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Source.Status;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.GradientDescentMargin;

/** BIAS-26: plain gradient descent is slow, and goes to the Frobenius norm's margin. */
final class Bias26 {
  private Bias26() {}

  private static final MarginProblem PROBLEM = EightSamples.PROBLEM;
  private static final NormSpec FROBENIUS = new Frobenius();
  private static final double GAMMA = EightSamples.gamma(FROBENIUS);

  /** The rate of which the loss is bounded from below, and its bound. */
  private static final double SHORT = 0.01;

  private static final GradientDescentMargin BOUND =
      new GradientDescentMargin(PROBLEM.radius(FROBENIUS), SHORT, PROBLEM.classes(), Math.log(4));

  /** (gap/γ) log t, seen: 0.735, 0.656, 0.579, 0.535 at t = 300, 10³, 10⁴, 10⁵. */
  private static final double SLOWEST = 0.4;

  private static final double FASTEST = 1;

  /** Seen at t = 1 000: 0.084; at 10⁵: 0.083. */
  private static final double AHEAD = 0.05;

  static Claim claim() {
    return new Claim(
        "BIAS-26",
        "Plain gradient descent is slow and goes to the Frobenius norm",
        """
        Gradient descent on cross-entropy, with ηR²L_0 < 1, has
          L_{t+1} ≥ L_t − ηR²L_t²,   1/L_T ≤ 1/L_0 + T ηR²/(1 − ηR²L_0),   m(W_T) ≤ log((k − 1)/L_T):
        its margin grows like log T at most, where steps of constant length make it grow like T. It goes to the
        max-margin direction of the Frobenius norm at a rate of 1/log t: on the eight samples, η = 0.1,
        (1 − m/(γ‖W‖)) log t stays between 0.4 and 1, and the share of the Frobenius margin is by 0.05 larger
        than that of any other norm. These three numbers were measured; what is claimed is slowness and the norm.""",
        """
        \\[ L_{t+1} \\;\\ge\\; L_t - \\eta R^2 L_t^2, \\qquad m(W_T) \\;\\le\\; \
        \\log\\Bigl((k-1)\\Bigl(\\frac{1}{L_0} + \\frac{T \\eta R^2}{1 - \\eta R^2 L_0}\\Bigr)\\Bigr) \\]""",
        new Source(
            """
            Soudry et al. 2018, the direction and its rate 1/log t, cited from memory. The bounds with their \
            constants are derived.""",
            Status.PUBLISHED),
        List.of(
            "Separable data, cross-entropy as a mean, W_0 = 0, no momentum.",
            "The bounds: ηR²L_0 < 1, where L_0 = log k."),
        List.of(
            new Constant(
                "R", "\\sqrt 2 \\max \\|x_i\\|_2 = \\sqrt{54} \\text{ on the eight samples}"),
            new Constant("L", "the mean cross-entropy")),
        List.of(
            bounds("log-bound", descent(SHORT), BOUND),
            slow("slow", descent(0.1)),
            norm("frobenius", FROBENIUS)),
        List.of(
            Control.statement(
                "steps of constant length obey the bound, too",
                bounds("log-bound/normalized", new Nsd(SHORT, FROBENIUS, 0, 0), BOUND)),
            Control.implementation(
                "a heavy ball of momentum 0.99 that passes for plain descent",
                bounds("log-bound/momentum", new Sgd(SHORT, 0.99, 0, false, 0), BOUND)),
            Control.statement(
                "an eighth of R is enough, which is less than γ",
                bounds(
                    "log-bound/short-radius",
                    descent(SHORT),
                    new GradientDescentMargin(
                        BOUND.radius() / 8, SHORT, PROBLEM.classes(), Math.log(4)))),
            Control.statement(
                "normalized descent is as slow", slow("slow/normalized", normalized())),
            Control.statement(
                "it goes to the spectral norm's margin",
                norm("frobenius/spectral", new NormSpec.Spectral())),
            Control.statement(
                "it goes to the nuclear norm's margin",
                norm("frobenius/nuclear", new NormSpec.Nuclear()))),
        List.of(
            "That the gap goes on falling as 1/log t: no run is long enough to see it vanish.",
            "Other losses: the rate is that of exponential tails."));
  }

  private static OptimizerSpec descent(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  private static OptimizerSpec normalized() {
    double radius = BOUND.radius();
    return new Nsd(GAMMA / (radius * radius), FROBENIUS, 0, 0);
  }

  private static MarginDescent run(Trial trial, OptimizerSpec spec) {
    return new MarginDescent(trial.backend(), PROBLEM, Loss.CROSS_ENTROPY, FROBENIUS, spec);
  }

  private static Check bounds(String name, OptimizerSpec spec, GradientDescentMargin bound) {
    return Check.bound(
        name,
        "L_{t+1}, log(1/L_t) and m(W_t) beside their bounds at every step",
        trial ->
            Needs.met(trial, List.of(FROBENIUS), List.of(spec), () -> bounds(trial, spec, bound)));
  }

  private static Finding bounds(Trial trial, OptimizerSpec spec, GradientDescentMargin bound) {
    long steps = trial.scale() == Scale.DEEP ? 100_000 : 2_000;
    MarginDescent run = run(trial, spec);
    Tightest tightest = new Tightest();
    List<Double> t = new ArrayList<>();
    List<Double> margins = new ArrayList<>();
    List<Double> most = new ArrayList<>();
    double least = 0;
    for (long taken = 0; taken < steps; taken++) {
      Step step = run.step();
      double logLoss = step.weights().logLoss();
      double loss = StrictMath.exp(logLoss);
      double slack = Tolerance.CLOSED_FORM;
      String at = "t = " + taken;
      tightest.offer(Comparison.atLeast("L_{t+1}", loss, least, slack * least), at);
      tightest.offer(
          Comparison.atMost("log(1/L_t)", -logLoss, bound.logReciprocalLoss(taken), slack), at);
      tightest.offer(
          Comparison.atMost("m(W_t)", step.weights().margin(), bound.margin(taken), slack), at);
      least = bound.nextLoss(loss);
      if (taken >= 8 && Long.bitCount(taken) == 1) {
        t.add((double) taken);
        margins.add(step.weights().margin());
        most.add(bound.margin(taken));
      }
    }
    return Finding.of(tightest.comparisons())
        .with(
            new Plot(
                "The margin of gradient descent",
                "t",
                "m(W_t)",
                true,
                false,
                List.of(
                    Series.of("m(W_t)", Role.MEASURED, t, margins),
                    Series.of("bound", Role.BOUND, t, most))));
  }

  private static Check slow(String name, OptimizerSpec spec) {
    return Check.bound(
        name,
        "(1 − m/(γ‖W‖)) log t at t = 300 and 1 000 (deep: 10⁴ and 10⁵), between 0.4 and 1",
        trial -> Needs.met(trial, List.of(FROBENIUS), List.of(spec), () -> slow(trial, spec)));
  }

  private static Finding slow(Trial trial, OptimizerSpec spec) {
    MarginDescent run = run(trial, spec);
    List<Comparison> comparisons = new ArrayList<>();
    for (long t : times(trial)) {
      run.steps(t - run.taken());
      double gap = (1 - run.normalizedMargin() / GAMMA) * Math.log((double) t);
      String quantity = "(1 − m/(γ‖W‖)) log t, t = " + t;
      comparisons.add(Comparison.atLeast(quantity, gap, SLOWEST, 0));
      comparisons.add(Comparison.atMost(quantity, gap, FASTEST, 0));
    }
    return Finding.of(comparisons);
  }

  private static long[] times(Trial trial) {
    return trial.scale() == Scale.DEEP ? new long[] {10_000, 100_000} : new long[] {300, 1_000};
  }

  private static Check norm(String name, NormSpec own) {
    return Check.bound(
        name,
        "m(W_T)/(γ‖W_T‖) under %s, less that under each of the other norms"
            .formatted(SpecJson.type(own)),
        trial ->
            Needs.met(trial, EightSamples.NORMS, List.of(descent(0.1)), () -> norm(trial, own)));
  }

  private static Finding norm(Trial trial, NormSpec own) {
    MarginDescent run = run(trial, descent(0.1));
    run.steps(times(trial)[1]);
    double share = share(trial, run, own);
    return Finding.of(
        EightSamples.NORMS.stream()
            .filter(other -> !other.equals(own))
            .map(
                other ->
                    Comparison.atLeast(
                        "%s less %s".formatted(SpecJson.type(own), SpecJson.type(other)),
                        share - share(trial, run, other),
                        AHEAD,
                        0))
            .toList());
  }

  private static double share(Trial trial, MarginDescent run, NormSpec norm) {
    return new Directions(trial.backend()).normalizedMargin(PROBLEM, norm, run.point())
        / EightSamples.gamma(norm);
  }
}
