package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The kernels of {@code broken.cu}. */
final class BrokenKernels {
  private static final int THREADS = 64;

  private BrokenKernels() {}

  static UserKernels load() throws IOException {
    String source = Files.readString(Path.of("src/test/cuda/broken.cu"));
    return new UserKernels("broken.cu", "", source, Map.of());
  }

  /** What a kernel makes of x with a block of 64 threads. */
  static double[] run(Gpu gpu, String kernel, double[] x) throws IOException {
    try (GpuMemory memory = gpu.memory()) {
      GpuArray y = memory.allocate(x.length, Double.BYTES);
      gpu.launch(load(), kernel, 1, THREADS, memory.upload(x), x.length, y);
      return memory.doubles(y);
    }
  }
}
