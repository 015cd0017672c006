package org.noiseproof.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (<i>Parallel random
 * numbers: as easy as 1, 2, 3</i>, SC 2011): a bijection of 128-bit counters for each 64-bit key,
 * ten rounds of two 32 × 32 → 64-bit products. It keeps no state, so that the same function of
 * (key, counter) runs lane by lane in vectors and thread by thread on a GPU.
 */
public final class Philox4x32 {
  private Philox4x32() {}

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;

  /** The golden ratio. */
  private static final int WEYL_0 = 0x9E3779B9;

  /** √3 − 1. */
  private static final int WEYL_1 = 0xBB67AE85;

  /**
   * Writes the four words of a counter's block.
   *
   * @param key0 the key's low word
   * @param key1 the key's high word
   * @param counter0 the counter's words, lowest first
   * @param counter1 second word
   * @param counter2 third word
   * @param counter3 highest word
   * @param block receives 4 words
   */
  public static void block(
      int key0, int key1, int counter0, int counter1, int counter2, int counter3, int[] block) {
    int k0 = key0;
    int k1 = key1;
    int c0 = counter0;
    int c1 = counter1;
    int c2 = counter2;
    int c3 = counter3;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
      long product1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
      c0 = (int) (product1 >>> Integer.SIZE) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> Integer.SIZE) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
  }
}
