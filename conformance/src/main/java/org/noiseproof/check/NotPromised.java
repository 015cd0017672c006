package org.noiseproof.check;

/**
 * What the authors of an implementation never promised, although a check demands it.
 *
 * @param check an id, or the start of several: {@code law/adam}
 * @param reason one sentence
 * @param link where that is said; may be empty
 */
public record NotPromised(String check, String reason, String link) {

  /** Whether it is about a check with this id. */
  public boolean covers(String id) {
    return Check.isNamed(check, id);
  }

  /** The reason with its link, as a verdict's note. */
  public String note() {
    return link.isEmpty() ? reason : reason + " (" + link + ")";
  }
}
