package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.EstimatorSpec;

/** A variant of an estimator. */
public sealed interface EstimatorDialect extends Dialect
    permits BatchClipDialect, PerSampleClipDialect {

  /**
   * What a spec of {@link #type} makes of a batch in this dialect.
   *
   * @param rows one a sample
   * @throws ClassCastException where the spec is of another type
   */
  <S extends Scalar<S>> List<S> estimate(EstimatorSpec spec, Arithmetic<S> in, List<List<S>> rows);
}
