package org.noiseproof.check;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where the cases of a check come from. */
public sealed interface Cases {

  /** These, in this order; they are not shrunk. */
  record Listed(List<Case> cases) implements Cases {
    public Listed {
      cases = List.copyOf(cases);
    }
  }

  /**
   * Any number, drawn at random, shrunk to the simplest that still breaks the demand.
   *
   * @param generator draws a case
   * @param assumption what every case, drawn or shrunk, must meet
   */
  record Drawn(Function<Draw, Case> generator, Predicate<Case> assumption) implements Cases {}

  /** One fixed case. */
  static Cases only(Case one) {
    return new Listed(List.of(one));
  }

  /** Drawn at random. */
  static Cases drawn(Function<Draw, Case> generator) {
    return new Drawn(generator, any -> true);
  }

  /** Drawn at random, where this holds as well. */
  default Cases where(Predicate<Case> further) {
    return switch (this) {
      case Listed(List<Case> cases) -> new Listed(cases.stream().filter(further).toList());
      case Drawn(Function<Draw, Case> generator, Predicate<Case> assumption) ->
          new Drawn(generator, assumption.and(further));
    };
  }
}
