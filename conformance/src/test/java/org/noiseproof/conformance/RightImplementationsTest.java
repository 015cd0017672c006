package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.PlainOptimizers;

/** What the command runs unless told otherwise, on every backend. */
final class RightImplementationsTest {
  static Stream<Named<Backend>> right() {
    return Stream.concat(Backends.all().stream(), Stream.of(new PlainOptimizers()))
        .map(backend -> Named.of(backend.name(), backend));
  }

  /** Ten thousand exact steps of the reference take a minute; short ones say the same of it. */
  private static List<Check> checks(Backend backend) {
    return Checks.all().stream()
        .filter(
            check ->
                !(backend.name().equals("reference") && check.id().contains("/ten-thousand-steps")))
        .toList();
  }

  /** The emulation of a device launches a million kernels for all cases; every check has some. */
  private static int cases(Backend backend) {
    return backend.name().startsWith("gpu-emulated") ? 20 : Conformance.DEFAULT_CASES;
  }

  @ParameterizedTest
  @MethodSource("right")
  void a_right_implementation_passes_every_check(Backend backend) {
    Optional<String> reason = backend.unavailable();
    assumeTrue(reason.isEmpty(), () -> backend.name() + ": " + reason.orElseThrow());
    ConformanceRun run =
        Conformance.run(
            Subject.of(backend),
            checks(backend),
            Conformance.DEFAULT_SEED,
            cases(backend),
            Listener.silent());
    List<String> broken =
        run.results().stream()
            .filter(result -> result.verdict() == Verdict.VIOLATED)
            .map(
                result ->
                    result.check().id()
                        + ": "
                        + result
                            .counterexample()
                            .map(found -> found.minimal() + ", " + found.observed())
                            .orElse(""))
            .toList();
    assertThat(broken).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.HOLDS);
  }
}
