package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.fast.AnotherJvm;

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
    assumeTrue(AnotherJvm.has(lanes), "no such lanes here");
    Map<String, String> digests = new TreeMap<>();
    for (String line : AnotherJvm.lines(lanes, Digest.class, "2")) {
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        digests.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    assertThat(digests).isEqualTo(HERE);
  }

  @Test
  void lanes_that_cannot_be_had_fail_and_say_so() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AnotherJvm.lines("1024", Digest.class, "2"))
        .withMessageContaining("noiseproof.lanes = \"1024\", expected scalar, 128, 256 or 512");
  }
}
