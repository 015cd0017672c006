package org.noiseproof.dialect;

import java.util.List;
import java.util.Locale;

/**
 * One way in which implementations of one name differ: an enum whose first constant is what the
 * spec means, and each of whose constants {@link Says} its formula. The constants' names are unique
 * within a dialect.
 */
public interface Axis {
  /** The enum constant's. */
  String name();

  /** The name in ids: {@code epsilon_hat}. */
  default String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The formula in a line. */
  default String formula() {
    return says().value();
  }

  /** Who speaks so. */
  default List<String> spokenBy() {
    return List.of(says().by());
  }

  /** Whether this is what the spec means. */
  default boolean isCanonical() {
    return equals(getClass().getEnumConstants()[0]);
  }

  private Says says() {
    try {
      return getClass().getField(name()).getAnnotation(Says.class);
    } catch (NoSuchFieldException e) {
      throw new LinkageError(this + " is no constant of an enum", e);
    }
  }
}
