package org.noiseproof.claim;

import org.noiseproof.zoo.Specimen;

/**
 * A negative control: the same kind of check on something wrong, which must come out VIOLATED.
 *
 * @param kind what is wrong
 * @param wrong what exactly, one sentence
 * @param check expected VIOLATED
 */
public record Control(Kind kind, String wrong, Check check) {

  /** What is wrong. */
  public enum Kind {
    /** A wrong implementation under the right statement. */
    WRONG_IMPLEMENTATION,
    /** A false statement about the right implementation. */
    FALSE_STATEMENT
  }

  /** A wrong implementation under the right statement. */
  public static Control implementation(String wrong, Check check) {
    return new Control(Kind.WRONG_IMPLEMENTATION, wrong, check);
  }

  /** A specimen of the zoo under a check of the claim. */
  public static Control implementation(Specimen specimen, Check check) {
    return implementation(
        specimen.wrong(), check.on(specimen.backend(), check.name() + "/" + specimen.name()));
  }

  /** A false statement about the right implementation. */
  public static Control statement(String wrong, Check check) {
    return new Control(Kind.FALSE_STATEMENT, wrong, check);
  }
}
