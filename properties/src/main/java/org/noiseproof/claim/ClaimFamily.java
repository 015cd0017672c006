package org.noiseproof.claim;

import java.util.List;

/** A family of claims, found through {@link java.util.ServiceLoader}. */
public interface ClaimFamily {

  /** The name a user types: {@code clipping}. */
  String name();

  /** What it is about. */
  String title();

  /** Its claims, in the catalogue's order. */
  List<Claim> claims();
}
