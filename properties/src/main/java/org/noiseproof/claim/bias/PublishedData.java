package org.noiseproof.claim.bias;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A data set of the NucGD authors (arXiv 2603.22824), as its file has it: {@code X}, n rows of d
 * features; {@code y}, n classes from 0; {@code max_margin}, with {@code L2_norm}, {@code
 * Linf_norm}, {@code spectral_norm} and {@code nuclear_norm}, each a {@code gamma} and the {@code
 * matrix} (k × d) that attains it. Other fields are passed over.
 *
 * @param problem the samples
 * @param optima under the Frobenius norm, the largest entry, the spectral and the nuclear norm
 */
record PublishedData(MarginProblem problem, List<Optimum> optima) {
  private static final String WAITS = "waits for the NucGD authors' data; give it by --data FILE";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  PublishedData {
    optima = List.copyOf(optima);
  }

  /**
   * A max-margin direction as it is stored, to some six digits.
   *
   * @param norm in which it is
   * @param gamma its margin
   * @param direction its matrix
   */
  record Optimum(NormSpec norm, double gamma, Matrix direction) {}

  /** A check on the data of the file given; without one it does not apply. */
  static Check check(
      String name, String measures, BiFunction<Trial, PublishedData, Finding> experiment) {
    return Check.bound(
        name,
        measures,
        trial ->
            trial
                .data()
                .map(file -> experiment.apply(trial, read(file)))
                .orElseGet(() -> Finding.notApplicable(WAITS)));
  }

  /**
   * The data in a file.
   *
   * @throws IllegalArgumentException that names the file and what is wrong with it
   */
  static PublishedData read(Path file) {
    try {
      return of(JSON.readTree(file));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static PublishedData of(JsonNode json) {
    Matrix x = matrix(json, "X");
    int[] y = labels(json.path("y"), x.rows());
    int classes = 0;
    for (int label : y) {
      classes = Math.max(classes, label + 1);
    }
    MarginProblem problem =
        new MarginProblem(new LabelledData(x.columns(), classes, x.entries(), y));
    JsonNode stored = json.path("max_margin");
    return new PublishedData(
        problem,
        List.of(
            optimum(stored, "L2_norm", new Frobenius(), problem),
            optimum(stored, "Linf_norm", new Max(), problem),
            optimum(stored, "spectral_norm", new Spectral(), problem),
            optimum(stored, "nuclear_norm", new Nuclear(), problem)));
  }

  private static Optimum optimum(
      JsonNode stored, String name, NormSpec norm, MarginProblem problem) {
    JsonNode node = stored.path(name);
    double gamma = number(node.path("gamma"), name + ".gamma");
    Matrix direction = matrix(node, "matrix");
    require(gamma > 0, "%s.gamma = %s, expected a positive number".formatted(name, gamma));
    require(
        direction.rows() == problem.classes() && direction.columns() == problem.features(),
        "%s.matrix is %d × %d, expected %d × %d"
            .formatted(
                name,
                direction.rows(),
                direction.columns(),
                problem.classes(),
                problem.features()));
    return new Optimum(norm, gamma, direction);
  }

  private static Matrix matrix(JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    require(node.isArray() && !node.isEmpty(), name + ": expected an array of rows");
    List<double[]> rows = new ArrayList<>();
    for (JsonNode row : node) {
      require(
          row.isArray() && !row.isEmpty(),
          "%s[%d]: expected an array of numbers".formatted(name, rows.size()));
      double[] entries = new double[row.size()];
      for (int j = 0; j < entries.length; j++) {
        entries[j] = number(row.get(j), "%s[%d][%d]".formatted(name, rows.size(), j));
      }
      rows.add(entries);
    }
    return Matrix.ofRows(rows.toArray(double[][]::new));
  }

  private static int[] labels(JsonNode node, int samples) {
    require(
        node.isArray() && node.size() == samples,
        "y: %d classes for %d samples".formatted(node.size(), samples));
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      double label = number(node.get(i), "y[%d]".formatted(i));
      require(
          label >= 0 && label < samples && label == Math.rint(label),
          "y[%d] = %s, expected an integer from 0 to %d".formatted(i, label, samples - 1));
      labels[i] = (int) label;
    }
    return labels;
  }

  private static double number(JsonNode node, String name) {
    require(
        node.isNumber() && Double.isFinite(node.doubleValue()),
        "%s: expected a finite number".formatted(name));
    return node.doubleValue();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
