package org.noiseproof.report.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Decision.Evidence;

/** How the evidence of a sequential test grew, beside the two thresholds that end it. */
public final class EvidencePlot {
  private EvidencePlot() {}

  /** The figure. */
  public static String figure(Decision decision) {
    double refuted = -Math.log(decision.budget().alpha());
    double confirmed = -Math.log(decision.budget().beta());
    double last = decision.path().getLast().samples();
    double first = Math.max(1, decision.path().getFirst().samples());
    Plot plot =
        new Plot(
            "Evidence, sample by sample",
            "samples",
            "ln e",
            last > 100 * first,
            false,
            List.of(
                path("against the claim", decision, Evidence::against, Role.MEASURED),
                path(
                    "against a failure by more than Δ",
                    decision,
                    Evidence::inFavour,
                    Role.MEASURED),
                level("VIOLATED at ln(1/α)", refuted, first, last, Role.BOUND),
                level("HOLDS at ln(1/β)", confirmed, first, last, Role.PREDICTED)));
    double highest = Math.max(refuted, confirmed);
    return SvgPlot.figure(plot, -highest, 1.25 * highest);
  }

  private static Series path(
      String name, Decision decision, ToDoubleFunction<Evidence> evidence, Role role) {
    return Series.of(
        name,
        role,
        decision.path().stream().map(e -> (double) Math.max(1, e.samples())).toList(),
        decision.path().stream().map(e -> evidence.applyAsDouble(e)).toList());
  }

  private static Series level(String name, double height, double first, double last, Role role) {
    return Series.of(name, role, List.of(first, last), List.of(height, height));
  }
}
