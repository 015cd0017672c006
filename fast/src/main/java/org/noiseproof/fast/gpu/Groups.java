package org.noiseproof.fast.gpu;

/**
 * n consecutive rows in groups, the first of which may be larger by one, and the last smaller.
 *
 * @param count of groups
 * @param size of a group
 * @param more how many, from the first, have one row more
 */
record Groups(int count, int size, int more) {

  /** All rows together. */
  static Groups whole(int n) {
    return new Groups(1, n, 0);
  }

  /** So many rows each, and in the last what is left. */
  static Groups ofSize(int n, int size) {
    int rows = Math.min(n, size);
    return new Groups(Math.ceilDiv(n, rows), rows, 0);
  }

  /** So many groups, larger ones first. */
  static Groups ofCount(int n, int count) {
    return new Groups(count, n / count, n % count);
  }

  /** Rows of the largest group. */
  int longest() {
    return size + (more > 0 ? 1 : 0);
  }
}
