package org.noiseproof.claim;

/**
 * Where a statement comes from.
 *
 * @param citation authors, year, title, arXiv id and version, theorem number where known
 * @param status how it got here
 */
public record Source(String citation, Status status) {
  /** How a statement got into the catalogue. */
  public enum Status {
    /** Stated in the cited work. */
    PUBLISHED,
    /** Ours, with a proof; the cited work has the same kind of statement. */
    DERIVED,
    /** Textbook material. */
    STANDARD
  }

  /** Ours, with a proof. */
  public static Source derived(String citation) {
    return new Source(citation, Status.DERIVED);
  }
}
