package org.tribuo.math;

import org.tribuo.math.la.Tensor;

/** The shape of Tribuo's optimizers, for tests without Tribuo. */
public interface StochasticGradientOptimiser {
  /** Makes the buffers. */
  void initialise(Parameters parameters);

  /** Turns gradients into updates, in place. */
  Tensor[] step(Tensor[] gradients, double weight);
}
