package org.noiseproof.claim.descent;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip17Paths.Bound;
import org.noiseproof.theory.MomentumBounds;
import org.noiseproof.zoo.WrongOptimizers;

/** CLIP-17: averaging the PS-Clip estimates in a momentum buffer keeps the bound, run by run. */
final class Clip17 {
  private Clip17() {}

  /** Wrong buffers, and what follows from them. */
  private static final Set<String> SPECIMENS =
      Set.of(
          "sgd-dampening-on-the-first-step",
          "sgd-averaged-buffer",
          "sgd-momentum-not-decayed",
          "sgd-buffer-forgotten",
          "sgd-learning-rate-twice",
          "sgd-ascent");

  static Claim claim() {
    return new Claim(
        "CLIP-17",
        "Momentum after clipping keeps the bound on every path",
        """
        Let F be L-smooth, m₀ = g₀, m_t = μ m_{t−1} + (1−μ) g_t, x_{t+1} = x_t − η m_t, where g_t = \
        ∇F(x_t) + ε_t is a PS-Clip estimate or anything else. For 0 ≤ μ < 1 and η ≤ (1−μ)/(4L),
          (1/T) Σ‖∇F(x_t)‖² ≤ 2Δ/(ηT) + 2‖ε₀‖²/((1−μ)T) + (2/T) Σ‖ε_t‖²
        for every realisation of the errors. CLIP-7 and CLIP-8 put into it give the bound in \
        expectation and with high probability. No speed-up by momentum is claimed.""",
        """
        \\[ \\frac1T \\sum_{t<T} \\|\\nabla F(x_t)\\|^2 \\;\\le\\; \\frac{2\\Delta}{\\eta T} \
        + \\frac{2 \\|\\varepsilon_0\\|^2}{(1-\\mu) T} + \\frac2T \\sum_{t<T} \
        \\|\\varepsilon_t\\|^2, \\qquad \\eta \\le \\frac{1-\\mu}{4L} \\]
        \\[ \\|m_t - \\nabla F_t\\|^2 \\le \\mu\\, \\|m_{t-1} - \\nabla F_t\\|^2 \
        + (1-\\mu) \\|\\varepsilon_t\\|^2 \\]""",
        Source.derived(
            """
            That PS-Clip has a momentum variant is from Nobile & Grohs, arXiv 2605.02701v2, 2026, of \
            which only the abstract was read; which buffer it uses is not known to us. The \
            inequality and its proof are derived here: (P1) for m_t, convexity of the square, and \
            Young's inequality with (1−μ)/(2μ)."""),
        List.of(
            "F is L-smooth and bounded below, Δ = F(x₀) − inf F.",
            "Clipping comes before the buffer, and the buffer is an average whose first value is g₀.",
            "η ≤ (1−μ)/(4L). Nothing about the errors."),
        List.of(
            new Constant("\\varepsilon_t", "g_t - \\nabla F(x_t)"),
            new Constant("\\mu", "the momentum; sgd with dampening = momentum")),
        checks(),
        controls(),
        List.of(
            "The bound is at most half used up: a factor of two in it would not be missed. What one "
                + "step does to the buffer is checked to rounding.",
            "The buffer is read off the points; its own bits are conformance's.",
            "Clipping after the buffer is another method, and not covered."));
  }

  private static List<Check> checks() {
    return List.of(
        average("every-path", 1, MomentumBounds::average),
        averagedError(),
        Check.bound(
            "every-run",
            "The same on ensembles of PS-Clip estimates, Cauchy noise among them, ‖ε₀‖² from above",
            Clip17Runs::every),
        expectation("in-expectation", 1));
  }

  private static List<Control> controls() {
    Check averagedError = averagedError();
    Stream<Control> specimens =
        WrongOptimizers.all().stream()
            .filter(specimen -> SPECIMENS.contains(specimen.name()))
            .map(specimen -> Control.implementation(specimen, averagedError));
    Stream<Control> statements =
        Stream.of(
            Control.statement(
                "the first error is no worse than any other",
                average(
                    "every-path/no-first-error",
                    1,
                    (gap, momentum, rate, steps, first, error) ->
                        MomentumBounds.average(gap, momentum, rate, steps, 0, error))),
            Control.statement(
                "a quarter of the errors",
                average(
                    "every-path/quarter-of-the-errors",
                    1,
                    (gap, momentum, rate, steps, first, error) ->
                        MomentumBounds.average(gap, momentum, rate, steps, first / 4, error / 4))),
            Control.statement(
                "no distance",
                average(
                    "every-path/no-distance",
                    1,
                    (gap, momentum, rate, steps, first, error) ->
                        MomentumBounds.average(0, momentum, rate, steps, first, error))),
            Control.statement(
                "steps sixteen times as long, η = 4(1−μ)/L",
                average("every-path/long-steps", 16, MomentumBounds::average)),
            Control.statement(
                "a two-hundredth of the bound",
                expectation("in-expectation/two-hundredth", 0.005)));
    return Stream.concat(statements, specimens).toList();
  }

  private static Check average(String name, double speed, Bound bound) {
    return Check.bound(
        name,
        "(1/T) Σ‖∇F‖² on every path: errors that are none, one wrong first gradient, Cauchy, "
            + "turned round, alternating, lasting",
        trial -> Clip17Paths.average(trial, speed, bound));
  }

  private static Check averagedError() {
    return Check.bound(
        "every-step",
        "m₀ = g₀ and ‖m_t − ∇F_t‖² ≤ μ‖m_{t−1} − ∇F_t‖² + (1−μ)‖ε_t‖² at every step of every path",
        Clip17Paths::averagedError);
  }

  private static Check expectation(String name, double factor) {
    return Check.statistical(
        name,
        "E (1/T) Σ‖∇F‖² on the pseudo-Huber function, PS-Clip of 64 samples of skewed noise, μ = ½",
        trial -> Clip17Runs.expectation(trial, factor));
  }
}
