package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproducibleTest {
  private static final Map<String, String> HERE = Digest.of(1);

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void bits_do_not_depend_on_the_number_of_threads(int threads) {
    assertThat(Digest.of(threads)).isEqualTo(HERE);
  }

  @Test
  void bits_do_not_depend_on_when_the_compiler_wakes_up() {
    assertThat(Digest.of(1)).isEqualTo(HERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "128", "256", "512"})
  void bits_do_not_depend_on_the_lanes(String lanes) throws Exception {
    assumeTrue(lanes.equals("scalar") || Integer.parseInt(lanes) <= widest(), "no such lanes here");
    Run run = run(lanes);
    assertThat(run.exit).as(run.output.toString()).isZero();
    Map<String, String> digests = new TreeMap<>();
    for (String line : run.output) {
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        digests.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    assertThat(digests).isEqualTo(HERE);
  }

  @Test
  void lanes_that_cannot_be_had_fail_and_say_so() throws Exception {
    Run run = run("1024");
    assertThat(run.exit).isNotZero();
    assertThat(String.join("\n", run.output))
        .contains("noiseproof.lanes = \"1024\", expected scalar, 128, 256 or 512");
  }

  private static int widest() {
    return VectorShape.preferredShape().vectorBitSize();
  }

  private record Run(int exit, List<String> output) {}

  private static Run run(String lanes) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--add-modules=jdk.incubator.vector",
            "-Dnoiseproof.lanes=" + lanes,
            "-cp",
            System.getProperty("java.class.path"),
            Digest.class.getName(),
            "2");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>(process.inputReader().lines().toList());
    return new Run(process.waitFor(), output);
  }
}
