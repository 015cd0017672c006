package org.noiseproof.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Precision;
import org.noiseproof.backend.UnreadableBackend;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.statistics.Verdict;

/**
 * CUDA kernels of a user's own with a manifest: the example of docs/compare.md, right and wrong.
 */
class KernelFilesTest {
  private static final Path EXAMPLE = Path.of("examples/kernels/cuda").toAbsolutePath();

  @TempDir private Path folder;
  private String cuda = "";
  private String manifest = "";

  @BeforeEach
  void the_example_is_read() throws IOException {
    cuda = Files.readString(EXAMPLE.resolve("clip.cu"));
    manifest = Files.readString(EXAMPLE.resolve("clip.json"));
  }

  private String written(String source, String json) throws IOException {
    Files.writeString(folder.resolve("clip.cu"), source);
    Files.writeString(folder.resolve("clip.json"), json);
    return folder.resolve("clip.cu").toString();
  }

  private static ConformanceRun judged(String file) {
    Backend candidate = Backends.named(file);
    assumeTrue(candidate.unavailable().isEmpty(), () -> candidate.unavailable().orElse("not here"));
    return Conformance.run(
        Subject.of(candidate),
        Checks.select(List.of("criterion/B/per_sample_clip", "vector/per_sample_clip")),
        Conformance.DEFAULT_SEED,
        5,
        Conformance.Listener.silent());
  }

  @Test
  void a_right_kernel_is_right_in_the_emulation() throws IOException {
    ConformanceRun run = judged(written(cuda, manifest));

    assertThat(run.failures()).isEmpty();
    assertThat(run.count(Verdict.HOLDS)).isEqualTo(run.results().size());
    assertThat(run.description().precision()).isEqualTo(Precision.FLOAT64);
  }

  @Test
  void a_kernel_with_one_operator_wrong_is_wrong() throws IOException {
    ConformanceRun run = judged(written(cuda.replace("alpha / norm", "alpha * norm"), manifest));

    assertThat(run.failures())
        .extracting(failure -> failure.check().id())
        .contains("vector/per_sample_clip/mixed-rows");
  }

  @Test
  void a_manifest_that_makes_no_sense_is_refused_with_what_is_wrong() {
    assertRefused("{", "no JSON");
    assertRefused("{}", "kernels");
    assertRefused(manifest.replace("float64", "float16"), "float64 or float32");
    assertRefused(manifest.replace("128", "2048"), "threads = 2048 is out of range");
    assertRefused(manifest.replace("per_sample_clip", "per_sample_clap"), "per_sample_clap");
    assertRefused(manifest.replace("\"over\": \"n\"", "\"over\": \"m\""), "\"m\" is out of range");
    assertRefused(manifest.replace("\"headers\"", "\"header\""), "unknown field \"header\"");
    assertThatThrownBy(() -> Backends.named("missing.cu"))
        .isInstanceOf(UnreadableBackend.class)
        .hasMessageContaining("missing.cu: it cannot be read");
  }

  private void assertRefused(String json, String because) {
    assertThatThrownBy(() -> Backends.named(written(cuda, json)))
        .isInstanceOf(UnreadableBackend.class)
        .hasMessageContaining(because);
  }
}
