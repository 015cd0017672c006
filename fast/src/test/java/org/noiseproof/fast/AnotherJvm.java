package org.noiseproof.fast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.VectorShape;

/** Runs a program in a JVM of its own, where lanes are forced. */
public final class AnotherJvm {
  private AnotherJvm() {}

  /** Whether this machine has vectors of that many bits; it always has scalar code. */
  public static boolean has(String lanes) {
    return lanes.equals("scalar")
        || Integer.parseInt(lanes) <= VectorShape.preferredShape().vectorBitSize();
  }

  /**
   * What the program prints.
   *
   * @throws IllegalStateException where it fails; the message has what it printed
   */
  public static List<String> lines(String lanes, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules=jdk.incubator.vector",
                "-D" + LaneChoice.PROPERTY + "=" + lanes,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " on " + lanes + " lanes: " + lines);
    }
    return lines;
  }
}
