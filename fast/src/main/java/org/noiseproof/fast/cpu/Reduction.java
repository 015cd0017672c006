package org.noiseproof.fast.cpu;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/**
 * Sums over rows in a fixed shape: consecutive chunks whose size depends on d alone, and a binary
 * tree over the chunks, which depends on their number alone. Threads take branches of the tree; how
 * many there are changes no bit.
 */
final class Reduction {
  /** Entries of a chunk: enough that adding two partial sums costs little beside making them. */
  private static final int ENTRIES = 1 << 17;

  private final int threads;
  private final ForkJoinPool pool;

  /**
   * @throws IllegalArgumentException where threads &lt; 1
   */
  Reduction(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + ", expected at least 1");
    }
    this.threads = threads;
    this.pool = new ForkJoinPool(threads);
  }

  int threads() {
    return threads;
  }

  /** Where the threads are. */
  ForkJoinPool pool() {
    return pool;
  }

  /** Rows of a chunk. */
  static int chunk(int d) {
    return Math.clamp(ENTRIES / d, 64, 8192);
  }

  /** The longest chain of additions that a row's entry goes through. */
  static int depth(int rows, int d) {
    int chunks = Math.ceilDiv(rows, chunk(d));
    return Math.min(rows, chunk(d)) + (Integer.SIZE - Integer.numberOfLeadingZeros(chunks - 1));
  }

  /** The partial sum of rows from … to − 1. */
  interface Partial<A> {
    A sum(int from, int to);
  }

  /** The sum over all rows: partial sums of the chunks, added in the tree by {@code format}. */
  <A> A sum(Format<A> format, int rows, int d, Partial<A> partial) {
    Branch<A> whole =
        new Branch<>(format, partial, chunk(d), rows, 0, Math.ceilDiv(rows, chunk(d)));
    return threads == 1 || whole.last - whole.first == 1 ? whole.sequential() : pool.invoke(whole);
  }

  /** Chunks first … last − 1. */
  private static final class Branch<A> extends RecursiveTask<A> {
    private static final long serialVersionUID = 1L;
    private final transient Format<A> format;
    private final transient Partial<A> partial;
    private final int chunk;
    private final int rows;
    private final int first;
    private final int last;

    Branch(Format<A> format, Partial<A> partial, int chunk, int rows, int first, int last) {
      this.format = format;
      this.partial = partial;
      this.chunk = chunk;
      this.rows = rows;
      this.first = first;
      this.last = last;
    }

    private Branch<A> part(int first, int last) {
      return new Branch<>(format, partial, chunk, rows, first, last);
    }

    private boolean leaf() {
      return last - first == 1;
    }

    private A leafSum() {
      return partial.sum(first * chunk, (int) Math.min(rows, (long) last * chunk));
    }

    /** ⌈half⌉, so that the tree's height is the logarithm rounded up. */
    private int middle() {
      return first + (last - first + 1) / 2;
    }

    A sequential() {
      if (leaf()) {
        return leafSum();
      }
      A left = part(first, middle()).sequential();
      format.add(left, part(middle(), last).sequential());
      return left;
    }

    @Override
    protected A compute() {
      if (leaf()) {
        return leafSum();
      }
      Branch<A> right = part(middle(), last);
      right.fork();
      A left = part(first, middle()).compute();
      format.add(left, right.join());
      return left;
    }
  }
}
