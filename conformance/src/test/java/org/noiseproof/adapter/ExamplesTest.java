package org.noiseproof.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.wire.Program;

/** The examples beside the adapters, run for real where their packages are. */
final class ExamplesTest {
  private static final int CASES = 3;

  @Test
  void an_adam_written_at_home_keeps_the_laws() {
    Map<Verdict, List<String>> found = run(python("import numpy", "numpy_adam.py"), "law/adam");
    assertThat(found).doesNotContainKeys(Verdict.VIOLATED, Verdict.ERROR);
    assertThat(found.get(Verdict.HOLDS)).contains("law/adam/first-step-bound");
  }

  @Test
  void an_adam_that_multiplies_where_it_should_divide_is_found() {
    String wrong = python("import numpy", "numpy_wrong_adam.py");
    assertThat(run(wrong, "law/adam/first-step-bound")).containsOnlyKeys(Verdict.VIOLATED);
  }

  @Test
  void pytorch_keeps_the_laws_of_sgd_and_has_what_every_capability_asks_for() {
    Map<Verdict, List<String>> found = run(python("import torch, numpy", "pytorch.py"), "law/sgd");
    assertThat(found).doesNotContainKeys(Verdict.VIOLATED, Verdict.ERROR);
    assertThat(found.get(Verdict.HOLDS))
        .contains(
            "law/sgd/sign-symmetry",
            "law/sgd/resume",
            "law/sgd/copy",
            "law/sgd/set-learning-rate",
            "law/sgd/missing-gradient");
  }

  @Test
  void pytorch_s_two_adams_speak_the_dialects_that_are_declared_for_them() {
    String adam = python("import torch, numpy", "pytorch.py");
    for (String command : List.of(adam, adam + " --adamw", adam + " --foreach --float32")) {
      assertThat(run(command, "law/adam/first-step-bound", "law/adam/copy", "law/adam/tensors"))
          .containsOnlyKeys(Verdict.HOLDS);
    }
  }

  @Test
  void tensorflow_js_moves_as_sgd_does_and_loses_a_momentum_that_is_set() {
    String tensorflow = tensorflow();
    assertThat(run(tensorflow, "law/sgd/sign-symmetry", "law/sgd/plain-step"))
        .containsOnlyKeys(Verdict.HOLDS);
    assertThat(run(tensorflow, "law/sgd/set-at-the-start")).containsOnlyKeys(Verdict.VIOLATED);
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
        + " '%s' '%s'".formatted(Language.ADAPTERS.resolve("javascript/tensorflow.mjs"), folder);
  }

  /** The checks by their verdicts. */
  private static Map<Verdict, List<String>> run(String command, String... checks) {
    try (Program program = Program.start(command, Duration.ofSeconds(60))) {
      return Conformance.run(
              program,
              Checks.select(List.of(checks)),
              Conformance.DEFAULT_SEED,
              CASES,
              Listener.silent())
          .results()
          .stream()
          .collect(
              Collectors.groupingBy(
                  CheckResult::verdict,
                  Collectors.mapping(result -> result.check().id(), Collectors.toList())));
    }
  }
}
