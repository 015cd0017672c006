package org.noiseproof.compare;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/**
 * What is compared: a type with the hyperparameters that it is usually met with, or a spec.
 *
 * @param type of the spec: {@code adam}
 * @param json the spec in JSON; empty where its usual hyperparameters are meant
 */
public record Choice(String type, String json) {
  private static final double RATE = 1e-3;
  private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"(\\w+)\"");

  /** What a schedule changes costs nothing worth timing. */
  private static final String SCHEDULED = "scheduled";

  /**
   * Of a type name, or of a spec in JSON.
   *
   * @throws IllegalArgumentException where there is no such estimator or optimizer
   */
  public static Choice of(String text) {
    String given = text.strip();
    if (!given.startsWith("{")) {
      if (!types().contains(given)) {
        throw new IllegalArgumentException(
            "unknown estimator or optimizer \"%s\": %s"
                .formatted(given, Names.didYouMean(given, types())));
      }
      return new Choice(given, "");
    }
    Spec spec = read(given);
    return new Choice(SpecJson.type(spec), given);
  }

  /** All that both have, with usual hyperparameters. */
  public static List<Choice> common(Backend candidate, Backend baseline) {
    return types().stream()
        .map(type -> new Choice(type, ""))
        .filter(choice -> choice.isIn(candidate) && choice.isIn(baseline))
        .toList();
  }

  /** Whether a backend has it. */
  public boolean isIn(Backend backend) {
    return switch (spec(64, 16)) {
      case EstimatorSpec estimator -> backend.estimator(estimator).isPresent();
      case OptimizerSpec optimizer -> backend.optimizer(optimizer).isPresent();
      case NormSpec _, ScheduleSpec _ -> false;
    };
  }

  /** The spec for a batch of n standard normal rows in ℝᵈ: about half of what can be clipped is. */
  Spec spec(int n, int d) {
    if (!json.isEmpty()) {
      return read(json);
    }
    return read(
        "{\"type\":\"%s\"%s}"
            .formatted(
                type,
                switch (type) {
                  case "per_sample_clip", "truncated_mean" -> number("alpha", Math.sqrt(d));
                  case "batch_clip" -> number("threshold", Math.sqrt((double) d / n));
                  case "micro_batch_clip" ->
                      number("threshold", Math.sqrt(d / 8.0)) + ",\"micro_batch_size\":8";
                  case "coordinate_clip" -> number("threshold", 1);
                  case "quantile_clip" -> number("quantile", 0.5);
                  case "trimmed_mean" -> ",\"trim\":" + (n - 1) / 10;
                  case "median_of_means" -> ",\"blocks\":" + Math.min(8, n);
                  case "catoni" -> number("scale", 1);
                  case "clipped_sgd" -> number("learning_rate", RATE) + number("threshold", 1);
                  case "nsd" -> number("learning_rate", RATE) + ",\"norm\":\"spectral\"";
                  case "sgd" -> number("learning_rate", RATE) + number("momentum", 0.9);
                  default ->
                      SpecJson.optimizers().contains(type) ? number("learning_rate", RATE) : "";
                }));
  }

  private static String number(String name, double value) {
    return String.format(Locale.ROOT, ",\"%s\":%s", name, value);
  }

  private static Spec read(String json) {
    Matcher type = TYPE.matcher(json);
    return type.find() && SpecJson.estimators().contains(type.group(1))
        ? SpecJson.estimator(json)
        : SpecJson.optimizer(json);
  }

  private static List<String> types() {
    return Stream.concat(SpecJson.estimators().stream(), SpecJson.optimizers().stream())
        .filter(type -> !type.equals(SCHEDULED))
        .toList();
  }
}
