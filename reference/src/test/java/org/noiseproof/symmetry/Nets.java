package org.noiseproof.symmetry;

import java.util.Arrays;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;

/** Nets, data and points to test with. */
final class Nets {
  private Nets() {}

  /** UWx of m = 2, d = 3, n = 4. */
  static final DeepLinear TWO_LAYER = DeepLinear.of(4, 3, 2);

  static final DeepLinear SCALAR = DeepLinear.of(1, 1, 1);

  /** θ = (w, u): u grows as w shrinks. */
  static final Symmetry SCALAR_RESCALING = Symmetry.diagonal("rescaling", -1, 1);

  /** Four samples whose noise depends on x; v* = ½. */
  static final Population FOUR =
      Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));

  static Matrix symmetric(int d, RandomStream random) {
    Matrix any = Matrix.of(d, d, normal(d * d, random));
    return any.plus(any.transpose());
  }

  static double[] normal(int d, RandomStream random) {
    double[] normal = new double[d];
    Arrays.setAll(normal, _ -> random.nextNormal());
    return normal;
  }

  static Population samples(int count, int inputs, int outputs, RandomStream random) {
    Sample[] samples = new Sample[count];
    Arrays.setAll(samples, _ -> Sample.of(normal(inputs, random), normal(outputs, random)));
    return Population.of(samples);
  }
}
