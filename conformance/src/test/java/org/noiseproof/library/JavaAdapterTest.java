package org.noiseproof.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter in Java as a user copies it, around an optimizer of a few lines: what it answers. */
final class JavaAdapterTest {
  private static final String PLAIN =
      """
      import java.io.IOException;
      import java.util.Set;

      public final class Plain {
        public static void main(String[] args) throws IOException {
          new NoiseproofAdapter("plain", "1", "float64")
              .optimizer("sgd", (spec, start) -> new Sgd(spec, start))
              .estimator("mean", (spec, rows) -> rows[0])
              .capabilities("weight", "tensors", "set")
              .dialect("sgd", "sgd.rate_inside")
              .notPromised("law/sgd/x", "never said", "https://example.org")
              .serve();
        }

        private static final class Sgd implements NoiseproofAdapter.Run {
          private final double[] theta;
          private double rate;

          Sgd(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
            theta = start.parameters();
            set(spec);
            System.out.println("chatter");
          }

          @Override
          public double[] step(double[] gradient) {
            return step(gradient, 1);
          }

          @Override
          public double[] step(double[] gradient, double weight) {
            if (gradient[0] == 13) {
              throw new IllegalStateException("unlucky");
            }
            for (int j = 0; j < theta.length; j++) {
              theta[j] -= rate * weight * gradient[j];
            }
            return theta;
          }

          @Override
          public double[] stepWithout(double[] gradient, Set<Integer> missing) {
            gradient[1] = missing.contains(1) ? 0 : gradient[1];
            return step(gradient);
          }

          @Override
          public void set(NoiseproofAdapter.Spec spec) {
            spec.only("momentum", 0);
            spec.never("nesterov");
            rate = spec.number("learning_rate");
          }
        }
      }
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void a_user_copies_the_adapter_and_writes_a_file_beside_it() throws IOException {
    Path tribuo = new Adapters(folder).file("Tribuo");
    for (String name : List.of("NoiseproofAdapter", "NoiseproofServer", "NoiseproofJson")) {
      Files.copy(tribuo.resolveSibling(name + ".java"), folder.resolve(name + ".java"));
    }
    Files.writeString(folder.resolve("Plain.java"), PLAIN);
  }

  @Test
  void it_answers_in_order_what_the_protocol_asks() throws Exception {
    assertThat(
            answers(
                """
                {"id":1,"op":"create","spec":{"type":"sgd","learning_rate":0.5},"parameters":[1,"Infinity"]}
                {"id":2,"op":"step","handle":"run-1","gradient":[0.25,0]}
                {"id":3,"op":"step","handle":"run-1","gradient":[1,0],"weight":2}
                {"id":4,"op":"set","handle":"run-1","spec":{"type":"sgd","learning_rate":1}}
                {"id":5,"op":"step","handle":"run-1","gradient":[1e-3,5],"missing":[1]}
                {"id":6,"op":"estimate","spec":{"type":"mean"},"gradients":[[1,-0.0],[3,4]]}
                {"id":7,"op":"close","handle":"run-1"}
                """))
        .containsExactly(
            "{\"id\":1,\"ok\":{\"handle\":\"run-1\"}}",
            "{\"id\":2,\"ok\":{\"parameters\":[0.875,\"Infinity\"]}}",
            "{\"id\":3,\"ok\":{\"parameters\":[-0.125,\"Infinity\"]}}",
            "{\"id\":4,\"ok\":{}}",
            "{\"id\":5,\"ok\":{\"parameters\":[-0.126,\"Infinity\"]}}",
            "{\"id\":6,\"ok\":{\"gradient\":[1.0,-0.0]}}",
            "{\"id\":7,\"ok\":{}}");
  }

  @Test
  void it_says_who_it_is_and_what_it_never_promised() throws Exception {
    assertThat(answers("{\"id\":1,\"op\":\"hello\",\"protocol\":1}\n").getFirst())
        .contains(
            "\"name\":\"plain\"",
            "\"precision\":\"float64\"",
            "\"optimizers\":[\"sgd\"]",
            "\"estimators\":[\"mean\"]",
            "\"capabilities\":[\"weight\",\"tensors\",\"set\"]",
            "\"dialects\":{\"sgd\":\"sgd.rate_inside\"}",
            "\"check\":\"law/sgd/x\"");
  }

  @Test
  void what_is_wrong_is_an_error_that_names_it_and_the_next_line_is_answered() throws Exception {
    assertThat(
            answers(
                """
                {"id":1,"op":"create","spec":{"type":"adam","learning_rate":1},"parameters":[1]}
                {"id":2,"op":"create","spec":{"type":"sgd","learning_rate":1,"momentum":0.5},"parameters":[1]}
                {"id":3,"op":"create","spec":{"type":"sgd","learning_rat":1},"parameters":[1]}
                {"id":4,"op":"create","spec":{"type":"sgd","learning_rate":1,"momentun":1},"parameters":[1]}
                {"id":5,"op":"create","spec":{"type":"sgd","learning_rate":1},"parameters":[1,2],"tensors":[1]}
                {"id":6,"op":"create","spec":{"type":"sgd","learning_rate":1},"parameters":[1]}
                {"id":7,"op":"step","handle":"run-1","gradient":[1,2]}
                {"id":8,"op":"step","handle":"run-1","gradient":[13]}
                {"id":9,"op":"copy","handle":"run-1"}
                {"id":10,"op":"step","handle":"run-7","gradient":[1]}
                {"id":11,"op":"step","handle":"run-1","gradient":["one"]}
                {"op":"hello"}
                nonsense
                {"id":12,"op":"step","handle":"run-1","gradient":[1]}
                """))
        .extracting(line -> line.replaceAll("\"id\":\\w+,", ""))
        .containsExactly(
            error("unsupported", "adam is none of [sgd]"),
            error("unsupported", "sgd has no momentum but 0.0"),
            error("invalid", "sgd needs learning_rate"),
            error("invalid", "unknown field \\\"momentun\\\" in a sgd"),
            error("invalid", "tensors of lengths [1] are not the 2 parameters"),
            "{\"ok\":{\"handle\":\"run-1\"}}",
            error("invalid", "the gradient has 2 entries, the parameters 1"),
            error("internal", "java.lang.IllegalStateException: unlucky"),
            error("unsupported", "a run cannot be copied"),
            error("invalid", "unknown handle run-7"),
            error("invalid", "gradient: one is no number"),
            error("invalid", "a request needs an integer id"),
            error("invalid", "expected JSON at character 8"),
            "{\"ok\":{\"parameters\":[0.0]}}");
  }

  private static String error(String code, String message) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
  }

  /** All of standard output. */
  private static List<String> answers(String requests) throws Exception {
    Path input = Files.writeString(folder.resolve("requests"), requests);
    Path output = folder.resolve("answers");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), folder.resolve("Plain.java").toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(folder.resolve("log")).content().doesNotContain("error:");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }
}
