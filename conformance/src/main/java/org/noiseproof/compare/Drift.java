package org.noiseproof.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.noiseproof.compare.Entry.Errors;
import org.noiseproof.compare.Entry.Ratio;

/**
 * Something that is no longer what it was on the same machine.
 *
 * <p>A speed has drifted where its interval and an earlier one have no point in common. Of a ratio
 * whose median never changed, one of the two would have to miss it, so that is at most as likely as
 * their errors together. It is held against the line before, where a commit's step shows, and
 * against the first, where a slow creep does; not against all, for every line more would add its
 * error.
 *
 * <p>An accuracy has got worse where its error in roundings is larger than then. The cases are the
 * same for the same seed and the bits of a reproducible kernel are, too, so that no chance is in
 * it; a kernel whose bits may differ from run to run is not judged so.
 *
 * @param of what: a workload, or a type
 * @param said in a sentence
 * @param worse whether it is slower or less exact now
 */
public record Drift(String of, String said, boolean worse) {

  /** What has drifted since earlier entries, in their order. */
  public static List<Drift> since(List<Entry> earlier, Entry now) {
    List<Entry> alike = earlier.stream().filter(then -> isAlike(then, now)).toList();
    List<Drift> drifts = new ArrayList<>();
    for (Ratio ratio : now.ratios()) {
      lastAndFirst(alike, then -> ratio(then, ratio.workload()))
          .flatMap(then -> speed(then, ratio).stream())
          .findFirst()
          .ifPresent(drifts::add);
    }
    List<Entry> repeatable = alike.stream().filter(then -> isRepeatable(then, now)).toList();
    for (Errors errors : now.errors()) {
      lastAndFirst(repeatable, then -> errors(then, errors.type()))
          .flatMap(then -> accuracy(then, errors).stream())
          .findFirst()
          .ifPresent(drifts::add);
    }
    return List.copyOf(drifts);
  }

  /** How many earlier entries there are to compare with. */
  public static long comparable(List<Entry> earlier, Entry now) {
    return earlier.stream().filter(then -> isAlike(then, now)).count();
  }

  private static boolean isAlike(Entry then, Entry now) {
    return then.provenance().machine().equals(now.provenance().machine())
        && then.candidate().equals(now.candidate())
        && then.baseline().equals(now.baseline());
  }

  private static boolean isRepeatable(Entry then, Entry now) {
    return then.reproducible()
        && now.reproducible()
        && then.seed() == now.seed()
        && then.cases() == now.cases();
  }

  /** Something of an entry. */
  private record Known<T>(Entry entry, T value) {}

  private static <T> Stream<Known<T>> lastAndFirst(
      List<Entry> entries, Function<Entry, Optional<T>> value) {
    List<Known<T>> known =
        entries.stream()
            .flatMap(entry -> value.apply(entry).stream().map(v -> new Known<>(entry, v)))
            .toList();
    return known.isEmpty()
        ? Stream.empty()
        : Stream.of(known.getLast(), known.getFirst()).distinct();
  }

  private static Optional<Ratio> ratio(Entry entry, String workload) {
    return entry.ratios().stream().filter(r -> r.workload().equals(workload)).findFirst();
  }

  private static Optional<Errors> errors(Entry entry, String type) {
    return entry.errors().stream().filter(e -> e.type().equals(type)).findFirst();
  }

  private static Optional<Drift> speed(Known<Ratio> known, Ratio now) {
    Ratio then = known.value();
    boolean slower = now.lower() > then.upper();
    boolean faster = now.upper() < then.lower();
    return slower || faster
        ? Optional.of(
            new Drift(
                now.workload(),
                "%s: the ratio of times was %s (%s), and is %s"
                    .formatted(
                        slower ? "slower" : "faster",
                        interval(then),
                        known.entry().when(),
                        interval(now)),
                slower))
        : Optional.empty();
  }

  private static String interval(Ratio ratio) {
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", ratio.median(), ratio.lower(), ratio.upper());
  }

  private static Optional<Drift> accuracy(Known<Errors> known, Errors now) {
    Errors then = known.value();
    return now.roundings() > then.roundings()
        ? Optional.of(
            new Drift(
                now.type(),
                String.format(
                    Locale.ROOT,
                    "less exact: the largest error was %.3g roundings (%s), and is %.3g",
                    then.roundings(),
                    known.entry().when(),
                    now.roundings()),
                true))
        : Optional.empty();
  }
}
