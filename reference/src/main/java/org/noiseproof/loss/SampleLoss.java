package org.noiseproof.loss;

import java.util.List;

/**
 * A loss ℓ(θ; z) of one sample, with its gradient in θ. Anyone may write one; {@link Symmetry} says
 * what can then be asked of it.
 *
 * <p>Plain doubles, each sum from left to right, no fused operations unless said; a point, x or y
 * of another length is refused with an {@link IllegalArgumentException}.
 */
public interface SampleLoss {

  /** d, the number of parameters. */
  int parameters();

  /** The length of x. */
  int inputs();

  /** The length of y. */
  int outputs();

  /** ℓ(θ; z). */
  double value(double[] theta, Sample z);

  /** ∇ℓ(θ; z). */
  double[] gradient(double[] theta, Sample z);

  /** Continuous symmetries that ℓ(·; z) has for every z, as far as they are known. */
  default List<Symmetry> symmetries() {
    return List.of();
  }

  /** Refuses a point or a sample that is not this loss'. */
  default void requireFit(double[] theta, Sample z) {
    requireFit(theta.length, z);
  }

  /** Refuses a point of another length, or a sample that is not this loss'. */
  default void requireFit(int coordinates, Sample z) {
    if (coordinates != parameters()) {
      throw new IllegalArgumentException(
          "theta has %d entries, expected %d".formatted(coordinates, parameters()));
    }
    if (z.x().size() != inputs() || z.y().size() != outputs()) {
      throw new IllegalArgumentException(
          "z has %d features and %d targets, expected %d and %d"
              .formatted(z.x().size(), z.y().size(), inputs(), outputs()));
    }
  }
}
