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
    /** Ours, with a proof; no work is cited that has such a statement. */
    OURS,
    /** Textbook material. */
    STANDARD
  }

  /** Ours, with a proof, where no cited work has a statement of this kind. */
  public static Source ours(String argument) {
    return new Source(argument, Status.OURS);
  }

  /** Ours, with a proof; the cited work has the same kind of statement. */
  public static Source derived(String citation) {
    return new Source(citation, Status.DERIVED);
  }
}
