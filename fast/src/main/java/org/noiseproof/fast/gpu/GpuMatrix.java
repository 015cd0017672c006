package org.noiseproof.fast.gpu;

/**
 * A matrix on the device, not copied: entry (i, j) is number i · rowStride + j · columnStride.
 *
 * @param rows ≥ 1
 * @param columns ≥ 1
 */
public record GpuMatrix(GpuArray entries, int rows, int columns, int rowStride, int columnStride) {

  /** Row by row. */
  public static GpuMatrix of(GpuArray entries, int rows, int columns) {
    return new GpuMatrix(entries, rows, columns, columns, 1);
  }

  /** Rows and columns exchanged, in the same array. */
  public GpuMatrix transposed() {
    return new GpuMatrix(entries, columns, rows, columnStride, rowStride);
  }
}
