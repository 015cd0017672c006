package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.List;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * Arrays on a device that live together: closing frees them all, also after a failure. For one
 * thread at a time.
 */
public final class GpuMemory implements AutoCloseable {
  private final Gpu gpu;
  private final List<GpuArray> held = new ArrayList<>();

  GpuMemory(Gpu gpu) {
    this.gpu = gpu;
  }

  /** The device. */
  public Gpu gpu() {
    return gpu;
  }

  /** Room for that many numbers; what is in it is undefined. */
  public GpuArray allocate(long length, int bytesEach) {
    gpu.current();
    CUdeviceptr pointer = new CUdeviceptr();
    long bytes = Math.max(1, length) * bytesEach;
    gpu.check("allocate %,d bytes".formatted(bytes), JCudaDriver.cuMemAlloc(pointer, bytes));
    GpuArray array = new GpuArray(pointer, 0, length, bytesEach);
    held.add(array);
    long now = gpu.bytesHeld.addAndGet(bytes);
    gpu.bytesPeak.accumulateAndGet(now, Math::max);
    return array;
  }

  /** That many zeros. */
  public GpuArray zeros(long length, int bytesEach) {
    GpuArray array = allocate(length, bytesEach);
    gpu.check(
        "clear", JCudaDriver.cuMemsetD8(array.pointer(), (byte) 0, Math.max(1, array.bytes())));
    return array;
  }

  /** A copy of these on the device. */
  public GpuArray upload(double[] values) {
    return upload(Pointer.to(values), values.length, Double.BYTES);
  }

  /** A copy of these on the device. */
  public GpuArray upload(float[] values) {
    return upload(Pointer.to(values), values.length, Float.BYTES);
  }

  /** A copy of these on the device. */
  public GpuArray upload(int[] values) {
    return upload(Pointer.to(values), values.length, Integer.BYTES);
  }

  /** A copy of these on the device. */
  public GpuArray upload(long[] values) {
    return upload(Pointer.to(values), values.length, Long.BYTES);
  }

  /** A copy of these on the device. */
  public GpuArray upload(short[] values) {
    return upload(Pointer.to(values), values.length, Short.BYTES);
  }

  private GpuArray upload(Pointer from, int length, int bytesEach) {
    GpuArray array = allocate(length, bytesEach);
    if (length > 0) {
      gpu.copiesIn.incrementAndGet();
      gpu.bytesIn.addAndGet(array.bytes());
      gpu.check(
          "copy to the device", JCudaDriver.cuMemcpyHtoD(array.pointer(), from, array.bytes()));
    }
    return array;
  }

  /** A copy of an array of doubles on the host. */
  public double[] doubles(GpuArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    download(array, Double.BYTES, Pointer.to(values));
    return values;
  }

  /** A copy of an array of floats on the host. */
  public float[] floats(GpuArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    download(array, Float.BYTES, Pointer.to(values));
    return values;
  }

  /** A copy of an array of 32-bit integers on the host. */
  public int[] ints(GpuArray array) {
    int[] values = new int[Math.toIntExact(array.length())];
    download(array, Integer.BYTES, Pointer.to(values));
    return values;
  }

  /** A copy of an array of 16-bit integers on the host. */
  public short[] shorts(GpuArray array) {
    short[] values = new short[Math.toIntExact(array.length())];
    download(array, Short.BYTES, Pointer.to(values));
    return values;
  }

  private void download(GpuArray array, int bytesEach, Pointer to) {
    if (array.bytesEach() != bytesEach) {
      throw new IllegalArgumentException(
          "an array of %d-byte numbers, expected %d".formatted(array.bytesEach(), bytesEach));
    }
    gpu.current();
    if (array.length() > 0) {
      gpu.copiesOut.incrementAndGet();
      gpu.bytesOut.addAndGet(array.bytes());
      gpu.check(
          "copy from the device", JCudaDriver.cuMemcpyDtoH(to, array.pointer(), array.bytes()));
    }
  }

  /** Copies one array over another of the same size, on the device. */
  public void copy(GpuArray from, GpuArray to) {
    if (from.bytes() != to.bytes()) {
      throw new IllegalArgumentException(
          "%d bytes copied to %d".formatted(from.bytes(), to.bytes()));
    }
    gpu.current();
    if (from.bytes() > 0) {
      gpu.check(
          "copy on the device",
          JCudaDriver.cuMemcpyDtoD(to.pointer(), from.pointer(), from.bytes()));
    }
  }

  /** Frees everything, from any thread. A device that was lost has freed it by itself. */
  @Override
  public void close() {
    if (!gpu.isLost()) {
      gpu.current();
    }
    for (GpuArray array : held) {
      if (JCudaDriver.cuMemFree(array.pointer()) == CUresult.CUDA_SUCCESS && !gpu.isLost()) {
        gpu.bytesHeld.addAndGet(-Math.max(1, array.length()) * array.bytesEach());
      }
    }
    held.clear();
  }
}
