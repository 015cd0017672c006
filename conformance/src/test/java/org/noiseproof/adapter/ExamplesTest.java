package org.noiseproof.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.wire.Program;

/** The examples beside the adapters, run for real where their packages are. */
final class ExamplesTest {
  private static final int CASES = 5;

  @Test
  void an_adam_written_at_home_keeps_the_laws() {
    String numpy = python("import numpy", "numpy_adam.py");
    assertThat(run(numpy, Verdict.VIOLATED, "law/adam")).isEmpty();
    assertThat(run(numpy, Verdict.ERROR, "law/adam")).isEmpty();
    assertThat(run(numpy, Verdict.HOLDS, "law/adam")).contains("law/adam/first-step-bound");
  }

  @Test
  void an_adam_that_multiplies_where_it_should_divide_is_found() {
    assertThat(run(python("import numpy", "numpy_wrong_adam.py"), Verdict.VIOLATED, "law/adam"))
        .contains("law/adam/first-step-bound");
  }

  @Test
  void pytorch_keeps_the_laws_of_sgd_and_has_what_every_capability_asks_for() {
    String pytorch = python("import torch, numpy", "pytorch.py");
    assertThat(run(pytorch, Verdict.VIOLATED, "law/sgd")).isEmpty();
    assertThat(run(pytorch, Verdict.HOLDS, "law/sgd"))
        .contains(
            "law/sgd/sign-symmetry",
            "law/sgd/resume",
            "law/sgd/copy",
            "law/sgd/set-learning-rate",
            "law/sgd/missing-gradient");
  }

  @Test
  void pytorch_s_adam_speaks_the_dialect_that_is_declared_for_it() {
    String adam = python("import torch, numpy", "pytorch.py");
    assertThat(run(adam, Verdict.VIOLATED, "law/adam")).isEmpty();
    assertThat(run(adam + " --adamw", Verdict.VIOLATED, "law/adam")).isEmpty();
  }

  @Test
  void tensorflow_js_moves_as_sgd_does_and_loses_a_momentum_that_is_set() {
    String tensorflow = tensorflow();
    assertThat(
            run(tensorflow, Verdict.HOLDS, "law/sgd/sign-symmetry", "law/sgd/plain-step").size())
        .isEqualTo(2);
    assertThat(run(tensorflow, Verdict.VIOLATED, "law/sgd/set-at-the-start")).hasSize(1);
  }

  private static String python(String imports, String example) {
    return Language.PYTHON.interpreter(imports)
        + " '"
        + Language.ADAPTERS.resolve("python").resolve(example)
        + "'";
  }

  /** In the folder that NOISEPROOF_TFJS names, or else in the user's cache. */
  private static String tensorflow() {
    String cache = Path.of(System.getProperty("user.home"), ".cache", "noiseproof", "tfjs") + "";
    Path folder = Path.of(Objects.requireNonNullElse(System.getenv("NOISEPROOF_TFJS"), cache));
    assumeTrue(
        Files.isDirectory(folder.resolve("node_modules/@tensorflow/tfjs-backend-cpu")),
        "no TensorFlow.js in " + folder + ": see docs/adapters.md");
    return Language.JAVASCRIPT.interpreter("")
        + " '%s' '%s'"
            .formatted(Language.ADAPTERS.resolve("javascript/tensorflow.mjs"), folder);
  }

  /** The checks with this verdict. */
  private static List<String> run(String command, Verdict verdict, String... checks) {
    try (Program program = Program.start(command, Duration.ofSeconds(60))) {
      return Conformance.run(
              program,
              Checks.select(List.of(checks)),
              Conformance.DEFAULT_SEED,
              CASES,
              Listener.silent())
          .results()
          .stream()
          .filter(result -> result.verdict() == verdict)
          .map(result -> result.check().id())
          .toList();
    }
  }
}
