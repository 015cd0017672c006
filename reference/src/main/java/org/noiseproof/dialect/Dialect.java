package org.noiseproof.dialect;

import java.util.List;
import java.util.stream.Collectors;
import org.noiseproof.spec.OptimizerSpec;

/**
 * One of the published variants behind the name of an optimizer: a choice on each of its axes.
 * {@link Dialects} knows all of them.
 */
public sealed interface Dialect
    permits SgdDialect,
        AdamDialect,
        RmspropDialect,
        AdagradDialect,
        AdadeltaDialect,
        AdamaxDialect,
        NadamDialect,
        AmsgradDialect,
        AdabeliefDialect,
        LionDialect {

  /** The type of the specs that it interprets: {@code adam}. */
  String type();

  /** The choices, in the order of the axes. */
  List<Axis> choices();

  /**
   * What a spec of {@link #type} means in this dialect.
   *
   * @throws ClassCastException where the spec is of another type
   */
  CoordinateRule rule(OptimizerSpec spec);

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
    return id().equals(type());
  }
}
