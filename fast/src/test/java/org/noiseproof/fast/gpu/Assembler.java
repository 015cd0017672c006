package org.noiseproof.fast.gpu;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/** NVIDIA's assembler of PTX, as JCuda brings it along; it needs neither device nor driver. */
final class Assembler {
  private static boolean loaded;

  private Assembler() {}

  /**
   * What it has against a PTX on an architecture, such as {@code sm_75}; empty where it takes it.
   */
  static synchronized Optional<String> problem(String ptx, String architecture) {
    load();
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.UTF_8);
    nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
    int result = JNvPTXCompiler.nvPTXCompilerCreate(compiler, text.length, text);
    if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
      return Optional.of(nvPTXCompileResult.stringFor(result));
    }
    try {
      String[] options = {"--gpu-name=" + architecture};
      result = JNvPTXCompiler.nvPTXCompilerCompile(compiler, options.length, options);
      return result == nvPTXCompileResult.NVPTXCOMPILE_SUCCESS
          ? Optional.empty()
          : Optional.of(nvPTXCompileResult.stringFor(result) + "\n" + log(compiler));
    } finally {
      JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
    }
  }

  private static String log(nvPTXCompilerHandle compiler) {
    long[] length = new long[1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, length);
    byte[] log = new byte[Math.toIntExact(length[0]) + 1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, log);
    return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static void load() {
    if (loaded) {
      return;
    }
    try {
      OwnFolder.unpacking(() -> JNvPTXCompiler.setExceptionsEnabled(false));
      loaded = true;
    } catch (LinkageError e) { // no natives for this machine
      abort("JCuda's assembler is not for this machine: " + e.getMessage());
    } catch (IOException e) {
      throw new AssertionError("JCuda's assembler cannot be unpacked", e);
    }
  }
}
