package org.noiseproof.fast.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.noiseproof.fast.cpu.CpuKernels;

/**
 * OpenBLAS on one thread, to be measured beside the kernels: the shared library that the system
 * property {@code noiseproof.blas} names. Before it is loaded, the environment's {@code
 * OPENBLAS_CORETYPE} is set to SKYLAKEX where vectors have 512 bits and the user has not set it,
 * for it takes processors that it does not know for much older ones.
 */
@SuppressWarnings("restricted") // to call native code is what this class is for
final class NativeBlas {
  /** The system property. */
  static final String LIBRARY = "noiseproof.blas";

  private static final String CORE = "OPENBLAS_CORETYPE";
  private static final int ROW_MAJOR = 101;
  private static final int AS_IT_IS = 111;
  private static final Linker LINKER = Linker.nativeLinker();

  private final MethodHandle gemm;
  private final MethodHandle gesdd;
  private final String core;

  private NativeBlas(SymbolLookup library) throws Throwable {
    gemm =
        function(
            library,
            "cblas_dgemm",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_DOUBLE,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_DOUBLE,
                ADDRESS,
                JAVA_INT));
    gesdd =
        function(
            library,
            "LAPACKE_dgesdd",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    function(library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)).invoke(1);
    MemorySegment name =
        (MemorySegment)
            function(library, "openblas_get_corename", FunctionDescriptor.of(ADDRESS)).invoke();
    core = name.reinterpret(64).getString(0);
  }

  /** Heap arrays are passed as they are. */
  private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(library.findOrThrow(name), type, Linker.Option.critical(true));
  }

  /** Whether the property names a library. */
  static boolean isNamed() {
    return System.getProperty(LIBRARY) != null;
  }

  /**
   * The library.
   *
   * @throws IllegalStateException where it cannot be loaded, or is no OpenBLAS
   */
  static NativeBlas open() {
    Path path = Path.of(System.getProperty(LIBRARY, "")).toAbsolutePath();
    try {
      if (System.getenv(CORE) == null && CpuKernels.lanes(Double.BYTES) == 8) {
        setEnvironment(CORE, "SKYLAKEX");
      }
      return new NativeBlas(SymbolLookup.libraryLookup(path, Arena.global()));
    } catch (Throwable e) {
      throw new IllegalStateException("no OpenBLAS at " + path + ": " + e.getMessage(), e);
    }
  }

  private static void setEnvironment(String name, String value) throws Throwable {
    MethodHandle set =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) set.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
    }
  }

  /** Which processor's kernels it runs. */
  String core() {
    return core;
  }

  /** C ← A B, n × n. */
  void multiply(double[] a, double[] b, double[] c, int n) {
    try {
      gemm.invoke(
          ROW_MAJOR,
          AS_IT_IS,
          AS_IT_IS,
          n,
          n,
          n,
          1.0,
          MemorySegment.ofArray(a),
          n,
          MemorySegment.ofArray(b),
          n,
          0.0,
          MemorySegment.ofArray(c),
          n);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A = U diag(s) Vᵀ, n × n; A is destroyed. */
  void svd(double[] a, int n, double[] u, double[] s, double[] vt) {
    int info;
    try {
      info =
          (int)
              gesdd.invoke(
                  ROW_MAJOR,
                  (byte) 'S',
                  n,
                  n,
                  MemorySegment.ofArray(a),
                  n,
                  MemorySegment.ofArray(s),
                  MemorySegment.ofArray(u),
                  n,
                  MemorySegment.ofArray(vt),
                  n);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (info != 0) {
      throw new IllegalStateException("dgesdd returned " + info);
    }
  }
}
