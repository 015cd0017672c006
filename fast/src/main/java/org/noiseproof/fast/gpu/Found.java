package org.noiseproof.fast.gpu;

/** What a kernel looks for in numbers on the device; only the answer comes to the host. */
final class Found {
  private static final int BLOCK = 256;

  private Found() {}

  /** Whether one of the numbers is NaN or infinite. */
  static boolean notFinite(GpuArray numbers, GpuMemory memory, Format format) {
    GpuArray found = memory.zeros(1, Integer.BYTES);
    int length = Math.toIntExact(numbers.length());
    memory
        .gpu()
        .launch(
            Program.ROWS,
            format.kernel("rows_not_finite"),
            Math.ceilDiv(length, BLOCK),
            BLOCK,
            numbers,
            length,
            found);
    return memory.ints(found)[0] != 0;
  }
}
