package org.noiseproof.fast.ensemble;

import static org.noiseproof.fast.ensemble.LaneStream.BITS;
import static org.noiseproof.fast.ensemble.LaneStream.VALUES;
import static org.noiseproof.fast.ensemble.LaneStream.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.noiseproof.fast.LaneElementary;
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
      case SymmetricPareto pareto -> new Signed(random, pareto, new LaneElementary(lanes));
      case ShiftedPareto pareto -> new Shifted(random, pareto, new LaneElementary(lanes));
      case Cauchy(double scale) -> new Tangent(random, scale, new double[lanes]);
      case SymmetricStable stable -> Stable.of(random, stable, lanes);
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
      long[][] numbers = random.nextTwo();
      long[] signs = numbers[0];
      long[] bits = numbers[1];
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

  /** ±s U^{−1/a}. */
  record Signed(LaneStream random, SymmetricPareto law, LaneElementary elementary)
      implements VectorNoise {
    @Override
    public void draw(double[] into) {
      long[][] numbers = random.nextTwo();
      long[] signs = numbers[0];
      LaneStream.uniforms(numbers[1], into);
      elementary.pow(into, -1 / law.index(), into);
      LongVector scale = DoubleVector.broadcast(VALUES, law.scale()).reinterpretAsLongs();
      for (int l = 0; l < into.length; l += WIDTH) {
        LongVector sign = LongVector.fromArray(BITS, signs, l).and(Long.MIN_VALUE);
        scale
            .or(sign)
            .reinterpretAsDoubles()
            .mul(DoubleVector.fromArray(VALUES, into, l))
            .intoArray(into, l);
      }
    }
  }

  /** s U^{−1/a} less its mean. */
  record Shifted(LaneStream random, ShiftedPareto law, LaneElementary elementary)
      implements VectorNoise {
    @Override
    public void draw(double[] into) {
      LaneStream.uniforms(random.next(), into);
      elementary.pow(into, -1 / law.index(), into);
      double scale = law.scale();
      double shift = law.shift();
      for (int l = 0; l < into.length; l++) {
        into[l] = scale * into[l] - shift;
      }
    }
  }

  /** γ sin π(u − ½)/sin πu. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tangent(LaneStream random, double scale, double[] cosine) implements VectorNoise {
    @Override
    public void draw(double[] into) {
      LaneStream.uniforms(random.next(), into);
      LaneElementary.sinPi(into, cosine);
      LaneSquares.difference(into, 0.5, into);
      LaneElementary.sinPi(into, into);
      for (int l = 0; l < into.length; l++) {
        into[l] = scale * (into[l] / cosine[l]);
      }
    }
  }

  /** Chambers, Mallows and Stuck's. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stable(
      LaneStream random,
      SymmetricStable law,
      LaneElementary elementary,
      double[] angle,
      double[] factor)
      implements VectorNoise {

    static Stable of(LaneStream random, SymmetricStable law, int lanes) {
      return new Stable(
          random, law, new LaneElementary(lanes), new double[lanes], new double[lanes]);
    }

    @Override
    public void draw(double[] into) {
      double index = law.index();
      long[][] numbers = random.nextTwo();
      LaneStream.uniforms(numbers[0], angle);
      LaneElementary.sinPi(angle, into);
      elementary.pow(into, -1 / index, into);
      LaneSquares.difference(angle, 0.5, angle);
      product(index, angle, factor);
      LaneElementary.sinPi(factor, factor);
      double scale = law.scale();
      for (int l = 0; l < into.length; l++) {
        into[l] = scale * factor[l] * into[l];
      }
      product(1 - index, angle, factor);
      LaneElementary.cosPi(factor, factor);
      LaneStream.uniforms(numbers[1], angle);
      elementary.log(angle, angle);
      for (int l = 0; l < into.length; l++) {
        factor[l] /= -angle[l];
      }
      elementary.pow(factor, (1 - index) / index, factor);
      for (int l = 0; l < into.length; l++) {
        into[l] *= factor[l];
      }
    }

    private static void product(double c, double[] v, double[] into) {
      for (int l = 0; l < into.length; l++) {
        into[l] = c * v[l];
      }
    }
  }
}
