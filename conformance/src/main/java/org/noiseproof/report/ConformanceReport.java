package org.noiseproof.report;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Expectation;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;

/** A conformance run as one HTML file: what fails first, then every check by folder. */
public final class ConformanceReport {
  private final ConformanceRun run;
  private final ZonedDateTime finished;
  private final Markup out = new Markup();

  private ConformanceReport(ConformanceRun run, ZonedDateTime finished) {
    this.run = run;
    this.finished = finished;
  }

  /** The file's content. */
  public static String of(ConformanceRun run, ZonedDateTime finished) {
    return new ConformanceReport(run, finished).page();
  }

  private String page() {
    header();
    folders();
    run.results().stream().filter(CheckResult::isFailure).forEach(this::failure);
    run.disappointments().forEach(this::disappointment);
    byFolder().forEach(this::folder);
    notApplicable();
    reading();
    return HtmlPage.of(headline(), out);
  }

  private String headline() {
    return run.subject() + ": " + Badge.message(run);
  }

  private void header() {
    out.open("header").element("p", "Noiseproof · conformance", "class", "brand");
    out.element("h1", headline(), "class", HtmlReport.style(run.verdict()));
    out.open("dl", "class", "facts");
    HtmlPage.fact(out, "Subject", run.subject());
    HtmlPage.fact(out, "What it is", run.description().device());
    HtmlPage.fact(out, "Precision", Facts.precision(run.description()));
    HtmlPage.fact(out, "Determinism", Facts.determinism(run.description()));
    for (Verdict verdict : List.of(Verdict.HOLDS, Verdict.VIOLATED, Verdict.NOT_APPLICABLE)) {
      HtmlPage.fact(
          out, HtmlPage.sentence(HtmlReport.word(verdict)), Numbers.count(run.count(verdict)));
    }
    HtmlPage.fact(out, "Seed", Long.toString(run.seed()));
    HtmlPage.fact(out, "Cases a check", Integer.toString(run.cases()));
    HtmlPage.fact(out, "Time", Numbers.time(time(run.results())));
    HtmlPage.fact(out, "Finished", HtmlPage.moment(finished));
    HtmlPage.fact(out, "Version", Facts.version() + " on Java " + Runtime.version().feature());
    HtmlPage.used(out, run.usage());
    out.close().close();
  }

  private static Duration time(List<CheckResult> results) {
    return results.stream().map(CheckResult::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** The checks that apply. */
  private Map<String, List<CheckResult>> byFolder() {
    return run.results().stream()
        .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
        .collect(
            Collectors.groupingBy(
                result -> result.check().folder(), LinkedHashMap::new, Collectors.toList()));
  }

  private void folders() {
    table("Folder", "Verdict", "Hold", "Violated", "Time");
    byFolder()
        .forEach(
            (folder, results) -> {
              long violated = results.stream().filter(CheckResult::isFailure).count();
              out.open("tr").open("th", "scope", "row").element("a", folder, "href", "#" + folder);
              out.close().open("td").raw(HtmlReport.pill(worst(results))).close();
              out.element("td", Numbers.count(results.size() - violated), "class", "number");
              out.element("td", Numbers.count(violated), "class", "number");
              out.element("td", Numbers.time(time(results)), "class", "number quiet").close();
            });
    out.close().close().close();
  }

  private static Verdict worst(List<CheckResult> results) {
    return List.of(Verdict.VIOLATED, Verdict.ERROR).stream()
        .filter(bad -> results.stream().anyMatch(result -> result.verdict() == bad))
        .findFirst()
        .orElse(Verdict.HOLDS);
  }

  private void failure(CheckResult result) {
    out.open("article", "class", "check", "id", result.check().id());
    out.open("h3").text(result.check().id() + " ").raw(HtmlReport.pill(result.verdict())).close();
    run.expected(result)
        .ifPresent(
            expected ->
                out.open("p", "class", "measures")
                    .text("Expected until " + expected.expires() + ": " + expected.reason() + " ")
                    .element("a", expected.issue(), "href", expected.issue())
                    .close());
    out.open("table", "class", "constants").open("tbody");
    result
        .findings()
        .forEach(
            (name, finding) -> {
              if (!name.equals("replay")) {
                out.open("tr").element("th", HtmlPage.sentence(name), "scope", "row").open("td");
                boolean number = name.equals("input") || name.equals("observed");
                out.element(number ? "code" : "span", finding).close().close();
              }
            });
    out.close().close();
    HtmlPage.replay(out, result.replay());
    out.close();
  }

  private void disappointment(Expectation expectation) {
    out.open("article", "class", "check");
    out.open("h3").text("Expected failure of " + expectation.failure().check() + " ");
    out.raw(HtmlReport.pill(Verdict.VIOLATED)).close();
    out.element("p", expectation.problem(), "class", "summary");
    out.element("a", expectation.failure().issue(), "href", expectation.failure().issue());
    out.close();
  }

  private void folder(String folder, List<CheckResult> results) {
    out.open("section", "class", "claim", "id", folder).element("h2", folder);
    table("Check", "Verdict", "Worst ratio", "Cases", "Demand");
    for (CheckResult result : results) {
      String id = result.check().id();
      out.open("tr").open("th", "scope", "row");
      String name = id.substring(folder.length() + 1);
      if (result.isFailure()) {
        out.element("a", name, "href", "#" + id);
      } else {
        out.text(name);
      }
      out.close().open("td").raw(HtmlReport.pill(result.verdict())).close();
      out.element("td", ratio(result.worstRatio()), "class", "number");
      out.element("td", Numbers.count(result.cases()), "class", "number quiet");
      out.element("td", result.check().demand()).close();
    }
    out.close().close().close().close();
  }

  private static String ratio(double ratio) {
    return ratio == 0 ? "exact" : Double.isInfinite(ratio) ? "" : Numbers.pretty(ratio, 3);
  }

  private void notApplicable() {
    Map<String, List<String>> byReason = NotApplicable.byReason(run.results());
    if (byReason.isEmpty()) {
      return;
    }
    out.open("section", "class", "claim").element("h2", "Not applicable");
    table("Reason", "Checks");
    byReason.forEach(
        (reason, ids) -> {
          out.open("tr").element("td", reason).open("td").open("details");
          out.element("summary", Numbers.count(ids.size(), "check"));
          out.text(String.join(", ", ids)).close().close().close();
        });
    out.close().close().close().close();
  }

  private void table(String... heads) {
    out.open("div", "class", "scroll").open("table", "class", "checks").open("thead").open("tr");
    for (String head : heads) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
  }

  private void reading() {
    out.open("section", "class", "reading").element("h2", "How to read this");
    out.element(
        "p",
        "A law is what every right implementation has, tried on cases drawn at random; a vector is a"
            + " run whose exact outcome is known; a criterion compares with exact arithmetic on many"
            + " runs. The worst ratio is the largest error over the rounding error granted: at most"
            + " 1 passes. A case that breaks a check is shrunk to the simplest that does.");
    out.element(
        "p",
        "What stands on a broken check is not judged, so that one mistake is told once; --all judges"
            + " everything. A failure that is expected is pinned to a counterexample and a date, and"
            + " fails if it goes away.");
    out.close();
  }
}
