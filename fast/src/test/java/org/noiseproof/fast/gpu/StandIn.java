package org.noiseproof.fast.gpu;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The stand-in driver's own switches. It is one for all tests, so closing puts everything back.
 *
 * @param gpu a device of its own: that it is lost stays with it
 */
record StandIn(Gpu gpu) implements AutoCloseable {
  private static final long MEMORY = 4L << 30;

  /** A device in the emulation; the test is skipped where there is none. */
  static StandIn open() {
    emulation();
    return new StandIn(Gpu.first(Driver.HOST));
  }

  /** The emulation that all share; the test is skipped where there is none. */
  static Gpu emulation() {
    try {
      return Driver.HOST.open();
    } catch (GpuUnavailable reason) {
      return abort(reason.getMessage());
    }
  }

  /** Has so much memory from here on. */
  void capacity(long bytes) {
    call("noiseproof_capacity", bytes);
  }

  /** Is lost after so many launches. */
  void loseAfter(long launches) {
    call("noiseproof_lose_after", launches);
  }

  /** Draws the order of threads by this from here on. */
  void schedule(long seed) {
    call("noiseproof_schedule", seed);
  }

  @Override
  public void close() {
    capacity(MEMORY);
    schedule(0);
    call("noiseproof_repair");
  }

  @SuppressWarnings("restricted") // the switches are in native code
  private static void call(String name, long... argument) {
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] layout =
        argument.length == 0 ? new MemoryLayout[0] : new MemoryLayout[] {ValueLayout.JAVA_LONG};
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle handle =
          linker.downcallHandle(
              SymbolLookup.libraryLookup(Emulation.driver(), arena).findOrThrow(name),
              FunctionDescriptor.ofVoid(layout));
      if (argument.length == 0) {
        handle.invokeExact();
      } else {
        handle.invokeExact(argument[0]);
      }
    } catch (Throwable e) {
      throw new AssertionError(name, e);
    }
  }
}
