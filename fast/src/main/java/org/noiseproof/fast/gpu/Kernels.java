package org.noiseproof.fast.gpu;

import java.nio.file.Path;
import java.util.Optional;

/** A file of kernels as drivers take it: PTX for a device, a library for the host emulation. */
public sealed interface Kernels permits Program, UserKernels {

  /** What messages call it. */
  String source();

  /** The PTX, as text; empty where there is none. */
  String ptx();

  /** The same kernels, compiled for the host; empty where there is no source. */
  Optional<Path> library();
}
