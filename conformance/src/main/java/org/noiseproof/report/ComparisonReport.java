package org.noiseproof.report;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.compare.Accuracy;
import org.noiseproof.compare.Comparison;
import org.noiseproof.compare.Comparison.Judged;
import org.noiseproof.compare.Drift;
import org.noiseproof.compare.Timing;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.report.plot.SvgPlot;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;

/** A comparison as one HTML file: whether it is right, how exact, how fast, round by round. */
public final class ComparisonReport {
  private final Comparison comparison;
  private final List<Drift> drifts;
  private final ZonedDateTime finished;
  private final Markup out = new Markup();

  private ComparisonReport(Comparison comparison, List<Drift> drifts, ZonedDateTime finished) {
    this.comparison = comparison;
    this.drifts = drifts;
    this.finished = finished;
  }

  /** The file's content. */
  public static String of(Comparison comparison, List<Drift> drifts, ZonedDateTime finished) {
    return new ComparisonReport(comparison, drifts, finished).page();
  }

  private String page() {
    String title =
        "%s against %s"
            .formatted(comparison.candidate().subject(), comparison.baseline().subject());
    header(title);
    accuracies();
    comparison.failures().forEach(this::failure);
    ComparisonWords.atSize(comparison).forEach(line -> out.element("p", line));
    if (!comparison.timings().isEmpty()) {
      speeds();
    }
    drifts();
    return HtmlPage.of(title, out);
  }

  private void header(String title) {
    out.open("header").element("p", "Noiseproof · kernel comparison", "class", "brand");
    out.element(
        "h1",
        title,
        "class",
        HtmlReport.style(comparison.isRight() ? Verdict.HOLDS : Verdict.VIOLATED));
    out.element("p", ComparisonWords.verdict(comparison), "class", "summary");
    out.open("dl", "class", "facts");
    HtmlPage.fact(out, "Candidate", Facts.of(comparison.candidate().description()));
    HtmlPage.fact(out, "Baseline", Facts.of(comparison.baseline().description()));
    HtmlPage.fact(out, "Rounds", Integer.toString(comparison.race().rounds()));
    HtmlPage.fact(out, "Margin", Numbers.pretty(comparison.margin(), 3));
    HtmlPage.fact(out, "Seed", Long.toString(comparison.candidate().seed()));
    HtmlPage.fact(out, "Cases a check", Integer.toString(comparison.candidate().cases()));
    HtmlPage.fact(out, "Finished", HtmlPage.moment(finished));
    HtmlPage.fact(out, "Version", Facts.version() + " on Java " + Runtime.version().feature());
    out.close().close();
  }

  private void accuracies() {
    out.open("section", "class", "claim").element("h2", "Is it right?");
    table("What", "Verdict", "Hold", "Violated", "Test ratio", "The baseline's");
    for (Judged judged : comparison.judged()) {
      String type = judged.type();
      Verdict verdict = comparison.isRight(type) ? Verdict.HOLDS : Verdict.VIOLATED;
      out.open("tr").element("th", type, "scope", "row");
      out.open("td").raw(HtmlReport.pill(verdict)).close();
      number(count(type, Verdict.HOLDS));
      number(count(type, Verdict.VIOLATED));
      number(ratio(judged.candidate()));
      number(ratio(judged.baseline()));
      out.close();
    }
    out.close().close().close();
    out.element(
        "p",
        "The test ratio is the largest |computed − exact| / (γ_d · gauge) of the criteria B and F, d"
            + " the depth that each declares: at most 1 passes. In brackets the same error in"
            + " roundings, in units of u · gauge, which no declared depth makes smaller.");
    if (!ComparisonWords.baselineIsRight(comparison)) {
      out.element("p", ComparisonWords.wrongBaseline(comparison));
    }
    out.close();
  }

  private String count(String type, Verdict verdict) {
    return Numbers.count(comparison.count(comparison.candidate(), type, verdict));
  }

  private static String ratio(Optional<Accuracy> accuracy) {
    return accuracy.map(ComparisonWords::accuracy).orElse("not judged");
  }

  private void failure(CheckResult result) {
    out.open("article", "class", "check", "id", result.check().id());
    out.open("h3").text(result.check().id() + " ").raw(HtmlReport.pill(result.verdict())).close();
    out.open("table", "class", "constants").open("tbody");
    result
        .findings()
        .forEach(
            (name, finding) -> {
              if (!name.equals("replay")) {
                out.open("tr").element("th", name, "scope", "row").open("td");
                out.element(name.equals("demanded") ? "span" : "code", finding).close().close();
              }
            });
    out.close().close();
    HtmlPage.replay(out, result.replay());
    out.close();
  }

  private void speeds() {
    out.open("section", "class", "claim").element("h2", "Is it faster?");
    table("What", "Size", "Candidate", "Baseline", "Ratio", "Interval", "Speed");
    for (Timing timing : comparison.timings()) {
      out.open("tr").element("th", timing.workload().type(), "scope", "row");
      out.element("td", ComparisonWords.size(timing.workload()));
      number(Numbers.shortTime(ComparisonWords.median(timing.candidate())));
      number(Numbers.shortTime(ComparisonWords.median(timing.baseline())));
      number(String.format(Locale.ROOT, "%.3f", timing.ratio().median()));
      number(ComparisonWords.interval(timing));
      out.element("td", ComparisonWords.speed(comparison, timing)).close();
    }
    out.close().close().close();
    out.element("p", ComparisonWords.reading(comparison));
    out.open("div", "class", "plots");
    comparison.timings().stream()
        .map(timing -> timing.workload().type())
        .distinct()
        .forEach(type -> out.raw(SvgPlot.figure(plot(type))));
    out.close().close();
  }

  /** The ratio of every round: outliers and trends show. */
  private Plot plot(String type) {
    List<Series> series = new ArrayList<>();
    int rounds = comparison.race().rounds();
    List<Double> across = IntStream.rangeClosed(1, rounds).mapToObj(i -> (double) i).toList();
    comparison.timings().stream()
        .filter(timing -> timing.workload().type().equals(type))
        .forEach(
            timing ->
                series.add(
                    Series.of(
                        ComparisonWords.size(timing.workload()),
                        Role.MEASURED,
                        across,
                        timing.ratios())));
    double most = 1 + comparison.margin();
    series.add(level("the margin", most, rounds));
    series.add(level("1 over it", 1 / most, rounds));
    return new Plot(
        type + ", candidate over baseline", "round", "ratio of times", false, true, series);
  }

  private static Series level(String name, double ratio, int rounds) {
    List<Double> ends = DoubleStream.of(1, rounds).boxed().toList();
    return Series.of(name, Role.BOUND, ends, List.of(ratio, ratio));
  }

  private void drifts() {
    if (drifts.isEmpty()) {
      return;
    }
    out.open("section", "class", "claim").element("h2", "What has drifted");
    out.open("ul");
    drifts.forEach(drift -> out.element("li", drift.of() + " is " + drift.said() + "."));
    out.close().close();
  }

  private void number(String value) {
    out.element("td", value, "class", "number");
  }

  private void table(String... heads) {
    out.open("div", "class", "scroll").open("table", "class", "checks").open("thead").open("tr");
    for (String head : heads) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
  }
}
