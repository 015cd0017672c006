package org.tribuo.math;

import org.tribuo.math.la.Tensor;

/** The shape of Tribuo's parameters, for tests without Tribuo. */
public interface Parameters {
  /** Zeros of the parameters' shape. */
  Tensor[] getEmptyCopy();

  /** Not what an optimizer asks for. */
  Tensor[] get();
}
