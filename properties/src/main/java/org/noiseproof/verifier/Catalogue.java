package org.noiseproof.verifier;

import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;

/** All claims on the class path, by family. */
public final class Catalogue {
  private Catalogue() {}

  /** The families that {@link java.util.ServiceLoader} finds. */
  public static List<ClaimFamily> families() {
    throw new UnsupportedOperationException();
  }

  /**
   * The claims of these ids or families; all where none is named.
   *
   * @throws IllegalArgumentException where a name is unknown, with the closest match
   */
  public static List<Claim> select(List<String> names) {
    throw new UnsupportedOperationException();
  }
}
