package org.noiseproof.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.compare.Accuracy;
import org.noiseproof.compare.Comparison;
import org.noiseproof.compare.Drift;
import org.noiseproof.compare.Speed;
import org.noiseproof.compare.Timing;
import org.noiseproof.compare.Workload;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.MedianBand;
import org.noiseproof.statistics.Verdict;

/** A comparison's parts as a terminal and an HTML report both say them. */
public final class ComparisonWords {
  private static final int DIGITS = 3;

  /** In what a device calls itself that is none. */
  private static final String EMULATION = "host emulation";

  private ComparisonWords() {}

  /** The whole in one sentence. */
  public static String verdict(Comparison comparison) {
    if (!comparison.isRight()) {
      return "WRONG: %s of %s violated. How fast it is means nothing."
          .formatted(
              Numbers.count(comparison.failures().size(), "check"),
              comparison.candidate().subject());
    }
    if (comparison.timings().isEmpty()) {
      return "Right; nothing was timed.";
    }
    return Arrays.stream(Speed.values())
        .filter(speed -> comparison.count(speed) > 0)
        .map(
            speed ->
                "%s at %d of %d"
                    .formatted(
                        speed.name().toLowerCase(Locale.ROOT),
                        comparison.count(speed),
                        comparison.timings().size()))
        .collect(Collectors.joining(", ", "Right; ", "."));
  }

  /** Of the answers on what is timed, those that are wrong or that nothing judged. */
  public static List<String> atSize(Comparison comparison) {
    return comparison.answers().stream()
        .filter(answer -> answer.isWrong() || answer.outcome().isEmpty())
        .map(
            answer ->
                answer
                    .outcome()
                    .map(
                        outcome ->
                            "VIOLATED at the size that is timed: %s, standard normal entries: %s"
                                .formatted(answer.workload(), outcome.observed()))
                    .orElseGet(
                        () ->
                            "Not judged at this size, where an exact answer takes too long: "
                                + answer.workload()))
        .toList();
  }

  /** What the numbers of the timings are. */
  public static String reading(Comparison comparison) {
    int rounds = comparison.race().rounds();
    boolean emulated =
        Stream.of(comparison.candidate(), comparison.baseline())
            .anyMatch(
                run ->
                    run.description().device().contains(EMULATION)
                        || run.subject().contains("emulated"));
    return ("Times are medians of %d rounds, each of both in turn, every time in a JVM of its own, and"
            + " there what a tenth of the calls stays below: how fast it can be, not how fast it"
            + " usually is; the ratio is of candidate over baseline, round by round. All intervals together"
            + " hold the medians of the ratios with probability %s (each with %s), whatever their"
            + " law. Faster: all of the interval is below %s; slower: above %s; same: within the"
            + " two; undecided, too, where the medians of the calls say another thing than"
            + " these.%s")
        .formatted(
            rounds,
            level(comparison.race().level()),
            level(MedianBand.coverage(comparison.levelOfEach(), rounds)),
            Numbers.plain(1 / (1 + comparison.margin()), DIGITS),
            Numbers.plain(1 + comparison.margin(), DIGITS),
            emulated ? " Times of the host emulation tell nothing of a GPU." : "");
  }

  /** Enough digits that it never rounds to 1. */
  private static String level(double level) {
    return "at least " + Numbers.plain(Math.floor(level * 1e4) / 1e4, 4);
  }

  /** Whether the baseline passes the same checks. */
  public static boolean baselineIsRight(Comparison comparison) {
    return comparison.baseline().failures().isEmpty();
  }

  /** What to know of a baseline that is wrong itself. */
  public static String wrongBaseline(Comparison comparison) {
    return "The baseline is wrong itself: it violates %s."
        .formatted(
            comparison.baseline().failures().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .map(CheckResult::check)
                .map(check -> check.id())
                .collect(Collectors.joining(", ")));
  }

  /** {@code 0.21 (5.2 u)}: the test ratio and the same error in roundings. */
  public static String accuracy(Accuracy accuracy) {
    return accuracy.ratio() == 0
        ? "exact"
        : "%s (%s u)"
            .formatted(
                Numbers.plain(accuracy.ratio(), DIGITS),
                Numbers.plain(accuracy.roundings(), DIGITS));
  }

  /** The size, and whether it is in a cache. */
  public static String size(Workload workload) {
    return workload.size() + (workload.isInCache() ? ", in cache" : "");
  }

  /** {@code [0.241, 0.252]}. */
  public static String interval(Timing timing) {
    return String.format(
        Locale.ROOT, "[%.3f, %.3f]", timing.ratio().lower(), timing.ratio().upper());
  }

  /** The verdict of a timing; of what is wrong, that it is. */
  public static String speed(Comparison comparison, Timing timing) {
    String speed =
        timing.disagrees(comparison.margin())
            ? "undecided (medians of calls: %.3f, [%.3f, %.3f])"
                .formatted(
                    timing.medians().median(), timing.medians().lower(), timing.medians().upper())
            : comparison.speed(timing).name().toLowerCase(Locale.ROOT);
    return comparison.isRight(timing.workload().type()) ? speed : "wrong, " + speed;
  }

  /** The median of some seconds. */
  public static double median(List<Double> seconds) {
    return MedianBand.of(seconds.stream().mapToDouble(s -> s).toArray()).median();
  }

  /** What is known of drift, before each is named. */
  public static String drifted(List<Drift> drifts, long compared) {
    return compared == 0
        ? "No earlier line of the history is of this machine, candidate and baseline."
        : drifts.isEmpty()
            ? "Nothing has drifted since %s.".formatted(Numbers.count(compared, "earlier line"))
            : "Drifted since %s:".formatted(Numbers.count(compared, "earlier line"));
  }
}
