package org.noiseproof.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Figure;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Plot;
import org.noiseproof.report.formula.MathMl;
import org.noiseproof.report.plot.EvidencePlot;
import org.noiseproof.report.plot.SvgPicture;
import org.noiseproof.report.plot.SvgPlot;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.verifier.ClaimResult.CheckResult;

/** A check in the report: what was measured beside what was predicted. */
final class FindingSection {
  /** More rows than this are folded away, the tightest kept in sight. */
  private static final int IN_SIGHT = 5;

  private static final int DIGITS = 7;

  private final Markup out;
  private final CheckResult result;
  private final Finding finding;

  private FindingSection(Markup out, CheckResult result) {
    this.out = out;
    this.result = result;
    this.finding = result.finding();
  }

  static void write(Markup out, CheckResult result) {
    new FindingSection(out, result).write();
  }

  private void write() {
    out.open("article", "class", "check").open("h3").text(result.check().name() + " ");
    out.element("span", HtmlReport.evidence(result.check().evidence()), "class", "rung");
    out.raw(HtmlReport.pill(finding.verdict())).close();
    out.open("p", "class", "measures").raw(MathMl.prose(result.check().measures())).close();
    out.open("p", "class", "summary").raw(MathMl.prose(Numbers.raised(finding.summary()))).close();
    finding.decision().ifPresent(this::decision);
    comparisons();
    List<String> figures =
        Stream.concat(
                finding
                    .decision()
                    .filter(d -> d.path().size() > 1)
                    .map(EvidencePlot::figure)
                    .stream(),
                finding.figures().stream().map(FindingSection::figure))
            .toList();
    if (!figures.isEmpty()) {
      out.open("div", "class", figures.size() == 1 ? "plots one" : "plots");
      figures.forEach(out::raw);
      out.close();
    }
    out.close();
  }

  private static String figure(Figure figure) {
    return switch (figure) {
      case Plot plot -> SvgPlot.figure(plot);
      case Picture picture -> SvgPicture.figure(picture);
    };
  }

  private void decision(Decision decision) {
    out.open("dl", "class", "facts decision");
    fact("Samples", Numbers.count(decision.samples()));
    fact("Estimate", Numbers.pretty(decision.estimate(), DIGITS));
    fact(
        "Confidence sequence",
        "[%s, %s]"
            .formatted(
                Numbers.pretty(decision.lower(), DIGITS),
                Numbers.pretty(decision.upper(), DIGITS)));
    Hypothesis hypothesis = decision.hypothesis();
    fact("Claimed", hypothesis.relation() + " " + Numbers.pretty(hypothesis.claimed(), DIGITS));
    if (hypothesis.allowed() > 0) {
      fact("Allowance about it", "± " + Numbers.pretty(hypothesis.allowed(), 3));
    }
    fact("Minimum detectable effect Δ", Numbers.pretty(hypothesis.effect(), 3));
    fact("α, share of the run's", Numbers.pretty(decision.budget().alpha(), 3));
    fact("β, share of the run's", Numbers.pretty(decision.budget().beta(), 3));
    out.close();
  }

  private void fact(String name, String value) {
    HtmlPage.fact(out, name, value);
  }

  private void comparisons() {
    List<Comparison> all = finding.comparisons();
    if (all.isEmpty()) {
      return;
    }
    if (all.size() <= IN_SIGHT) {
      table(all);
      return;
    }
    List<Comparison> tightest =
        all.stream()
            .sorted(
                Comparator.comparing(Comparison::holds)
                    .thenComparing(Comparator.comparingDouble(Comparison::used).reversed()))
            .limit(IN_SIGHT)
            .toList();
    table(tightest);
    out.open("details")
        .element("summary", "All %s comparisons".formatted(Numbers.count(all.size())));
    table(all);
    out.close();
  }

  private void table(List<Comparison> comparisons) {
    out.open("div", "class", "scroll").open("table", "class", "comparisons").open("thead");
    out.open("tr").element("th", "Quantity").element("th", "Measured", "class", "number");
    out.element("th", "").element("th", "Predicted", "class", "number");
    out.element("th", "Rounding granted", "class", "number");
    out.element("th", "Of the allowance", "class", "number").close().close().open("tbody");
    for (Comparison comparison : comparisons) {
      out.open("tr", "class", comparison.holds() ? "" : "violated");
      out.open("td").raw(MathMl.prose(comparison.quantity())).close();
      out.element("td", Numbers.pretty(comparison.measured(), DIGITS), "class", "number");
      out.element("td", comparison.relation().symbol(), "class", "relation");
      out.element("td", Numbers.pretty(comparison.predicted(), DIGITS), "class", "number");
      out.element("td", Numbers.pretty(comparison.slack(), 2), "class", "number quiet");
      out.open("td", "class", "number").raw(gauge(comparison)).close().close();
    }
    out.close().close().close();
  }

  /** The share of the allowance that is used up, as a bar and a number. */
  private static String gauge(Comparison comparison) {
    double used = comparison.used();
    if (!(used >= 0)) {
      return "";
    }
    String share =
        used > 10
            ? "> 10"
            : used > 0 && used < 0.01 ? "< 0.01" : String.format(Locale.ROOT, "%.2f", used);
    String width = String.format(Locale.ROOT, "%.1f", Math.clamp(used, 0, 1) * 40);
    return new Markup()
        .text(share + " ")
        .open("svg", "viewBox", "0 0 40 8", "class", "gauge", "aria-hidden", "true")
        .empty("rect", "width", "40", "height", "8", "rx", "2", "class", "track")
        .empty(
            "rect",
            "width",
            width,
            "height",
            "8",
            "rx",
            "2",
            "class",
            comparison.holds() ? "part" : "part violated")
        .close()
        .toString();
  }
}
