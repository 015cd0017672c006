package org.noiseproof.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.Certificate;
import org.noiseproof.report.MarginResult;
import org.noiseproof.report.MarginResult.Pair;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;

/** A maximum margin as people read it. */
final class MarginSummary {
  private static final int DIGITS = 10;
  private static final int MOST_DIGITS = 18;
  private static final int PAIRS = 8;
  private static final int VALUES = 12;

  private MarginSummary() {}

  static List<String> lines(MarginResult result, Terminal terminal) {
    LabelledData data = result.file().data();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s, %d classes (labels %s)."
            .formatted(
                Numbers.count(data.samples(), "sample"),
                Numbers.count(data.features(), "feature"),
                data.classes(),
                labels(result.file().labels())));
    if (!result.file().header().isEmpty()) {
      lines.add(
          "The first line is a header, its last name " + result.file().header().getLast() + ".");
    }
    lines.add("");
    int digits = digits(result.certificate().gap());
    lines.add(
        terminal.bold(
            "%s ≤ γ ≤ %s"
                .formatted(
                    outward(result.certificate().lower(), RoundingMode.DOWN, digits),
                    outward(result.certificate().upper(), RoundingMode.UP, digits))));
    lines.addAll(paragraph(verdict(result), terminal));
    if (result.certificate().lower() > 0) {
      lines.add("");
      lines.addAll(paragraph(direction(result), terminal));
    }
    lines.add("");
    lines.add(support(result));
    lines.addAll(table(result).lines(terminal));
    lines.add("");
    lines.add(
        "%s in %s."
            .formatted(
                Numbers.count(result.iterations(), "Newton step"),
                Numbers.time(Duration.ofNanos((long) (result.seconds() * 1e9)))));
    return lines;
  }

  private static String labels(List<Long> labels) {
    return labels.size() <= VALUES
        ? labels.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : "%d, %d, …, %d".formatted(labels.get(0), labels.get(1), labels.getLast());
  }

  /** Two more than the ends share, and enough of them. */
  private static int digits(double gap) {
    int shared = gap > 0 ? (int) -Math.floor(Math.log10(gap)) : MOST_DIGITS;
    return Math.clamp(shared + 2L, DIGITS, MOST_DIGITS);
  }

  /** So many digits, away from the margin: a decimal may be rounded outward, too. */
  private static String outward(double end, RoundingMode mode, int digits) {
    return end == 0 ? "0" : Numbers.plain(new BigDecimal(end), new MathContext(digits, mode));
  }

  private static String verdict(MarginResult result) {
    Certificate certificate = result.certificate();
    String name = "the maximum margin γ under the norm " + norm(result);
    if (certificate.separableToRounding().isEmpty()) {
      return "is proven for %s. Whether the data can be separated is open: no W with a positive"
              .formatted(name)
          + " margin was found, and no p that proves that there is none. More --seconds, or features of a like"
          + " size, may tell.";
    }
    if (certificate.separable().isEmpty()) {
      return ("is proven for %s. The data are not separable up to their rounding: the weights p"
              + " below leave no more of a margin than rounding the data to doubles can make or"
              + " unmake (%s). That there is none at all is not proven.")
          .formatted(name, Numbers.plain(certificate.rounding(), 3));
    }
    if (!certificate.separable().get()) {
      return "is proven for %s. The data are not separable: the weights p below cancel exactly."
          .formatted(name);
    }
    return "is proven for %s, a relative gap of %s. The data are separable: W has this margin.%s"
        .formatted(
            name,
            Numbers.plain(certificate.gap(), 3),
            result.isDecided()
                ? ""
                : " The gap asked for, %s, was not reached."
                    .formatted(Numbers.plain(result.asked(), 3)));
  }

  private static String norm(MarginResult result) {
    return result.hasHyperparameters()
        ? SpecJson.write(result.norm()).toString()
        : SpecJson.type(result.norm());
  }

  private static String direction(MarginResult result) {
    List<Double> values = result.singularValues();
    return "A matrix of rank %d is proven to be as good as was asked for. Singular values of W: %s%s"
        .formatted(
            result.rank(),
            values.stream()
                .limit(VALUES)
                .map(value -> Numbers.plain(value, 4))
                .collect(Collectors.joining(", ")),
            values.size() > VALUES ? ", …" : ".");
  }

  private static String support(MarginResult result) {
    return result.certificate().lower() > 0
        ? "The pairs that hold the margin down, by their weight in p:"
        : "The pairs of largest weight in p:";
  }

  private static Table table(MarginResult result) {
    Table table = new Table(List.of("sample", "label", "against", "weight", "margin"), 0);
    for (Pair pair : result.support(PAIRS)) {
      table.add(
          Verdict.NOT_APPLICABLE,
          String.valueOf(pair.sample()),
          String.valueOf(pair.label()),
          String.valueOf(pair.rival()),
          Numbers.plain(pair.weight(), 4),
          Numbers.plain(pair.margin(), 6));
    }
    return table;
  }

  private static List<String> paragraph(String text, Terminal terminal) {
    return Terminal.wrapped(text, terminal.columns(), "").lines().toList();
  }
}
