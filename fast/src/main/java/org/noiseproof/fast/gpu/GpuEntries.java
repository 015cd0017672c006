package org.noiseproof.fast.gpu;

/**
 * What is done to the entries of a matrix on a device, one by one or all together. Sums are in
 * doubles, in an order that the number of entries fixes: 16 a thread one by one, the threads of a
 * block in halves, the blocks again so.
 *
 * @param passing where what the host sends is, until this is done
 * @param rooms where results are
 * @param format of the entries
 */
record GpuEntries(GpuMemory passing, Rooms rooms, Format format) {
  private static final int BLOCK = 256;
  private static final int WARP = 32;

  /** Entries that a thread adds up. */
  private static final int CHAIN = 16;

  /**
   * The largest |entry|.
   *
   * @param size a double
   * @param first where it is, the first of several, a long
   */
  record Largest(GpuArray size, GpuArray first) {}

  /** Arrays on the device, whoever frees them. */
  interface Rooms {
    GpuArray allocate(long length, int bytesEach);
  }

  /** With results in the same memory. */
  static GpuEntries in(GpuMemory memory, Format format) {
    return new GpuEntries(memory, memory::allocate, format);
  }

  Gpu gpu() {
    return passing.gpu();
  }

  /** The same for entries that are doubles. */
  GpuEntries inDoubles() {
    return new GpuEntries(passing, rooms, Format.FLOAT64);
  }

  /** A double from the device. */
  double fetched(GpuArray one) {
    return passing.doubles(one)[0];
  }

  /** So many 32-bit integers, at most a block's threads, all 0. */
  GpuArray zeros(int count) {
    GpuArray zeros = rooms.allocate(count, Integer.BYTES);
    clear(zeros);
    return zeros;
  }

  void clear(GpuArray integers) {
    gpu().launch(Program.MATRIX, "matrix_clear", 1, (int) integers.length(), integers);
  }

  /** Room for that many numbers of the format. */
  GpuArray room(long length) {
    return rooms.allocate(length, format.bytes());
  }

  /** Room for that many doubles. */
  GpuArray doubles(long length) {
    return rooms.allocate(length, Double.BYTES);
  }

  /** A kernel with a thread for each of n ≥ 1 entries. */
  void each(Program program, String kernel, long n, Object... arguments) {
    int threads = (int) Math.min(BLOCK, Math.ceilDiv(n, WARP) * WARP);
    int blocks = Math.toIntExact(Math.ceilDiv(n, threads));
    gpu().launch(program, kernel, blocks, threads, arguments);
  }

  /** The threads of a block that sums n ≥ 1 numbers, a power of two. */
  static int threads(long n) {
    return n >= BLOCK ? BLOCK : Integer.highestOneBit(2 * (int) n - 1);
  }

  private static int chunks(long n) {
    return Math.toIntExact(Math.ceilDiv(n, (long) CHAIN * threads(n)));
  }

  /** The roundings of a sum of n numbers. */
  static int depth(long n) {
    int own = CHAIN + Integer.numberOfTrailingZeros(threads(n));
    return chunks(n) == 1 ? own : own + depth(chunks(n));
  }

  Largest largest(GpuArray x) {
    long n = x.length();
    Largest found = largestOf(chunks(n));
    gpu()
        .launch(
            Program.MATRIX,
            format.kernel("matrix_largest"),
            chunks(n),
            threads(n),
            x,
            n,
            found.size,
            found.first);
    while (found.size.length() > 1) {
      Largest chunk = found;
      n = chunk.size.length();
      found = largestOf(chunks(n));
      gpu()
          .launch(
              Program.MATRIX,
              "matrix_largest_of_chunks",
              chunks(n),
              threads(n),
              chunk.size,
              chunk.first,
              n,
              found.size,
              found.first);
    }
    return found;
  }

  private Largest largestOf(int chunks) {
    return new Largest(doubles(chunks), rooms.allocate(chunks, Long.BYTES));
  }

  /** Σ |x|, a double. */
  GpuArray sizes(GpuArray x) {
    GpuArray sums = doubles(chunks(x.length()));
    sum("matrix_sizes", x, sums, x, x.length(), sums);
    return total(sums);
  }

  /** Σ (x 2⁻ᵉ)², a double, 2ᵉ the power of two in the largest |x|. */
  GpuArray squares(GpuArray x, Largest largest) {
    GpuArray sums = doubles(chunks(x.length()));
    sum("matrix_squares", x, sums, x, x.length(), largest.size, sums);
    return total(sums);
  }

  private GpuArray total(GpuArray sums) {
    return sums.length() == 1 ? sums : inDoubles().sizes(sums);
  }

  private void sum(String kernel, GpuArray x, GpuArray sums, Object... arguments) {
    int threads = threads(x.length());
    gpu().launch(Program.MATRIX, format.kernel(kernel), (int) sums.length(), threads, arguments);
  }

  /** x/‖x‖_F, or 0. */
  GpuArray normalized(GpuArray x, Largest largest) {
    GpuArray normalized = room(x.length());
    each(
        Program.MATRIX,
        format.kernel("matrix_normalized"),
        x.length(),
        x,
        x.length(),
        largest.size,
        squares(x, largest),
        normalized);
    return normalized;
  }

  /** sign(x). */
  GpuArray signs(GpuArray x) {
    GpuArray signs = room(x.length());
    each(Program.MATRIX, format.kernel("matrix_signs"), x.length(), x, x.length(), signs);
    return signs;
  }

  /** The sign of the largest entry, alone. */
  GpuArray signOfLargest(GpuArray x, Largest largest) {
    GpuArray sign = room(x.length());
    each(
        Program.MATRIX,
        format.kernel("matrix_sign_of"),
        x.length(),
        x,
        x.length(),
        largest.first,
        sign);
    return sign;
  }

  /** Numbers of the format as doubles. */
  GpuArray widened(GpuArray x) {
    if (format == Format.FLOAT64) {
      return x;
    }
    GpuArray wide = doubles(x.length());
    each(Program.MATRIX, "matrix_widened", x.length(), x, x.length(), wide);
    return wide;
  }

  /** Doubles, rounded to the format. */
  GpuArray narrowed(GpuArray x) {
    if (format == Format.FLOAT64) {
      return x;
    }
    GpuArray narrow = room(x.length());
    each(Program.MATRIX, "matrix_narrowed", x.length(), x, x.length(), narrow);
    return narrow;
  }
}
