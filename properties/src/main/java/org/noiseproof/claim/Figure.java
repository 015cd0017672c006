package org.noiseproof.claim;

/** Something to look at in the report, as data. */
public sealed interface Figure permits Plot, Picture {

  /** What it shows. */
  String title();
}
