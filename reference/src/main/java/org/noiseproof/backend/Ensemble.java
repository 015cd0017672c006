package org.noiseproof.backend;

import org.noiseproof.random.Streams;

/** Many independent replicas of one run, advanced together. */
public interface Ensemble {

  /**
   * Runs replicas first … first + count − 1. What a replica shows does not depend on which others
   * run beside it.
   *
   * @param streams replica r draws from {@code streams.replicate(r)}
   * @param first ≥ 0
   * @param count ≥ 1
   * @return one row a replica, one column an observable; not finite where the run left the range of
   *     the numbers
   */
  double[][] run(Streams streams, long first, int count);
}
