package org.noiseproof.fast;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.random.Elementary;
import org.noiseproof.random.Series;

/** {@link Elementary} by the Vector API: its operations in its order, on arrays of lanes. */
public final class LaneElementary {
  private static final VectorSpecies<Double> VALUES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int WIDTH = VALUES.length();
  private static final double[] ATANH = Series.ATANH.coefficients();
  private static final double[] EXP = Series.EXP.coefficients();
  private static final double[] SINE = Series.SINE.coefficients();
  private static final double[] COSINE = Series.COSINE.coefficients();

  private static final int SIGNIFICAND = 52;
  private static final int EXPONENT_OF_ONE = 1023;
  private static final long BIAS = Elementary.BIAS;

  /** The bits of 2⁵² and 1.5 · 2⁵², in whose lowest bits an integer stands as it is. */
  private static final long INTEGER = Double.doubleToRawLongBits(0x1p52);

  private static final long SHIFT = Double.doubleToRawLongBits(Elementary.SHIFT);

  private final double[] high;
  private final double[] low;
  private final double[] sum;

  /** For arrays of that many lanes, a multiple of those of a vector. */
  public LaneElementary(int lanes) {
    high = new double[lanes];
    low = new double[lanes];
    sum = new double[lanes];
  }

  /** ln x of positive normal numbers; x and into may be one array. */
  public void log(double[] x, double[] into) {
    logarithm(x, into, low);
  }

  /** ln(1 + x) of numbers x ≥ 0; x and into may be one array. */
  public void log1p(double[] x, double[] into) {
    for (int l = 0; l < x.length; l++) {
      sum[l] = 1 + x[l];
    }
    logarithm(sum, high, low);
    for (int l = 0; l < x.length; l++) {
      double u = sum[l];
      double kept = u - 1;
      double lost = (x[l] - kept) + (1 - (u - kept));
      into[l] = high[l] + (low[l] + lost / u);
    }
  }

  /** eˣ; x and into may be one array. */
  public void exp(double[] x, double[] into) {
    Arrays.fill(low, 0);
    exp(x, low, 1, into);
  }

  /** xʸ of positive normal numbers; x and into may be one array. */
  public void pow(double[] x, double y, double[] into) {
    logarithm(x, high, low);
    exp(high, low, Math.clamp(y, -Elementary.LARGEST_POWER, Elementary.LARGEST_POWER), into);
  }

  private static void logarithm(double[] x, double[] intoHigh, double[] intoLow) {
    for (int l = 0; l < x.length; l += WIDTH) {
      LongVector bits = DoubleVector.fromArray(VALUES, x, l).reinterpretAsLongs();
      LongVector biased =
          bits.sub(Elementary.ROOT_HALF - (BIAS << SIGNIFICAND))
              .lanewise(VectorOperators.LSHR, SIGNIFICAND);
      DoubleVector m =
          bits.sub(biased.sub(BIAS).lanewise(VectorOperators.LSHL, SIGNIFICAND))
              .reinterpretAsDoubles();
      DoubleVector k = biased.or(INTEGER).reinterpretAsDoubles().sub(0x1p52 + BIAS);
      DoubleVector f = m.sub(1);
      DoubleVector sum = m.add(1);
      DoubleVector sumLow = f.sub(sum.sub(2));
      DoubleVector inverse = DoubleVector.broadcast(VALUES, 1).div(sum);
      DoubleVector s = f.mul(inverse);
      DoubleVector sLow = inverse.mul(s.neg().fma(sum, f).sub(s.mul(sumLow)));
      DoubleVector z = s.mul(s);
      DoubleVector zLow = s.fma(s, z.neg()).add(s.mul(2).mul(sLow));
      DoubleVector tail = DoubleVector.broadcast(VALUES, ATANH[0]);
      for (int i = 1; i < ATANH.length; i++) {
        tail = tail.fma(z, DoubleVector.broadcast(VALUES, ATANH[i]));
      }
      tail = z.mul(tail);
      DoubleVector twoThirds = DoubleVector.broadcast(VALUES, Elementary.TWO_THIRDS);
      DoubleVector a = twoThirds.add(tail);
      DoubleVector aLow = twoThirds.sub(a).add(tail).add(Elementary.TWO_THIRDS_LOW);
      DoubleVector c = z.mul(a);
      DoubleVector cLow = z.fma(a, c.neg()).add(z.mul(aLow)).add(zLow.mul(a));
      DoubleVector two = DoubleVector.broadcast(VALUES, 2);
      DoubleVector b = two.add(c);
      DoubleVector bLow = two.sub(b).add(c).add(cLow);
      DoubleVector product = s.mul(b);
      DoubleVector productLow = s.fma(b, product.neg()).add(s.mul(bLow)).add(sLow.mul(b));
      DoubleVector whole = k.mul(Elementary.LN2_HIGH);
      DoubleVector rough = whole.add(product);
      DoubleVector rest =
          whole
              .sub(rough)
              .add(product)
              .add(k.fma(DoubleVector.broadcast(VALUES, Elementary.LN2_LOW), productLow));
      DoubleVector rounded = rough.add(rest);
      rounded.intoArray(intoHigh, l);
      rough.sub(rounded).add(rest).intoArray(intoLow, l);
    }
  }

  /** e to y times high + low. */
  private static void exp(double[] high, double[] low, double y, double[] into) {
    DoubleVector power = DoubleVector.broadcast(VALUES, y);
    DoubleVector shift = DoubleVector.broadcast(VALUES, Elementary.SHIFT);
    for (int l = 0; l < into.length; l += WIDTH) {
      DoubleVector h = DoubleVector.fromArray(VALUES, high, l);
      DoubleVector x = power.mul(h);
      DoubleVector xLow =
          power.fma(h, x.neg()).add(power.mul(DoubleVector.fromArray(VALUES, low, l)));
      DoubleVector t = x.max(-Elementary.LARGEST_EXPONENT).min(Elementary.LARGEST_EXPONENT);
      DoubleVector shifted = t.fma(DoubleVector.broadcast(VALUES, Elementary.LOG2_E), shift);
      DoubleVector n = shifted.sub(shift).neg();
      DoubleVector first = n.fma(DoubleVector.broadcast(VALUES, Elementary.LN2_HIGH), t);
      DoubleVector second = n.fma(DoubleVector.broadcast(VALUES, Elementary.LN2_LOW), xLow);
      DoubleVector r = first.add(second);
      DoubleVector rLow = first.sub(r).add(second);
      DoubleVector series = DoubleVector.broadcast(VALUES, EXP[0]);
      for (int i = 1; i < EXP.length; i++) {
        series = series.fma(r, DoubleVector.broadcast(VALUES, EXP[i]));
      }
      DoubleVector e = r.add(r.mul(r).fma(series, rLow)).add(1);
      LongVector k = shifted.reinterpretAsLongs().sub(SHIFT);
      LongVector half = k.add(BIAS).lanewise(VectorOperators.LSHR, 1).sub(BIAS / 2);
      e.mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half))).intoArray(into, l);
    }
  }

  private static DoubleVector powerOfTwo(LongVector k) {
    return k.add(EXPONENT_OF_ONE)
        .lanewise(VectorOperators.LSHL, SIGNIFICAND)
        .reinterpretAsDoubles();
  }

  /** sin πx, |x| ≤ 1; x and into may be one array. */
  public static void sinPi(double[] x, double[] into) {
    DoubleVector one = DoubleVector.broadcast(VALUES, 1);
    for (int l = 0; l < into.length; l += WIDTH) {
      DoubleVector argument = DoubleVector.fromArray(VALUES, x, l);
      DoubleVector magnitude = argument.abs();
      DoubleVector folded = magnitude.min(one.sub(magnitude));
      VectorMask<Double> far = folded.compare(VectorOperators.GT, 0.25);
      DoubleVector b = folded.blend(folded.neg().add(0.5), far);
      DoubleVector z = b.mul(b);
      DoubleVector sine = DoubleVector.broadcast(VALUES, SINE[0]);
      DoubleVector cosine = DoubleVector.broadcast(VALUES, COSINE[0]);
      for (int i = 1; i < SINE.length; i++) {
        sine = sine.fma(z, DoubleVector.broadcast(VALUES, SINE[i]));
        cosine = cosine.fma(z, DoubleVector.broadcast(VALUES, COSINE[i]));
      }
      sine = z.fma(sine, DoubleVector.broadcast(VALUES, Elementary.PI_LOW));
      sine = b.fma(DoubleVector.broadcast(VALUES, Math.PI), b.mul(sine));
      cosine = z.fma(cosine, one);
      LongVector sign = argument.reinterpretAsLongs().and(Long.MIN_VALUE);
      sine.blend(cosine, far)
          .abs()
          .reinterpretAsLongs()
          .or(sign)
          .reinterpretAsDoubles()
          .intoArray(into, l);
    }
  }

  /** cos πx, |x| ≤ 1; x and into may be one array. */
  public static void cosPi(double[] x, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = 0.5 - Math.abs(x[l]);
    }
    sinPi(into, into);
  }
}
