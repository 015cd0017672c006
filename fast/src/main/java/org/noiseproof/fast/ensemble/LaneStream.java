package org.noiseproof.fast.ensemble;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.random.Streams;

/**
 * Stream 0 of consecutive replicates, read in step: number i of all lanes, then number i + 1, each
 * the bits of {@link org.noiseproof.random.RandomStream}. The counters of one block of Philox
 * differ between lanes in the replicate alone, so that it is computed lane by lane in vectors, in
 * 64-bit lanes that hold 32-bit words.
 */
final class LaneStream {
  static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  static final VectorSpecies<Double> VALUES = BITS.withLanes(double.class);

  /** Lanes of a vector. */
  static final int WIDTH = BITS.length();

  private static final int ROUNDS = 10;
  private static final long WORD = 0xFFFFFFFFL;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  /** The bits of 1.0, whose significand is 0. */
  private static final long ONE = 0x3FF0000000000000L;

  private static final double ONE_LESS_HALF_A_STEP = 0x1.fffffffffffffp-1;

  private final long first;
  private final long[] keys0 = new long[ROUNDS];
  private final long[] keys1 = new long[ROUNDS];
  private final long[] even;
  private final long[] odd;
  private final long[][] both;
  private long position;

  /**
   * From their beginning.
   *
   * @param first replicate of the first lane
   * @param lanes a multiple of {@link #WIDTH}
   */
  LaneStream(Streams streams, long first, int lanes) {
    this.first = first;
    int key0 = (int) streams.key();
    int key1 = (int) (streams.key() >>> Integer.SIZE);
    for (int round = 0; round < ROUNDS; round++) {
      keys0[round] = Integer.toUnsignedLong(key0 + round * WEYL_0);
      keys1[round] = Integer.toUnsignedLong(key1 + round * WEYL_1);
    }
    even = new long[lanes];
    odd = new long[lanes];
    both = new long[][] {even, odd};
  }

  /**
   * The next 64 bits of every lane; valid until the number after next is asked for.
   *
   * @throws IllegalStateException after 2³³ numbers, before the block counter would repeat
   */
  long[] next() {
    boolean fresh = (position & 1) == 0;
    if (fresh) {
      fill(position >>> 1);
    }
    position++;
    return fresh ? even : odd;
  }

  /**
   * The next two numbers of every lane, one after the other: what two calls of {@link #next} give,
   * for those who read nothing but twos. (The compiler would copy the loop behind each call.)
   *
   * @throws IllegalStateException as {@link #next} says, and where an odd number was read so far
   */
  long[][] nextTwo() {
    if ((position & 1) != 0) {
      throw new IllegalStateException("half of a block was read");
    }
    fill(position >>> 1);
    position += 2;
    return both;
  }

  /** Uniform on (0, 1): (i + ½) 2⁻⁵², i the upper 52 bits, exactly. */
  static DoubleVector uniform(LongVector bits) {
    return bits.lanewise(VectorOperators.LSHR, 12)
        .or(ONE)
        .reinterpretAsDoubles()
        .sub(ONE_LESS_HALF_A_STEP);
  }

  /** The uniform numbers of such bits. */
  static void uniforms(long[] bits, double[] into) {
    for (int l = 0; l < into.length; l += WIDTH) {
      uniform(LongVector.fromArray(BITS, bits, l)).intoArray(into, l);
    }
  }

  private void fill(long index) {
    if (index >>> Integer.SIZE != 0) {
      throw new IllegalStateException("the stream has given all of its 2^33 numbers");
    }
    LongVector word = LongVector.broadcast(BITS, WORD);
    LongVector multiplier0 = LongVector.broadcast(BITS, MULTIPLIER_0).and(word);
    LongVector multiplier1 = LongVector.broadcast(BITS, MULTIPLIER_1).and(word);
    LongVector lane = LongVector.zero(BITS).addIndex(1);
    for (int l = 0; l < even.length; l += WIDTH) {
      LongVector replicate = lane.add(first + l);
      LongVector c0 = LongVector.broadcast(BITS, index);
      LongVector c1 = LongVector.zero(BITS);
      LongVector c2 = replicate;
      LongVector c3 = replicate.lanewise(VectorOperators.LSHR, Integer.SIZE);
      // The upper halves of words hold what is left over; only lower halves are multiplied.
      for (int round = 0; round < ROUNDS; round++) {
        LongVector product0 = c0.and(word).mul(multiplier0);
        LongVector product1 = c2.and(word).mul(multiplier1);
        c0 =
            product1
                .lanewise(VectorOperators.LSHR, Integer.SIZE)
                .lanewise(VectorOperators.XOR, c1)
                .lanewise(VectorOperators.XOR, keys0[round]);
        c2 =
            product0
                .lanewise(VectorOperators.LSHR, Integer.SIZE)
                .lanewise(VectorOperators.XOR, c3)
                .lanewise(VectorOperators.XOR, keys1[round]);
        c1 = product1;
        c3 = product0;
      }
      c0.and(word).or(c1.lanewise(VectorOperators.LSHL, Integer.SIZE)).intoArray(even, l);
      c2.and(word).or(c3.lanewise(VectorOperators.LSHL, Integer.SIZE)).intoArray(odd, l);
    }
  }
}
