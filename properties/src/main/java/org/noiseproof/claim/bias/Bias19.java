package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.Bias19Paths.Steps;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** BIAS-19: single samples, in closed form. */
final class Bias19 {
  private Bias19() {}

  private static final MarginProblem EIGHT = EightSamples.PROBLEM;
  private static final MarginProblem MISLED = Instances.misledBySigns();

  static Claim claim() {
    return new Claim(
        "BIAS-19",
        "Single samples, in closed form",
        """
        The gradient of one sample is a negative multiple of (e_y − π) xᵀ, π > 0 on the wrong classes alone: it has
        rank one, and its signs do not depend on W. Without momentum, therefore,
          sign descent on single samples, every sample with the same steps in all, is at
            W_T/S_T = (1/n) Σ_i (2e_{y_i} − 1) sign(x_i)ᵀ,
          exactly, whatever the order, the loss and the steps: an average that the margins have no part in;
          the Frobenius, spectral and nuclear norms share one direction, so that NGD, Muon and NucGD are one method.
        On the eight samples the average has the margin −6/7 although γ = 157/33; on three samples in the plane
        −2/3 although γ = 2, which sign descent on the whole data reaches.""",
        """
        \\[ \\frac{W_T}{S_T} \\;=\\; \\frac1n \\sum_{i=1}^{n} (2 e_{y_i} - \\mathbf 1)\\, \
        \\operatorname{sign}(x_i)^\\top \\]""",
        Source.derived(
            """
            That batches of one sample have another bias, by a concrete example, is said in the abstract of \
            Li, Tang and Zou, arXiv 2602.11557; the example was not seen. These closed forms are derived."""),
        List.of(
            "No momentum, W_0 = 0, one sample a step.",
            "The average: the steps of an epoch are equal, so that every sample has had its share."),
        List.of(
            new Constant("S_T", "\\sum \\eta_t"),
            new Constant("e_y", "the unit vector of the sample's class")),
        List.of(
            average("average-of-signs", EIGHT, 1, Steps.BY_EPOCH),
            average("average-of-signs-in-the-plane", MISLED, 1, Steps.BY_EPOCH),
            margin("eight-samples", EIGHT, 1, -6.0 / 7),
            margin("misled-by-signs", MISLED, 1, -2.0 / 3),
            path("one-path", List.of(new Spectral(), new Nuclear()), 1)),
        List.of(
            Control.statement(
                "batches of two have that average, too",
                average("average-of-signs/two-samples", EIGHT, 2, Steps.BY_EPOCH)),
            Control.statement(
                "steps that fall within the epoch have that average, too",
                average("average-of-signs/falling-steps", EIGHT, 1, Steps.BY_STEP)),
            Control.statement(
                "the whole data has that average, too",
                average("average-of-signs-in-the-plane/whole-data", MISLED, 3, Steps.BY_EPOCH)),
            Control.statement(
                "the whole data misleads as single samples do",
                margin("misled-by-signs/whole-data", MISLED, 3, -2.0 / 3)),
            Control.statement(
                "sign descent on single samples goes to the largest margin",
                margin("eight-samples/largest-margin", EIGHT, 1, EightSamples.gamma(new Max()))),
            Control.statement(
                "batches of two, too, take NGD, Muon and NucGD along one path",
                path("one-path/two-samples", List.of(new Spectral(), new Nuclear()), 2)),
            Control.statement(
                "sign descent takes that path, too",
                path("one-path/signs", List.of(new Max()), 1))),
        List.of(
            "Zero features: the sign of 0 is 0 in the average as in the method.",
            "Margins: BIAS-17 looks at what momentum makes of them."));
  }

  private static Check average(String name, MarginProblem problem, int batch, Steps steps) {
    return Check.exact(
        name,
        "W_T/S_T of sign descent after each of 32 epochs in random orders, to the bit: the steps are "
            + "powers of two",
        trial -> Bias19Paths.average(trial, problem, batch, steps));
  }

  private static Check margin(String name, MarginProblem problem, int batch, double margin) {
    return Check.exact(
        name,
        "m(W_T)/‖W_T‖ of sign descent after 32 epochs, entries and sums exact",
        trial -> Bias19Paths.margin(trial, problem, batch, margin));
  }

  private static Check path(String name, List<NormSpec> norms, int batch) {
    return Check.bound(
        name,
        "How far each method steps from where the Frobenius norm's step leads, from every point of "
            + "one path",
        trial -> Bias19Paths.sharedPath(trial, new Frobenius(), norms, batch));
  }
}
