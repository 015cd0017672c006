package org.noiseproof.report;

import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.NOT_APPLICABLE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.noiseproof.claim.Evidence;
import org.noiseproof.report.formula.PlainFormula;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Ledger;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;

/**
 * A verification as one HTML file that needs no network: style, plots and formulas are inside. It
 * is well-formed XML too.
 */
public final class HtmlReport {
  private final Verification run;
  private final ZonedDateTime finished;
  private final Markup out = new Markup();

  private HtmlReport(Verification run, ZonedDateTime finished) {
    this.run = run;
    this.finished = finished;
  }

  /** The file's content. */
  public static String of(Verification run, ZonedDateTime finished) {
    return new HtmlReport(run, finished).page();
  }

  private String page() {
    header();
    table();
    run.results().forEach(result -> ClaimSection.write(out, run, result));
    reading();
    return HtmlPage.of(headline(), out);
  }

  private void header() {
    out.open("header").element("p", "Noiseproof", "class", "brand");
    out.element("h1", headline(), "class", style(worst()));
    out.open("nav", "class", "strip", "aria-label", "Claims");
    for (ClaimResult result : run.results()) {
      String id = result.claim().id();
      out.element(
          "a",
          id,
          "href",
          "#" + id,
          "class",
          style(result.verdict()),
          "title",
          result.claim().title() + ": " + word(result.verdict()));
    }
    out.close();
    out.open("dl", "class", "facts");
    fact("Backend", run.backend());
    fact("Precision", Facts.precision(run.description()));
    fact("Determinism", Facts.determinism(run.description()));
    fact("Lanes × threads", run.description().lanes() + " × " + run.description().threads());
    fact("Device", run.description().device());
    fact("Seed", Long.toString(run.seed()));
    fact("Size", Facts.size(run.scale()));
    fact("Time", Numbers.time(time()));
    fact("Finished", HtmlPage.moment(finished));
    fact("Version", Facts.version() + " on Java " + Runtime.version().feature());
    HtmlPage.used(out, run.usage());
    out.close().close();
  }

  private void fact(String name, String value) {
    HtmlPage.fact(out, name, value);
  }

  private Verdict worst() {
    return Stream.of(Verdict.VIOLATED, Verdict.ERROR, Verdict.UNDECIDED, HOLDS)
        .filter(verdict -> count(verdict) > 0)
        .findFirst()
        .orElse(NOT_APPLICABLE);
  }

  private long count(Verdict verdict) {
    return run.results().stream().filter(result -> result.verdict() == verdict).count();
  }

  private String headline() {
    int all = run.results().size();
    if (count(HOLDS) == all && all > 0) {
      return all == 1
          ? run.results().getFirst().claim().id() + " holds"
          : "All " + all + " claims hold";
    }
    List<String> parts = new ArrayList<>();
    for (Verdict verdict :
        List.of(Verdict.VIOLATED, Verdict.ERROR, Verdict.UNDECIDED, HOLDS, NOT_APPLICABLE)) {
      if (count(verdict) > 0) {
        parts.add(
            count(verdict) + " " + (verdict == HOLDS && count(HOLDS) > 1 ? "hold" : word(verdict)));
      }
    }
    return "Of %d claim%s: %s".formatted(all, all == 1 ? "" : "s", String.join(", ", parts));
  }

  private Duration time() {
    return run.results().stream().map(ClaimSection::time).reduce(Duration.ZERO, Duration::plus);
  }

  private void table() {
    out.open("div", "class", "scroll").open("table", "class", "verdicts").open("thead").open("tr");
    for (String head :
        List.of("Claim", "", "Evidence", "Verdict", "Decisive number", "Controls found", "Time")) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    for (ClaimResult result : run.results()) {
      String id = result.claim().id();
      out.open("tr").open("th", "scope", "row").element("a", id, "href", "#" + id).close();
      out.element("td", result.claim().title());
      out.element("td", evidence(result.claim().evidence()), "class", "quiet");
      out.open("td").raw(pill(result.verdict())).close();
      out.element(
          "td",
          Numbers.raised(Decisive.number(result)),
          "class",
          "number",
          "title",
          PlainFormula.prose(Decisive.quantity(result)));
      out.element("td", Decisive.controls(result), "class", "number");
      out.element("td", Numbers.time(ClaimSection.time(result)), "class", "number quiet");
      out.close();
    }
    out.close().close().close();
  }

  private void reading() {
    out.open("section", "class", "reading").element("h2", "How to read this");
    out.element(
        "p",
        "A claim is a theorem with its constants, and its checks try to refute it. EXACT checks"
            + " enumerate or compute in rational arithmetic; BOUND checks test an inequality that"
            + " every input must satisfy, up to the rounding error granted, which stands beside each"
            + " number. STATISTICAL checks are sequential tests with an error bound on either side:"
            + " over all checks of a run, a true claim is found VIOLATED with probability at most "
            + Numbers.pretty(Ledger.ALPHA, 2)
            + ", and one that fails by more than the stated effect is found to HOLD with probability"
            + " at most "
            + Numbers.pretty(Ledger.BETA, 2)
            + ", however often one looks. A claim about a limit has an allowance for what a run is"
            + " away from it, and the effect is beyond that. What the checks cannot see stands with"
            + " each claim.");
    out.element(
        "p",
        "A negative control is something wrong, a broken implementation or a false statement, under"
            + " the same check. Each must be found VIOLATED; if one is not, the claim's verdict is"
            + " ERROR, since a check that cannot fail proves nothing.");
    out.element(
        "p",
        "In the plots, what is measured is coloured, what is predicted grey or black, a bound dashed;"
            + " controls are crosses or dotted. A path goes from a ring to a dot. A shaded band is a"
            + " confidence sequence where a test stopped, so as wide as its decision needed.");
    out.close();
  }

  /** A verdict as a small badge. */
  static String pill(Verdict verdict) {
    return new Markup()
        .element("span", word(verdict), "class", "pill " + style(verdict))
        .toString();
  }

  /** A verdict in words. */
  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String evidence(List<Evidence> rungs) {
    return String.join(" · ", rungs.stream().map(HtmlReport::evidence).toList());
  }

  static String evidence(Evidence rung) {
    return rung.name().toLowerCase(Locale.ROOT);
  }

  /** Its class in the style sheet. */
  static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
