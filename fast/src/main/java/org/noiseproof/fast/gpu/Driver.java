package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;

/**
 * Whose CUDA driver this process uses. JCuda binds to one library {@code libcuda} for good, so the
 * first that is opened decides.
 */
public enum Driver {
  /** NVIDIA's, for a device. */
  NVIDIA,
  /** The stand-in that runs the kernels on the host; see {@link Emulation}. */
  HOST;

  private static final Map<Driver, String> MISSING = new EnumMap<>(Driver.class);
  private static @Nullable Driver bound;
  private static @Nullable Gpu gpu;

  /**
   * The first device of this driver, opened once in a process.
   *
   * @throws GpuUnavailable where there is none
   */
  public Gpu open() {
    synchronized (MISSING) {
      if (bound != this && !MISSING.containsKey(this)) {
        try {
          bind();
        } catch (GpuUnavailable reason) {
          MISSING.put(this, String.valueOf(reason.getMessage()));
        }
      }
      String missing = MISSING.get(this);
      if (missing != null) {
        throw new GpuUnavailable(missing);
      }
      return Objects.requireNonNull(gpu);
    }
  }

  /** Opens the device, for good. */
  private void bind() {
    if (bound != null) {
      throw new GpuUnavailable(
          "this process uses %s already, and can bind to one driver only"
              .formatted(bound == HOST ? "the host emulation" : "NVIDIA's driver"));
    }
    switch (this) {
      case NVIDIA -> requireDriver();
      case HOST -> standIn();
    }
    bound = this;
    unpack();
    gpu = Gpu.first(this);
  }

  /** Looks before JCuda does, which would not look again. */
  @SuppressWarnings("restricted") // only to see whether it is there
  private static void requireDriver() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup("libcuda.so.1", arena);
    } catch (IllegalArgumentException e) {
      throw new GpuUnavailable("no NVIDIA driver: there is no libcuda.so.1");
    }
  }

  /** JCuda's library asks for {@code libcuda.so.1}, and is given what is loaded under that name. */
  @SuppressWarnings("restricted") // as JCuda itself, it is native code
  private static void standIn() {
    System.load(Emulation.driver().toString());
  }

  /** The kernels as this driver takes them. */
  int load(CUmodule module, Kernels kernels) {
    Optional<Path> library = this == HOST ? kernels.library() : Optional.empty();
    return library.isPresent()
        ? JCudaDriver.cuModuleLoad(module, library.get().toString())
        : JCudaDriver.cuModuleLoadData(module, kernels.ptx());
  }

  /** Has JCuda load its native part. */
  private static void unpack() {
    try {
      OwnFolder.unpacking(() -> JCudaDriver.setExceptionsEnabled(false));
    } catch (IOException e) {
      throw new GpuUnavailable("JCuda's library cannot be unpacked: " + e.getMessage());
    } catch (LinkageError e) {
      String story = Objects.requireNonNullElse(e.getMessage(), e.toString());
      throw new GpuUnavailable("JCuda cannot be loaded: " + story.lines().findFirst().orElse(""));
    }
  }
}
