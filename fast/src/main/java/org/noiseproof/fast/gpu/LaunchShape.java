package org.noiseproof.fast.gpu;

/**
 * How a kernel takes n rows of d columns: the threads of a block in teams, and the rows in parts.
 * It follows from n and d alone, and so does the order of every sum.
 *
 * @param threads of a block, a power of two
 * @param team threads side by side: for sums over rows these are the columns of a block, and for
 *     sums over the entries of a row, those that share one; a power of two
 * @param part rows, or entries, that are summed up before anything is stored
 */
record LaunchShape(int threads, int team, int part) {
  private static final int WARP = 32;
  private static final int BLOCK = 256;

  /** So many blocks keep the largest devices busy. */
  private static final int ENOUGH_BLOCKS = 1024;

  /** Rows that a thread takes at least: few enough partial sums to cost little beside the rows. */
  private static final int FEWEST_ROWS = 8;

  private static final int MOST_ROWS = 64;

  /** Entries of a row that are summed before anything is stored. */
  private static final int SEGMENT = 8192;

  /** Of a sum over n rows of d columns, a thread one column. */
  static LaunchShape ofRows(int n, int d) {
    int columns = Math.min(BLOCK, powerOfTwo(d));
    while (columns > WARP
        && BLOCK / columns * FEWEST_ROWS < n
        && (long) Math.ceilDiv(d, columns) * Math.ceilDiv(n, BLOCK / columns * MOST_ROWS)
            < ENOUGH_BLOCKS) {
      columns /= 2;
    }
    int threads = threads(columns, Math.ceilDiv(n, FEWEST_ROWS));
    return new LaunchShape(threads, columns, part(n, threads / columns, Math.ceilDiv(d, columns)));
  }

  /** Of a sum of rows that are rescaled, {@code each} entries of a row a thread. */
  static LaunchShape ofRescaled(int n, int d, int each) {
    int team = powerOfTwo(Math.ceilDiv(d, each));
    int threads = threads(team, n);
    return new LaunchShape(threads, team, part(n, threads / team, 1));
  }

  /** Of sums over the d entries of each of n rows. */
  static LaunchShape ofEntries(int n, int d) {
    int team = Math.min(BLOCK, powerOfTwo(Math.ceilDiv(d, FEWEST_ROWS)));
    return new LaunchShape(threads(team, n), team, SEGMENT);
  }

  /** Of columns that are looked at whole. */
  static LaunchShape ofColumns(int n, int d) {
    int fillingWarp = WARP / Math.min(WARP, powerOfTwo(n));
    int fillingDevice = powerOfTwo(Math.ceilDiv(d, ENOUGH_BLOCKS / 8));
    int columns = Math.clamp(fillingDevice, Math.min(fillingWarp, powerOfTwo(d)), WARP);
    return new LaunchShape(threads(columns, n), columns, n);
  }

  int teams() {
    return threads / team;
  }

  /** How many parts there are of so many. */
  int parts(int count) {
    return Math.ceilDiv(count, part);
  }

  /** The longest chain of additions in a part of so many rows. */
  int chain(int rows) {
    return Math.ceilDiv(Math.min(part, rows), teams()) + log2(teams());
  }

  /** The longest chain of additions in a segment of a row of so many entries. */
  int entries(int d) {
    int warps = Math.max(1, team / WARP);
    return Math.ceilDiv(Math.min(part, d), team) + log2(Math.min(team, WARP)) + warps - 1;
  }

  private static int part(int n, int teams, int tiles) {
    long rows = Math.ceilDiv((long) n * tiles, (long) ENOUGH_BLOCKS * teams);
    return teams * Math.clamp(rows, FEWEST_ROWS, MOST_ROWS);
  }

  /** As many as there is work for, in whole warps. */
  private static int threads(int team, int n) {
    long wanted = (long) team * powerOfTwo(n);
    return Math.clamp(wanted, Math.max(WARP, team), BLOCK);
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : atLeast > 1 << 30 ? 1 << 30 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  private static int log2(int powerOfTwo) {
    return Integer.numberOfTrailingZeros(powerOfTwo);
  }
}
