package org.noiseproof.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Implementation;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** docs/junit-kit.md shows these files, and what they print. */
class JunitKitPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/junit-kit.md"));
  }

  /** A file from its first comment on: without package and imports. */
  private static String body(String name) throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("conformance/src/test/java/org/noiseproof/example/" + name + ".java"));
    return source.substring(source.indexOf("/**"));
  }

  @Test
  void the_page_shows_the_optimizer() throws IOException {
    assertThat(page()).contains("```java\n" + body("HeavyBall") + "```");
  }

  @Test
  void the_page_shows_the_test() throws IOException {
    assertThat(page()).contains("```java\n" + body("HeavyBallTest") + "```");
  }

  @Test
  void without_junit_the_same_is_one_line() throws IOException {
    String line = "Conformance.run(HEAVY_BALL).requireConformance();";
    assertThat(page()).contains("```java\n" + line + "\n```");
    assertThat(body("HeavyBallWithoutJunit")).contains(line);
    HeavyBallWithoutJunit.main();
  }

  @Test
  void the_page_shows_what_a_failure_prints() throws IOException {
    Implementation withNesterov =
        Implementation.named("heavy-ball")
            .optimizer(
                Sgd.class,
                sgd -> start -> new HeavyBall(sgd.learningRate(), sgd.momentum(), start)::step,
                "learning_rate",
                "momentum",
                "nesterov");
    ConformanceRun run =
        Conformance.run(
            withNesterov,
            Checks.select(List.of("vector/sgd/nesterov")),
            Conformance.DEFAULT_SEED,
            Conformance.DEFAULT_CASES,
            Conformance.Listener.silent());
    assertThat(page()).contains("```\n" + run.results().getFirst().explanation() + "\n```");
  }
}
