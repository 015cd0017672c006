package org.noiseproof.fast.median;

/**
 * n samples x_k of d coordinates, in doubles, and the sweeps over them that the search for their
 * geometric median needs. Samples at distance 0 from a point pull it nowhere.
 */
public interface Samples {

  /** n. */
  int count();

  /** d. */
  int dimension();

  /** x_k, a copy. */
  double[] row(int k);

  /** (1/n) Σ x_k. */
  double[] mean();

  /** r_k = ‖x − x_k‖ for every k. */
  double[] distances(double[] at);

  /** Σ (x − x_k)/r_k. */
  double[] pull(double[] at, double[] distances);

  /** Σ (p − u_k u_kᵀ p)/r_k, u_k = (x − x_k)/r_k. */
  double[] hessianTimes(double[] at, double[] distances, double[] p);
}
