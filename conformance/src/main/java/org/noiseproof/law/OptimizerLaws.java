package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Check;

/** The laws of optimizers. */
public final class OptimizerLaws {
  private OptimizerLaws() {}

  /** All of them. */
  public static List<Check> all() {
    return List.of();
  }
}
