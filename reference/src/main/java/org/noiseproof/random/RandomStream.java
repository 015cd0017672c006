package org.noiseproof.random;

/**
 * A stream of random numbers, read from its beginning; not safe for use by several threads.
 *
 * <p>Its 64-bit numbers are pairs of words of {@link Philox4x32}, low word first: number i comes
 * from words 2 (i mod 2) and 2 (i mod 2) + 1 of the block whose counter is (⌊i/2⌋, stream, low and
 * high word of the replicate). {@link #nextNormal()} takes two numbers, {@link #nextInt(int)} one
 * and seldom more, all others one: nothing is kept from one call to the next.
 */
public final class RandomStream {
  private static final double TWO_TO_MINUS_52 = 0x1p-52;

  private final int key0;
  private final int key1;
  private final int stream;
  private final int replicateLow;
  private final int replicateHigh;
  private final int[] block = new int[4];
  private long position;

  RandomStream(long key, long replicate, int stream) {
    this.key0 = (int) key;
    this.key1 = (int) (key >>> Integer.SIZE);
    this.stream = stream;
    this.replicateLow = (int) replicate;
    this.replicateHigh = (int) (replicate >>> Integer.SIZE);
  }

  /**
   * 64 random bits.
   *
   * @throws IllegalStateException after 2³³ numbers, before the block counter would repeat
   */
  public long nextLong() {
    int first = 2 * (int) (position & 1);
    if (first == 0) {
      long index = position >>> 1;
      if (index >>> Integer.SIZE != 0) {
        throw new IllegalStateException("the stream has given all of its 2^33 numbers");
      }
      Philox4x32.block(key0, key1, (int) index, stream, replicateLow, replicateHigh, block);
    }
    position++;
    return Integer.toUnsignedLong(block[first]) | (long) block[first + 1] << Integer.SIZE;
  }

  /**
   * Uniform on (0, 1): (i + ½) 2⁻⁵², i the upper 52 bits. The values are symmetric about ½, and
   * both u and 1 − u are exact; with 53 bits i + ½ would round, at the top to 1.
   */
  public double nextUniform() {
    return ((nextLong() >>> 12) + 0.5) * TWO_TO_MINUS_52;
  }

  /** Standard normal: √(−2 ln u) cos 2πv of two uniforms (Box and Muller 1958), v the second. */
  public double nextNormal() {
    double radius = Math.sqrt(-2 * Elementary.log(nextUniform()));
    double v = nextUniform();
    return radius * Elementary.cosPi(2 * Math.min(v, 1 - v));
  }

  /**
   * Uniform on 0 … bound − 1, without bias (Lemire 2019, <i>Fast random integer generation in an
   * interval</i>).
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound = " + bound + " is out of range: bound ≥ 1");
    }
    long rejected = Long.remainderUnsigned(-bound, bound);
    long bits = nextLong();
    while (Long.compareUnsigned(bits * bound, rejected) < 0) {
      bits = nextLong();
    }
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }

  /**
   * Uniform on 0 … bound − 1 but for a bias below bound · 2⁻⁶⁴, none for a power of two: ⌊bound · i
   * / 2⁶⁴⌋ of 64 random bits i. Always one number, so that many streams stay in step.
   */
  public int nextIndex(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound = " + bound + " is out of range: bound ≥ 1");
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** +1 or −1. */
  public double nextSign() {
    return nextLong() >= 0 ? 1 : -1;
  }
}
