package org.noiseproof.compare;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.noiseproof.backend.Backend;
import org.noiseproof.check.Subject;
import org.noiseproof.compare.Comparison.Judged;
import org.noiseproof.compare.Race.Stopwatch;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.Prerequisites;

/**
 * A comparison to be made.
 *
 * @param choices what both have and is compared
 * @param sizes on which it is timed
 * @param seed that the cases of the checks are drawn by
 * @param cases drawn for each check
 * @param level with which the intervals of all ratios hold together
 * @param margin the smallest relative difference of times that matters
 * @param rounds of both; by default the fewest for the level
 * @param wrongToo whether what is wrong is timed as well
 */
public record Contest(
    Backend candidate,
    Backend baseline,
    List<Choice> choices,
    Sizes sizes,
    long seed,
    int cases,
    double level,
    double margin,
    OptionalInt rounds,
    boolean wrongToo) {

  /**
   * Refuses what cannot be compared.
   *
   * @throws IllegalArgumentException where nothing is, a backend lacks a choice, or a number is out
   *     of range
   */
  public Contest {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException(
          "%s and %s have nothing in common".formatted(candidate.name(), baseline.name()));
    }
    for (Choice choice : choices) {
      for (Backend backend : List.of(candidate, baseline)) {
        if (!choice.isIn(backend)) {
          throw new IllegalArgumentException(
              "%s does not implement %s".formatted(backend.name(), choice.type()));
        }
      }
    }
    if (cases < 1) {
      throw new IllegalArgumentException("cases = " + cases + " is out of range: at least 1");
    }
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("margin = " + margin + " is out of range: 0 < margin < 1");
    }
    int workloads = workloads(choices, sizes).size();
    race(workloads, level, sizes, rounds).requireEnough(workloads);
  }

  /** First whether the candidate is right, at the sizes of the timing too, then how fast. */
  public Comparison run(
      Stopwatch stopwatch, Function<Subject, Conformance.Listener> checking, Race.Listener timing) {
    List<String> types = choices.stream().map(Choice::type).distinct().toList();
    Subject own = Subject.of(candidate);
    Subject other = Subject.of(baseline);
    ConformanceRun judged = examined(own, types, checking.apply(own));
    ConformanceRun known = examined(other, types, checking.apply(other));
    List<Judged> verdicts =
        types.stream()
            .map(
                type ->
                    new Judged(
                        type, Accuracy.of(own, judged, type), Accuracy.of(other, known, type)))
            .toList();
    List<Choice> timed =
        choices.stream()
            .filter(choice -> wrongToo || Comparison.isRight(judged, choice.type()))
            .toList();
    List<TimedAnswer> answers =
        workloads(timed, sizes).stream().map(at -> TimedAnswer.of(candidate, at)).toList();
    List<Workload> workloads =
        answers.stream()
            .filter(answer -> wrongToo || !answer.isWrong())
            .map(TimedAnswer::workload)
            .toList();
    Race race = race(workloads.size(), level, sizes, rounds);
    List<Timing> timings =
        workloads.isEmpty()
            ? List.of()
            : race.run(candidate.name(), baseline.name(), workloads, stopwatch, timing);
    return new Comparison(judged, known, verdicts, answers, race, margin, timings);
  }

  private ConformanceRun examined(
      Subject subject, Collection<String> types, Conformance.Listener listener) {
    return Conformance.run(
        new Examination(subject, Checks.about(types), seed, cases, Prerequisites.FIRST_STEP),
        listener);
  }

  private static Race race(int workloads, double level, Sizes sizes, OptionalInt rounds) {
    return rounds.isPresent()
        ? new Race(rounds.getAsInt(), level)
        : Race.shortest(workloads, level, sizes.quick());
  }

  private static List<Workload> workloads(List<Choice> choices, Sizes sizes) {
    return choices.stream()
        .flatMap(
            choice ->
                sizes.of(choice.spec(64, 16)).stream()
                    .map(
                        size ->
                            new Workload(
                                choice.spec(size.rows(), size.columns()),
                                size.rows(),
                                size.columns())))
        .toList();
  }
}
