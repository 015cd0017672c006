package org.noiseproof.compare;

import java.util.List;
import java.util.Optional;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.statistics.Verdict;

/**
 * What came of a comparison.
 *
 * @param candidate how it did under the checks
 * @param baseline how that did under the same
 * @param judged a type each
 * @param answers of the candidate on what is timed
 * @param race how both were timed
 * @param margin the smallest relative difference of times that matters
 * @param timings a workload each; empty where nothing was worth timing
 */
public record Comparison(
    ConformanceRun candidate,
    ConformanceRun baseline,
    List<Judged> judged,
    List<TimedAnswer> answers,
    Race race,
    double margin,
    List<Timing> timings) {

  /** Copies what it is given. */
  public Comparison {
    judged = List.copyOf(judged);
    answers = List.copyOf(answers);
    timings = List.copyOf(timings);
  }

  /**
   * How exact both are, under one type.
   *
   * @param type of the specs: {@code adam}
   * @param candidate empty where nothing could be compared
   * @param baseline likewise
   */
  public record Judged(String type, Optional<Accuracy> candidate, Optional<Accuracy> baseline) {}

  /** Whether no check of a type is broken. */
  static boolean isRight(ConformanceRun run, String type) {
    return run.results().stream()
        .noneMatch(result -> result.check().type().equals(type) && result.isFailure());
  }

  /** Whether no check of a type is broken by the candidate. */
  public boolean isRight(String type) {
    return isRight(candidate, type)
        && wrongAnswers().stream().noneMatch(answer -> answer.workload().type().equals(type));
  }

  /** Whether no check is broken by the candidate. */
  public boolean isRight() {
    return candidate.failures().isEmpty() && wrongAnswers().isEmpty();
  }

  /** Answers on what is timed that are wrong. */
  public List<TimedAnswer> wrongAnswers() {
    return answers.stream().filter(TimedAnswer::isWrong).toList();
  }

  /** How many checks of a type ended so. */
  public long count(ConformanceRun run, String type, Verdict verdict) {
    return run.results().stream()
        .filter(result -> result.check().type().equals(type) && result.verdict() == verdict)
        .count();
  }

  /** What the checks found. */
  public List<CheckResult> failures() {
    return candidate.failures();
  }

  /** What a timing says, which is nothing of a candidate that is wrong. */
  public Speed speed(Timing timing) {
    return timing.speed(margin);
  }

  /** How many workloads came out so. */
  public long count(Speed speed) {
    return timings.stream().filter(timing -> speed(timing) == speed).count();
  }

  /** The level of the interval of one ratio, so that all together have that of the race. */
  public double levelOfEach() {
    return race.levelOfEach(timings.size());
  }
}
