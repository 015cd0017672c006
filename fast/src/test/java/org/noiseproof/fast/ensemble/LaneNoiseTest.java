package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.fast.LaneElementary;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.Elementary;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/** Random numbers, elementary functions and draws of lanes have the bits of scalar code. */
class LaneNoiseTest {
  private static final Streams STREAMS = Streams.of(7, "lane-noise");
  private static final int W = LaneStream.WIDTH;

  @ParameterizedTest
  @ValueSource(longs = {0, 41, (1L << 32) - 3, 0x123456789abcdefL, Long.MAX_VALUE - 1})
  void each_lane_reads_the_stream_of_its_replicate(long first) {
    for (int lanes = W; lanes <= 4 * W; lanes += W) {
      LaneStream random = new LaneStream(STREAMS, first, lanes);
      RandomStream[] scalar = scalar(first, lanes);
      for (int i = 0; i < 7; i++) {
        long[] bits = random.next();
        for (int l = 0; l < lanes; l++) {
          assertThat(bits[l]).isEqualTo(scalar[l].nextLong());
        }
      }
      double[] uniforms = new double[lanes];
      LaneStream.uniforms(random.next(), uniforms);
      for (int l = 0; l < lanes; l++) {
        assertThat(uniforms[l]).isEqualTo(scalar[l].nextUniform());
      }
    }
  }

  private static RandomStream[] scalar(long first, int lanes) {
    RandomStream[] scalar = new RandomStream[lanes];
    for (int l = 0; l < lanes; l++) {
      scalar[l] = STREAMS.replicate(first + l);
    }
    return scalar;
  }

  static Stream<NoiseLaw> laws() {
    return LaneCases.LAWS.stream();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void each_lane_draws_what_its_law_does(NoiseLaw law) {
    for (int lanes = W; lanes <= 4 * W; lanes += W) {
      LaneNoise noise = LaneNoise.of(law, STREAMS, 3, lanes);
      assertThat(noise).isInstanceOf(VectorNoise.class);
      RandomStream[] scalar = scalar(3, lanes);
      double[] draws = new double[lanes];
      for (int i = 0; i < 500; i++) {
        noise.draw(draws);
        for (int l = 0; l < lanes; l++) {
          assertThat(draws[l]).isEqualTo(law.sample(scalar[l]));
        }
      }
    }
  }

  @Test
  void elementary_functions_have_the_bits_of_scalar_code_over_their_whole_range() {
    SplittableRandom random = new SplittableRandom(1);
    int lanes = 1 << 14;
    double[] positive = new double[lanes];
    double[] part = new double[lanes];
    for (int l = 0; l < lanes; l++) {
      positive[l] = Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1024));
      part[l] = l < 3 ? l - 1 : random.nextDouble(-1, 1);
    }
    positive[0] = 1;
    double[] into = new double[lanes];
    LaneElementary elementary = new LaneElementary(lanes);
    elementary.log(positive, into);
    assertBits(into, positive, Elementary::log);
    double[] exponents = random.doubles(lanes, -800, 800).toArray();
    elementary.exp(exponents, into);
    assertBits(into, exponents, Elementary::exp);
    double[] atLeastZero = random.doubles(lanes, -40, 1).map(Math::exp).toArray();
    atLeastZero[0] = 0;
    elementary.log1p(atLeastZero, into);
    assertBits(into, atLeastZero, Elementary::log1p);
    for (double y : new double[] {-0.6, 0.0, 1.9, -7, 1e300}) {
      elementary.pow(positive, y, into);
      assertBits(into, positive, x -> Elementary.pow(x, y));
    }
    LaneElementary.sinPi(part, into);
    assertBits(into, part, Elementary::sinPi);
    LaneElementary.cosPi(part, into);
    assertBits(into, part, Elementary::cosPi);
  }

  private static void assertBits(double[] actual, double[] x, DoubleUnaryOperator scalar) {
    for (int l = 0; l < x.length; l++) {
      assertThat(actual[l]).as("of %s", x[l]).isEqualTo(scalar.applyAsDouble(x[l]));
    }
  }
}
