package org.noiseproof.fast.gpu.ensemble;

import java.util.Arrays;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;

/**
 * A law of noise.
 *
 * @param law which
 * @param draws 64-bit random numbers that a value takes
 * @param parameters five numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NoiseCode(int law, int draws, double[] parameters) {
  private static final int PARAMETERS = 5;

  static NoiseCode of(NoiseLaw law) {
    return switch (law) {
      case TwoPoint(double q, double height) -> of(0, 1, q, height, 0);
      case CentredTwoPoint two -> of(0, 1, two.probability(), two.upper(), two.lower());
      case ThreePoint(double q, double height) -> of(1, 2, q, height);
      case StudentT2() -> of(2, 1);
      case SymmetricPareto(double index, double scale) -> of(3, 2, -1 / index, scale);
      case ShiftedPareto pareto -> of(4, 1, -1 / pareto.index(), pareto.scale(), pareto.shift());
      case Cauchy(double scale) -> of(5, 1, scale);
      case SymmetricStable(double index, double scale) ->
          of(6, 2, index, scale, -1 / index, 1 - index, (1 - index) / index);
    };
  }

  private static NoiseCode of(int law, int draws, double... parameters) {
    return new NoiseCode(law, draws, Arrays.copyOf(parameters, PARAMETERS));
  }
}
