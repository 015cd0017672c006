package org.noiseproof.fast.ensemble;

import static org.noiseproof.fast.ensemble.LaneStream.BITS;
import static org.noiseproof.fast.ensemble.LaneStream.VALUES;
import static org.noiseproof.fast.ensemble.LaneStream.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.Streams;

/** Draws by the Vector API: the operations of {@link NoiseLaw#sample}, lane by lane. */
sealed interface VectorNoise extends LaneNoise {

  /** Of the replicates from first on, from the beginning of their streams. */
  static LaneNoise of(NoiseLaw law, Streams streams, long first, int lanes) {
    LaneStream random = new LaneStream(streams, first, lanes);
    return switch (law) {
      case TwoPoint(double q, double height) -> new Two(random, q, height, 0);
      case CentredTwoPoint two -> new Two(random, two.probability(), two.upper(), two.lower());
      case ThreePoint(double q, double height) -> new Three(random, q, height);
      case StudentT2() -> new Student(random);
      case SymmetricPareto _, ShiftedPareto _, Cauchy _, SymmetricStable _ ->
          LaneByLane.of(law, streams, first, lanes);
    };
  }

  /** One value with probability q, else the other. */
  record Two(LaneStream random, double q, double upper, double lower) implements VectorNoise {
    @Override
    public void draw(double[] into) {
      long[] bits = random.next();
      DoubleVector other = DoubleVector.broadcast(VALUES, lower);
      for (int l = 0; l < into.length; l += WIDTH) {
        DoubleVector u = LaneStream.uniform(LongVector.fromArray(BITS, bits, l));
        other.blend(upper, u.compare(VectorOperators.LT, q)).intoArray(into, l);
      }
    }
  }

  /** A and −A with probability q/2 each, else 0. */
  record Three(LaneStream random, double q, double height) implements VectorNoise {
    @Override
    public void draw(double[] into) {
      long[] signs = random.next();
      long[] bits = random.next();
      LongVector value = DoubleVector.broadcast(VALUES, height).reinterpretAsLongs();
      DoubleVector zero = DoubleVector.zero(VALUES);
      for (int l = 0; l < into.length; l += WIDTH) {
        LongVector sign = LongVector.fromArray(BITS, signs, l).and(Long.MIN_VALUE);
        DoubleVector u = LaneStream.uniform(LongVector.fromArray(BITS, bits, l));
        DoubleVector signed = value.or(sign).reinterpretAsDoubles();
        zero.blend(signed, u.compare(VectorOperators.LT, q)).intoArray(into, l);
      }
    }
  }

  /** (2u − 1)/√(2u(1 − u)). */
  record Student(LaneStream random) implements VectorNoise {
    @Override
    public void draw(double[] into) {
      long[] bits = random.next();
      DoubleVector one = DoubleVector.broadcast(VALUES, 1);
      for (int l = 0; l < into.length; l += WIDTH) {
        DoubleVector u = LaneStream.uniform(LongVector.fromArray(BITS, bits, l));
        DoubleVector twice = u.mul(2);
        twice.sub(1).div(twice.mul(one.sub(u)).lanewise(VectorOperators.SQRT)).intoArray(into, l);
      }
    }
  }
}
