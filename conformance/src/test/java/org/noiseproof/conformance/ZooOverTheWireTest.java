package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.conformance.ZooTable.Exhibit;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.wire.Loopback;

/** What is found in process is found over the wire, too. */
final class ZooOverTheWireTest {
  /** What is written into the caller's memory does not come over a wire. */
  private static final String UNSEEN = "/arguments-untouched";

  static Stream<Named<Exhibit>> exhibits() {
    return ZooTest.exhibits();
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  void a_specimen_is_found_over_the_wire(Exhibit exhibit) throws IOException {
    List<String> ids = ZooTest.published().getOrDefault(exhibit.name(), List.of());
    assertThat(ids).as("is in docs/zoo.md").isNotEmpty();
    Subject program = Loopback.of(exhibit.subject());
    if (ids.stream().allMatch(id -> id.endsWith(UNSEEN))) {
      assertThat(ids).noneMatch(id -> finds(program, id));
    } else {
      assertThat(ids).as("one of these finds it").anyMatch(id -> finds(program, id));
    }
  }

  private static boolean finds(Subject program, String id) {
    List<Check> check = Checks.select(List.of(id));
    CheckResult result =
        Conformance.run(program, check, ZooTable.SEED, Conformance.DEFAULT_CASES, Listener.silent())
            .results()
            .getFirst();
    assertThat(result.verdict()).as(result.note()).isNotEqualTo(Verdict.ERROR);
    return result.verdict() == Verdict.VIOLATED;
  }
}
