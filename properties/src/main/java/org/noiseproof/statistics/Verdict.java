package org.noiseproof.statistics;

/** What a check found. */
public enum Verdict {
  /** The claim holds, up to the stated error. */
  HOLDS,
  /** The claim is false, up to the stated error. */
  VIOLATED,
  /** The sample budget ran out between the two. */
  UNDECIDED,
  /** The claim does not apply here; the finding says why. */
  NOT_APPLICABLE,
  /** The check itself broke. */
  ERROR
}
