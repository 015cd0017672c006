package org.noiseproof.fast.gpu;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;

/**
 * A device: its memory, its kernels, and the count of what was moved. For any number of threads;
 * what they launch runs in turn.
 */
public final class Gpu {
  private final Driver driver;
  private final CUcontext context;
  private final String name;
  private final int multiprocessors;
  private final Map<Kernels, CUmodule> modules = new HashMap<>();
  private final Map<Entry, CUfunction> functions = new HashMap<>();

  final AtomicLong copiesIn = new AtomicLong();
  final AtomicLong bytesIn = new AtomicLong();
  final AtomicLong copiesOut = new AtomicLong();
  final AtomicLong bytesOut = new AtomicLong();
  final AtomicLong launches = new AtomicLong();
  final AtomicLong bytesHeld = new AtomicLong();
  final AtomicLong bytesPeak = new AtomicLong();
  final AtomicLong fallbacks = new AtomicLong();
  private volatile @Nullable String lost;

  private record Entry(Kernels kernels, String name) {}

  private Gpu(Driver driver, CUcontext context, String name, int multiprocessors) {
    this.driver = driver;
    this.context = context;
    this.name = name;
    this.multiprocessors = multiprocessors;
  }

  /** Device 0; the driver has been loaded. */
  static Gpu first(Driver driver) {
    int started = JCudaDriver.cuInit(0);
    if (started != CUresult.CUDA_SUCCESS) {
      throw new GpuUnavailable("the driver does not start: " + CUresult.stringFor(started));
    }
    int[] count = new int[1];
    available("count devices", JCudaDriver.cuDeviceGetCount(count));
    if (count[0] == 0) {
      throw new GpuUnavailable("the driver finds no device");
    }
    CUdevice device = new CUdevice();
    available("get device 0", JCudaDriver.cuDeviceGet(device, 0));
    CUcontext context = new CUcontext();
    available("open device 0", JCudaDriver.cuDevicePrimaryCtxRetain(context, device));
    byte[] name = new byte[256];
    available("name device 0", JCudaDriver.cuDeviceGetName(name, name.length, device));
    int[] version = new int[1];
    available("get the driver's version", JCudaDriver.cuDriverGetVersion(version));
    String device0 = new String(name, java.nio.charset.StandardCharsets.UTF_8);
    device0 = device0.substring(0, device0.indexOf('\0'));
    int major = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
    int minor = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    String words =
        driver == Driver.HOST
            ? "host emulation, no GPU"
            : "%s, compute %d.%d, driver for CUDA %d.%d"
                .formatted(device0, major, minor, version[0] / 1000, version[0] % 1000 / 10);
    return new Gpu(
        driver,
        context,
        words,
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT));
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = new int[1];
    available("ask", JCudaDriver.cuDeviceGetAttribute(value, attribute, device));
    return value[0];
  }

  private static void available(String what, int result) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw new GpuUnavailable("could not " + what + ": " + CUresult.stringFor(result));
    }
  }

  /** The device in words. */
  public String name() {
    return name;
  }

  /** How many blocks run truly side by side, at least. */
  public int multiprocessors() {
    return multiprocessors;
  }

  /** Bytes that can be allocated. */
  public long freeMemory() {
    current();
    long[] free = new long[1];
    check("ask for free memory", JCudaDriver.cuMemGetInfo(free, new long[1]));
    return free[0];
  }

  /** Whose driver it is. */
  public Driver driver() {
    return driver;
  }

  /** Memory that is freed, all of it, when this is closed. */
  public GpuMemory memory() {
    current();
    return new GpuMemory(this);
  }

  /** What was moved so far, by everybody. */
  public Traffic traffic() {
    return new Traffic(
        copiesIn.get(),
        bytesIn.get(),
        copiesOut.get(),
        bytesOut.get(),
        launches.get(),
        bytesHeld.get(),
        bytesPeak.get(),
        fallbacks.get());
  }

  /**
   * Starts a kernel; what it computes is there for whatever is asked of the device after it.
   *
   * @param kernels where it is
   * @param kernel its name
   * @param blocks of the grid, ≥ 1
   * @param threads of a block, 1 to 1024
   * @param arguments {@link GpuArray}, {@link Integer}, {@link Long}, {@link Double} or {@link
   *     Float}, as the kernel declares them
   * @throws GpuFailure where it cannot be
   */
  public void launch(Kernels kernels, String kernel, int blocks, int threads, Object... arguments) {
    current();
    CUfunction function = function(new Entry(kernels, kernel));
    NativePointerObject[] each = new NativePointerObject[arguments.length];
    for (int i = 0; i < each.length; i++) {
      each[i] =
          switch (arguments[i]) {
            case GpuArray array -> Pointer.to(array.pointer());
            case Integer value -> Pointer.to(new int[] {value});
            case Long value -> Pointer.to(new long[] {value});
            case Double value -> Pointer.to(new double[] {value});
            case Float value -> Pointer.to(new float[] {value});
            default ->
                throw new IllegalArgumentException(
                    "argument %d of %s is a %s, expected an array or a number"
                        .formatted(i, kernel, arguments[i].getClass().getSimpleName()));
          };
    }
    launches.incrementAndGet();
    check(
        "launch " + kernel,
        JCudaDriver.cuLaunchKernel(
            function, blocks, 1, 1, threads, 1, 1, 0, null, Pointer.to(each), null));
  }

  /** Waits until all that was launched has ended. */
  public void synchronize() {
    current();
    check("wait for the kernels", JCudaDriver.cuCtxSynchronize());
  }

  private synchronized CUfunction function(Entry entry) {
    CUfunction known = functions.get(entry);
    if (known == null) {
      known = new CUfunction();
      check(
          "find kernel %s in %s".formatted(entry.name(), entry.kernels().source()),
          JCudaDriver.cuModuleGetFunction(known, module(entry.kernels()), entry.name()));
      functions.put(entry, known);
    }
    return known;
  }

  private CUmodule module(Kernels kernels) {
    CUmodule known = modules.get(kernels);
    if (known == null) {
      known = new CUmodule();
      check("load " + kernels.source(), load(known, kernels));
      modules.put(kernels, known);
    }
    return known;
  }

  private int load(CUmodule module, Kernels kernels) {
    try {
      return driver.load(module, kernels);
    } catch (GpuUnavailable reason) { // the emulation has the device but not these kernels
      throw new GpuFailure(
          "%s could not load %s: %s".formatted(name, kernels.source(), reason.getMessage()));
    }
  }

  /** Whether the device can do no more. */
  boolean isLost() {
    return lost != null;
  }

  /** Makes this device the calling thread's. */
  void current() {
    String reason = lost;
    if (reason != null) {
      throw new GpuFailure(reason);
    }
    check("use the device", JCudaDriver.cuCtxSetCurrent(context));
  }

  /**
   * Nothing, where all went well.
   *
   * @throws GpuFailure else
   */
  void check(String what, int result) {
    if (result == CUresult.CUDA_SUCCESS) {
      return;
    }
    String error = CUresult.stringFor(result);
    switch (result) {
      case CUresult.CUDA_ERROR_OUT_OF_MEMORY ->
          throw new GpuFailure(
              "%s is out of memory: could not %s with %,d bytes held; use smaller batches"
                  .formatted(name, what, bytesHeld.get()));
      case CUresult.CUDA_ERROR_INVALID_PTX,
          CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION,
          CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU,
          CUresult.CUDA_ERROR_INVALID_SOURCE ->
          throw new GpuFailure(
              "%s refuses the kernels (could not %s: %s); they need compute 7.5 and CUDA 12 or newer"
                  .formatted(name, what, error));
      case CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
          CUresult.CUDA_ERROR_LAUNCH_FAILED,
          CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
          CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
          CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
          CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
          CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
          CUresult.CUDA_ERROR_INVALID_PC,
          CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
          CUresult.CUDA_ERROR_ASSERT,
          CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
          CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED -> {
        String reason = "%s was lost (could not %s: %s); start again".formatted(name, what, error);
        lost = reason;
        bytesHeld.set(0); // a broken context holds nothing any more
        throw new GpuFailure(reason);
      }
      default -> throw new GpuFailure("%s could not %s: %s".formatted(name, what, error));
    }
  }
}
