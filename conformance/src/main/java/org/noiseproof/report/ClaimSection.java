package org.noiseproof.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.report.formula.MathMl;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.report.text.Paragraphs;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.CheckResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;
import org.noiseproof.verifier.Verification;

/** A claim in the report: the theorem, what was measured, the controls, what nobody looked at. */
final class ClaimSection {
  private final Markup out;
  private final ClaimResult result;
  private final Claim claim;

  private ClaimSection(Markup out, ClaimResult result) {
    this.out = out;
    this.result = result;
    this.claim = result.claim();
  }

  static void write(Markup out, Verification run, ClaimResult result) {
    new ClaimSection(out, result).write(run);
  }

  static Duration time(ClaimResult result) {
    return Stream.concat(
            result.checks().stream().map(CheckResult::time),
            result.controls().stream().map(ControlResult::time))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private void write(Verification run) {
    out.open("section", "id", claim.id(), "class", "claim");
    out.open("h2").element("span", claim.id(), "class", "id").text(" " + claim.title() + " ");
    out.raw(HtmlReport.pill(result.verdict())).close();
    theorem();
    out.open("div", "class", "hypotheses");
    list("Assumptions", claim.assumptions());
    constants();
    out.close();
    result.checks().forEach(check -> FindingSection.write(out, check));
    controls();
    list("What the checks cannot see", claim.blindSpots());
    HtmlPage.replay(out, run.replay(claim.id()));
    out.close();
  }

  private void theorem() {
    out.open("blockquote", "class", "theorem");
    out.open("div", "class", "formula").raw(formula()).close();
    for (String paragraph : Paragraphs.of(claim.statement())) {
      out.open("p").raw(MathMl.prose(paragraph)).close();
    }
    out.open("footer").text(claim.source().citation() + " ");
    out.element("span", status(claim.source().status()), "class", "status").close();
    out.close();
  }

  /** The formula rendered, or as its source where that is not understood. */
  private String formula() {
    try {
      return MathMl.display(claim.formula());
    } catch (IllegalArgumentException notUnderstood) {
      return new Markup().element("code", claim.formula()).toString();
    }
  }

  private static String status(Source.Status status) {
    return switch (status) {
      case PUBLISHED -> "published";
      case DERIVED, OURS -> "derived here";
      case STANDARD -> "textbook";
    };
  }

  private void list(String head, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    out.open("div").element("h3", head).open("ul");
    items.forEach(item -> out.open("li").raw(MathMl.prose(item)).close());
    out.close().close();
  }

  private void constants() {
    if (claim.constants().isEmpty()) {
      return;
    }
    out.open("div").element("h3", "Constants").open("table", "class", "constants").open("tbody");
    for (Constant constant : claim.constants()) {
      out.open("tr").open("th", "scope", "row").raw(MathMl.prose("$" + constant.symbol() + "$"));
      out.close().open("td").raw(MathMl.definition(constant.definition())).close().close();
    }
    out.close().close().close();
  }

  private void controls() {
    out.open("div").element("h3", "Negative controls");
    out.open("div", "class", "scroll").open("table", "class", "controls").open("thead").open("tr");
    Stream.of("", "What is wrong", "How it was found").forEach(h -> out.element("th", h));
    out.close().close().open("tbody");
    for (ControlResult control : result.controls()) {
      boolean applies = control.finding().verdict() != Verdict.NOT_APPLICABLE;
      String mark = control.found() ? "found" : applies ? "missed" : "not applicable";
      out.open("tr").open("td").element("span", mark, "class", "mark " + mark.replace(' ', '-'));
      out.close().open("td").raw(MathMl.prose(control.control().wrong()));
      out.element(
          "small", kind(control.control().kind()) + " · " + control.control().check().name());
      out.close()
          .open("td")
          .raw(MathMl.prose(Numbers.raised(control.finding().summary())))
          .close()
          .close();
    }
    out.close().close().close().close();
  }

  private static String kind(Control.Kind kind) {
    return switch (kind) {
      case WRONG_IMPLEMENTATION -> "wrong implementation";
      case FALSE_STATEMENT -> "false statement";
    };
  }
}
