package org.noiseproof.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the published variants behind a name: a choice on each of its axes. {@link Dialects} knows
 * all of them.
 */
public sealed interface Dialect permits OptimizerDialect, EstimatorDialect {

  /** The type of the specs that it interprets: {@code adam}. */
  String type();

  /** The choices, in the order of the axes. */
  List<Axis> choices();

  /** Permanent: the type, and the choices that are not the spec's own: {@code adam.epsilon_hat}. */
  default String id() {
    String unusual =
        choices().stream()
            .filter(choice -> !choice.isCanonical())
            .map(choice -> "." + choice.id())
            .collect(Collectors.joining());
    return type() + unusual;
  }

  /** Whether this is what the spec means. */
  default boolean isCanonical() {
    return choices().stream().allMatch(Axis::isCanonical);
  }
}
