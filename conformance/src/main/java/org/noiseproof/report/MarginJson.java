package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.Certificate;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.SpecJson;

/** A maximum margin as one JSON object, documented in docs/margin.md. */
public final class MarginJson {
  private static final int PAIRS = 100;

  private MarginJson() {}

  /** The object, indented. */
  public static String of(MarginResult result) {
    Certificate certificate = result.certificate();
    LabelledData data = result.file().data();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-margin");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put(
        "norm",
        result.hasHyperparameters() ? SpecJson.write(result.norm()) : SpecJson.type(result.norm()));
    json.put("lower", certificate.lower());
    json.put("upper", certificate.upper());
    json.put("gap", certificate.gap());
    json.put("requested_gap", result.asked());
    json.put("separable", certificate.separableToRounding().orElse(null));
    json.put("separable_proof", proof(certificate));
    json.put("rounding", certificate.rounding());
    json.put("rank", result.rank());
    json.put("singular_values", result.singularValues());
    json.put("iterations", result.iterations());
    json.put("seconds", result.seconds());
    json.put("samples", data.samples());
    json.put("features", data.features());
    json.put("classes", data.classes());
    json.put("labels", result.file().labels());
    json.put("radius", result.problem().radius(result.norm()));
    json.put("direction", rows(result.direction()));
    json.put("support", result.support(PAIRS));
    return VerificationJson.write(json);
  }

  private static List<double[]> rows(Matrix matrix) {
    return IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toList();
  }

  private static @Nullable String proof(Certificate certificate) {
    if (certificate.separable().isPresent()) {
      return "exact";
    }
    return certificate.separableToRounding().isPresent() ? "to_rounding" : null;
  }
}
