package org.noiseproof.conformance;

import java.util.Optional;
import java.util.regex.Pattern;
import org.noiseproof.check.Check;

/** On which other check one stands: where that is broken, this would only say the same again. */
public enum Prerequisites {
  /** Every check stands alone. */
  NONE,

  /**
   * What compares with exact values stands on the first of them: an optimizer whose first step is
   * wrong has every later position wrong, in every vector and in the criteria A, B and F. Laws
   * stand alone: what is wrong in one of them is nowhere else.
   */
  FIRST_STEP;

  private static final Pattern COMPARES_WITH_EXACT_VALUES =
      Pattern.compile("vector/.*|criterion/[ABF]/.*");

  /** The id of the check that must not be broken where this one is to be judged. */
  Optional<String> of(Check check) {
    String first = "vector/" + check.type() + "/first-step";
    boolean stands =
        this == FIRST_STEP
            && COMPARES_WITH_EXACT_VALUES.matcher(check.id()).matches()
            && !check.id().equals(first);
    return stands ? Optional.of(first) : Optional.empty();
  }
}
