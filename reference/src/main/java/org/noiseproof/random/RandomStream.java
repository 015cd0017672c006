package org.noiseproof.random;

/** A stream of random numbers, read from its beginning; not safe for use by several threads. */
public final class RandomStream {
  private RandomStream() {}

  /** 64 random bits. */
  public long nextLong() {
    throw new UnsupportedOperationException();
  }

  /** Uniform on (0, 1), 53 bits: (i + ½) 2⁻⁵³. */
  public double nextUniform() {
    throw new UnsupportedOperationException();
  }

  /** Standard normal. */
  public double nextNormal() {
    throw new UnsupportedOperationException();
  }

  /** Uniform on 0 … bound − 1, without bias. */
  public int nextInt(int bound) {
    throw new UnsupportedOperationException();
  }

  /** +1 or −1. */
  public double nextSign() {
    throw new UnsupportedOperationException();
  }
}
