package org.noiseproof.fast.gpu;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Kernels that are not this project's. Those of a source are found where it declares them, each
 * written out as {@code extern "C" __global__ void name(}, or {@code KERNEL name(} with {@code
 * noiseproof.h}.
 *
 * @param source what to call it: {@code mine.cu}
 * @param ptx for a device; empty where there is none
 * @param cuda CUDA C++, for the host emulation; empty where there is none
 * @param headers that the source includes, by name
 */
public record UserKernels(String source, String ptx, String cuda, Map<String, String> headers)
    implements Kernels {

  /** Copies what it is given. */
  public UserKernels {
    headers = Map.copyOf(headers);
  }

  /**
   * The source, compiled for the host.
   *
   * @throws GpuUnavailable where it does not compile, or there is no compiler
   */
  @Override
  public Optional<Path> library() {
    return cuda.isEmpty()
        ? Optional.empty()
        : Optional.of(Emulation.library(source, cuda, headers));
  }
}
