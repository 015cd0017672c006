package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Precision;

/**
 * What is expected of those who speak some dialects.
 *
 * @param dialects their ids; the type's name where it has no dialects
 * @param expected in order
 * @param restarts from states on the way
 */
record Answer(List<String> dialects, List<Expected> expected, List<Restart> restarts) {
  Answer {
    dialects = List.copyOf(dialects);
    expected = List.copyOf(expected);
    restarts = List.copyOf(restarts);
  }

  /**
   * Numbers, and how far from them a program may be.
   *
   * @param quantity what they are: {@code parameters}, {@code gradient}, {@code direction}
   * @param after how many steps; 0 for what has none
   * @param values the doubles nearest to the exact values
   * @param float64 the tolerance of each for a program in double precision
   * @param float32 in single precision; none where the numbers are beyond its range
   */
  record Expected(
      String quantity,
      long after,
      List<Double> values,
      List<Double> float64,
      Optional<List<Double>> float32) {
    Expected {
      values = List.copyOf(values);
      float64 = List.copyOf(float64);
    }

    Optional<List<Double>> tolerances(Precision precision) {
      return switch (precision) {
        case FLOAT64 -> Optional.of(float64);
        case FLOAT32 -> float32;
      };
    }

    private Expected widenedBy(Expected that) {
      return new Expected(
          quantity,
          after,
          values,
          larger(float64, that.float64),
          float32.map(mine -> larger(mine, that.float32.orElseThrow())));
    }

    private static List<Double> larger(List<Double> one, List<Double> other) {
      return IntStream.range(0, one.size())
          .mapToObj(j -> Math.max(one.get(j), other.get(j)))
          .toList();
    }

    private double distance(Expected that, Precision precision) {
      List<Double> mine = tolerances(precision).orElse(List.of());
      List<Double> theirs = that.tolerances(precision).orElse(List.of());
      double most = 0;
      for (int j = 0; j < mine.size(); j++) {
        double apart = Math.abs(values.get(j) - that.values.get(j));
        most = Math.max(most, apart == 0 ? 0 : apart / (mine.get(j) + theirs.get(j)));
      }
      return most;
    }
  }

  /**
   * A state on the way, rounded, from which one more step is taken.
   *
   * @param steps taken so far
   * @param parameters θ
   * @param buffers by name
   * @param expected after one step more
   */
  record Restart(
      long steps, List<Double> parameters, Map<String, List<Double>> buffers, Expected expected) {
    Restart {
      parameters = List.copyOf(parameters);
    }
  }

  /** Whether the exact answers are the same doubles, and what is remembered, too. */
  boolean coincides(Answer that) {
    return values().equals(that.values()) && buffers().equals(that.buffers());
  }

  /** One answer of two that {@link #coincides coincide}, with the larger of their tolerances. */
  Answer sharedWith(Answer that) {
    List<Expected> wider = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      wider.add(expected.get(i).widenedBy(that.expected.get(i)));
    }
    List<Restart> further = new ArrayList<>();
    for (int i = 0; i < restarts.size(); i++) {
      Restart one = restarts.get(i);
      further.add(
          new Restart(
              one.steps(),
              one.parameters(),
              one.buffers(),
              one.expected().widenedBy(that.restarts.get(i).expected())));
    }
    List<String> all = Stream.concat(dialects.stream(), that.dialects.stream()).toList();
    return new Answer(all, wider, further);
  }

  /**
   * How far another answer is away, in units of what two programs may be off together: the largest
   * |difference| / (one tolerance + the other); more than 1 means that no program gives both.
   */
  double distance(Answer that, Precision precision) {
    double most = 0;
    for (int i = 0; i < expected.size(); i++) {
      most = Math.max(most, expected.get(i).distance(that.expected.get(i), precision));
    }
    return most;
  }

  private List<List<Double>> values() {
    return Stream.concat(
            expected.stream().map(Expected::values),
            restarts.stream().map(restart -> restart.expected().values()))
        .toList();
  }

  private List<Map<String, List<Double>>> buffers() {
    return restarts.stream().map(Restart::buffers).toList();
  }
}
