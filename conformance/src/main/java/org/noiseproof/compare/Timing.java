package org.noiseproof.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.noiseproof.fast.bench.CallTime;
import org.noiseproof.statistics.MedianBand;

/**
 * How long a workload took, round by round: the seconds that a tenth of the calls stays below.
 *
 * @param candidate a round each
 * @param baseline a round each, right before or after the candidate's
 * @param ratio the median of candidate over baseline, and its interval
 * @param medians the same of the medians of calls, in the place of what a tenth of them stays below
 */
public record Timing(
    Workload workload,
    List<Double> candidate,
    List<Double> baseline,
    MedianBand ratio,
    MedianBand medians) {

  /** Copies what it is given. */
  public Timing {
    candidate = List.copyOf(candidate);
    baseline = List.copyOf(baseline);
  }

  /** Of these calls, the intervals at a level. */
  static Timing of(
      Workload workload, List<CallTime> candidate, List<CallTime> baseline, double level) {
    return new Timing(
        workload,
        candidate.stream().map(CallTime::fast).toList(),
        baseline.stream().map(CallTime::fast).toList(),
        band(candidate, baseline, CallTime::fast, level),
        band(candidate, baseline, CallTime::median, level));
  }

  private static MedianBand band(
      List<CallTime> candidate,
      List<CallTime> baseline,
      ToDoubleFunction<CallTime> seconds,
      double level) {
    return MedianBand.at(
        level,
        IntStream.range(0, candidate.size())
            .mapToDouble(
                i ->
                    seconds.applyAsDouble(candidate.get(i))
                        / seconds.applyAsDouble(baseline.get(i)))
            .toArray());
  }

  /** Candidate over baseline, round by round. */
  public List<Double> ratios() {
    return IntStream.range(0, candidate.size())
        .mapToObj(i -> candidate.get(i) / baseline.get(i))
        .toList();
  }

  /** What both intervals say; where they do not say the same, nothing is decided. */
  Speed speed(double margin) {
    Speed fast = Speed.of(ratio, margin);
    return disagrees(margin) ? Speed.UNDECIDED : fast;
  }

  /** Whether the two intervals do not say the same. */
  public boolean disagrees(double margin) {
    return Speed.of(ratio, margin) != Speed.of(medians, margin);
  }
}
