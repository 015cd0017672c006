package org.noiseproof.claim;

/** The rung that a check stands on, strongest first. */
public enum Evidence {
  /** Enumeration, closed form, or rational arithmetic: no sampling. */
  EXACT,
  /** A deterministic inequality that holds for every input, up to rounding. */
  BOUND,
  /** A sequential test with α, β and a minimum detectable effect. */
  STATISTICAL,
  /** Reported, never gates. */
  CHARACTERISATION
}
