package org.noiseproof.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private static final Streams STREAMS = Streams.of(20260101, "random-stream-test");

  @Test
  void number_i_is_half_a_block_of_the_counter_that_the_layout_says() {
    long replicate = 0x123456789abcdef0L;
    RandomStream random = STREAMS.replicate(replicate, -7);
    int[] block = new int[4];
    long key = STREAMS.key();
    for (int i = 0; i < 9; i++) {
      Philox4x32.block((int) key, (int) (key >>> 32), i / 2, -7, 0x9abcdef0, 0x12345678, block);
      long low = Integer.toUnsignedLong(block[2 * (i % 2)]);
      long high = Integer.toUnsignedLong(block[2 * (i % 2) + 1]);
      assertThat(random.nextLong()).isEqualTo(high << 32 | low);
    }
  }

  @Test
  void the_bits_are_the_same_for_ever() {
    RandomStream random = Streams.of(42, "CLIP-7").replicate(3);
    assertThat(Streams.of(42, "CLIP-7").key()).isEqualTo(0x7abda9eb992d44e1L);
    assertThat(random.nextLong()).isEqualTo(0xd386ed16889abda1L);
    assertThat(random.nextUniform()).isEqualTo(0x1.a4896b78749a7p-1);
    assertThat(random.nextNormal()).isEqualTo(-0x1.88036613b87a8p0);
    assertThat(random.nextInt(1000)).isEqualTo(369);
    assertThat(random.nextSign()).isEqualTo(-1);
  }

  @Test
  void a_replicate_starts_from_its_beginning_whatever_was_drawn_before() {
    RandomStream first = STREAMS.replicate(5);
    long expected = first.nextLong();
    STREAMS.replicate(4).nextNormal();
    assertThat(STREAMS.replicate(5, 0).nextLong()).isEqualTo(expected);
  }

  @Test
  void seeds_experiments_parts_replicates_and_streams_all_differ() {
    Set<Long> numbers = new HashSet<>();
    for (Streams streams :
        new Streams[] {
          STREAMS,
          Streams.of(1, "random-stream-test"),
          Streams.of(20260101, "other"),
          STREAMS.within("a"),
          STREAMS.within("a").within("b")
        }) {
      for (long replicate : new long[] {0, 1, 1L << 32}) {
        for (int stream : new int[] {0, 1, -1}) {
          numbers.add(streams.replicate(replicate, stream).nextLong());
        }
      }
    }
    assertThat(numbers).hasSize(5 * 3 * 3);
    assertThat(STREAMS.within("a").key())
        .isEqualTo(Streams.of(20260101, "random-stream-test/a").key());
  }

  @Test
  void no_two_experiments_of_a_catalogue_share_a_key() {
    Set<Long> keys = new HashSet<>();
    int claims = 200;
    int checks = 100;
    for (int claim = 1; claim <= claims; claim++) {
      for (int check = 0; check < checks; check++) {
        keys.add(Streams.of(1, "CLIP-" + claim).within("check-" + check).key());
      }
    }
    assertThat(keys).hasSize(claims * checks);
  }

  @Test
  void uniforms_lie_inside_the_unit_interval_on_a_grid_symmetric_about_a_half() {
    RandomStream bits = STREAMS.replicate(0);
    RandomStream uniforms = STREAMS.replicate(0);
    for (int i = 0; i < 1000; i++) {
      double u = uniforms.nextUniform();
      long odd = 2 * (bits.nextLong() >>> 12) + 1;
      assertThat(u).isEqualTo(Math.scalb((double) odd, -53)).isStrictlyBetween(0.0, 1.0);
      assertThat(1 - (1 - u)).isEqualTo(u);
    }
    assertThat(((-1L >>> 12) + 0.5) * 0x1p-52).isLessThan(1).isEqualTo(Math.nextDown(1.0));
    assertThat(((-1L >>> 11) + 0.5) * 0x1p-53).as("with 53 bits").isEqualTo(1);
  }

  @Test
  void integers_fill_their_range_and_refuse_an_empty_one() {
    RandomStream random = STREAMS.replicate(1);
    assertThat(IntStream.range(0, 1000).map(_ -> random.nextInt(7)).distinct().sorted().toArray())
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(random.nextInt(1)).isZero();
    assertThat(random.nextInt(Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
    assertThatThrownBy(() -> random.nextInt(0)).hasMessageContaining("bound = 0");
  }

  @Test
  void signs_are_those_of_a_fair_coin() {
    int draws = 1 << 16;
    double[] signs = SampleCheck.draw(draws, "signs", RandomStream::nextSign);
    assertThat(Arrays.stream(signs).distinct().sorted().toArray()).containsExactly(-1, 1);
    int ups = (int) Arrays.stream(signs).filter(sign -> sign > 0).count();
    assertThat(SampleCheck.contradictsProbability(ups, draws, 0.5)).isFalse();
    assertThat(SampleCheck.contradictsProbability(ups, draws, 0.52)).isTrue();
  }

  @Test
  void each_integer_has_its_share() {
    int draws = 1 << 16;
    int[] counts = new int[5];
    for (double draw : SampleCheck.draw(draws, "integers", random -> random.nextInt(5))) {
      counts[(int) draw]++;
    }
    for (int count : counts) {
      assertThat(SampleCheck.contradictsProbability(count, draws, 1.0 / 5)).isFalse();
      assertThat(SampleCheck.contradictsProbability(count, draws, 1.0 / 6)).isTrue();
    }
  }

  @Test
  void uniforms_are_uniform() {
    double[] sample = SampleCheck.draw(1 << 18, "uniforms", RandomStream::nextUniform);
    assertThat(SampleCheck.contradictsDistribution(sample, u -> u)).isFalse();
    assertThat(SampleCheck.contradictsDistribution(sample, u -> Math.pow(u, 1.1))).isTrue();
  }

  @Test
  void normals_are_normal() {
    double[] sample = SampleCheck.draw(1 << 18, "normals", RandomStream::nextNormal);
    assertThat(
            SampleCheck.contradictsDistribution(
                sample, NormalDistribution.of(0, 1)::cumulativeProbability))
        .isFalse();
    assertThat(
            SampleCheck.contradictsDistribution(
                sample, NormalDistribution.of(0, 1.1)::cumulativeProbability))
        .isTrue();
  }

  @Test
  void an_index_takes_one_number_and_is_its_share_of_the_bound() {
    RandomStream random = STREAMS.replicate(11);
    RandomStream bits = STREAMS.replicate(11);
    for (int bound : new int[] {1, 2, 3, 12, 1 << 30, Integer.MAX_VALUE}) {
      BigInteger i = new BigInteger(Long.toUnsignedString(bits.nextLong()));
      int expected = i.multiply(BigInteger.valueOf(bound)).shiftRight(64).intValueExact();
      assertThat(random.nextIndex(bound)).isEqualTo(expected).isBetween(0, bound - 1);
    }
    assertThatThrownBy(() -> random.nextIndex(0)).hasMessageContaining("bound = 0");
  }
}
