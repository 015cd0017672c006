package org.noiseproof.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.statistics.MedianBand;

/**
 * How long a workload took, in seconds, round by round.
 *
 * @param candidate a round each
 * @param baseline a round each, right before or after the candidate's
 * @param ratio the median of candidate over baseline, and its interval
 */
public record Timing(
    Workload workload, List<Double> candidate, List<Double> baseline, MedianBand ratio) {

  /** Copies what it is given. */
  public Timing {
    candidate = List.copyOf(candidate);
    baseline = List.copyOf(baseline);
  }

  /** Of these seconds, the interval at a level. */
  static Timing of(Workload workload, List<Double> candidate, List<Double> baseline, double level) {
    double[] ratios = ratios(candidate, baseline).stream().mapToDouble(r -> r).toArray();
    return new Timing(workload, candidate, baseline, MedianBand.at(level, ratios));
  }

  /** Candidate over baseline, round by round. */
  public List<Double> ratios() {
    return ratios(candidate, baseline);
  }

  private static List<Double> ratios(List<Double> candidate, List<Double> baseline) {
    return IntStream.range(0, candidate.size())
        .mapToObj(i -> candidate.get(i) / baseline.get(i))
        .toList();
  }
}
