package org.noiseproof.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.fast.bench.CallTime;
import org.noiseproof.statistics.MedianBand;

/**
 * Times two backends in turn: in each round every workload once by either, the baseline first in
 * every other round, each time in a process of its own. What another process lays out, compiles and
 * shares differently differs from round to round and is averaged over; what slows the machine for a
 * while slows both.
 *
 * <p>The ratio of a round has the round's own luck, so no law of it is assumed: {@link MedianBand}
 * holds its median whatever its law, if only rounds are independent and have that median in common.
 *
 * @param rounds of both
 * @param level with which all intervals of a race together hold their medians; each has its equal
 *     share of what is left
 */
public record Race(int rounds, double level) {
  /** Rounds whose ratio may be anything, on either side of the interval, unless it is quick. */
  private static final int LEFT_OUT = 1;

  /**
   * Refuses what leaves no interval.
   *
   * @throws IllegalArgumentException where rounds &lt; 1 or the level is not in (0, 1)
   */
  public Race {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds = " + rounds + " is out of range: rounds ≥ 1");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level = " + level + " is out of range: 0 < level < 1");
    }
  }

  /** The fewest rounds for so many workloads; not quick, for one outlier on either side. */
  public static Race shortest(int workloads, double level, boolean quick) {
    return new Race(MedianBand.leastRuns(share(level, workloads), quick ? 0 : LEFT_OUT), level);
  }

  /** The same level for each of several. */
  private static double share(double level, int workloads) {
    return 1 - (1 - level) / Math.max(1, workloads);
  }

  /** The level of one interval of several. */
  public double levelOfEach(int workloads) {
    return share(level, workloads);
  }

  /**
   * Refuses rounds that leave no interval of that level.
   *
   * @throws IllegalArgumentException that says how many it takes
   */
  void requireEnough(int workloads) {
    int least = MedianBand.leastRuns(levelOfEach(workloads), 0);
    if (rounds < least) {
      throw new IllegalArgumentException(
          "rounds = %d is out of range: at least %d for %d workloads at level %s"
              .formatted(rounds, least, workloads, level));
    }
  }

  /** Times one call in a process of its own. */
  @FunctionalInterface
  public interface Stopwatch {
    /** How long it takes a backend. */
    CallTime time(String backend, Workload workload);
  }

  /** Told how a race goes on. */
  @FunctionalInterface
  public interface Listener {
    /** A workload is about to be timed: the n-th time of all, from 1. */
    void timing(Workload workload, int n, int all);
  }

  /**
   * The timings, a workload each.
   *
   * @throws IllegalArgumentException where the rounds are too few for the level
   */
  public List<Timing> run(
      String candidate,
      String baseline,
      List<Workload> workloads,
      Stopwatch stopwatch,
      Listener listener) {
    requireEnough(workloads.size());
    double each = levelOfEach(workloads.size());
    List<List<CallTime>> own = lists(workloads.size());
    List<List<CallTime>> other = lists(workloads.size());
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < workloads.size(); i++) {
        Workload workload = workloads.get(i);
        listener.timing(workload, round * workloads.size() + i + 1, rounds * workloads.size());
        if (round % 2 == 0) {
          other.get(i).add(stopwatch.time(baseline, workload));
          own.get(i).add(stopwatch.time(candidate, workload));
        } else {
          own.get(i).add(stopwatch.time(candidate, workload));
          other.get(i).add(stopwatch.time(baseline, workload));
        }
      }
    }
    return IntStream.range(0, workloads.size())
        .mapToObj(i -> Timing.of(workloads.get(i), own.get(i), other.get(i), each))
        .toList();
  }

  private static List<List<CallTime>> lists(int count) {
    return IntStream.range(0, count).<List<CallTime>>mapToObj(_ -> new ArrayList<>()).toList();
  }
}
