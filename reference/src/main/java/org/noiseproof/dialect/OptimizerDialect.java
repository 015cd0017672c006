package org.noiseproof.dialect;

import org.noiseproof.spec.OptimizerSpec;

/** A variant of an optimizer. */
public sealed interface OptimizerDialect extends Dialect
    permits SgdDialect,
        SignSgdDialect,
        ClippedSgdDialect,
        AdamDialect,
        RmspropDialect,
        AdagradDialect,
        AdadeltaDialect,
        AdamaxDialect,
        NadamDialect,
        AmsgradDialect,
        AdabeliefDialect,
        LionDialect {

  /**
   * What a spec of {@link #type} means in this dialect, where the parameters are one tensor.
   *
   * @throws ClassCastException where the spec is of another type
   */
  Rule rule(OptimizerSpec spec);
}
