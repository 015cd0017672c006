package org.noiseproof.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.noiseproof.backend.Description;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.report.text.Numbers;

/** What a run ran on. */
public final class Facts {
  private Facts() {}

  /** {@code float64, reproducible, 8 lanes, 2 threads, AMD EPYC}. */
  public static String of(Description description) {
    return "%s, %s, %s, %s, %s"
        .formatted(
            precision(description),
            determinism(description),
            plural(description.lanes(), "lane"),
            plural(description.threads(), "thread"),
            description.device());
  }

  /** float64 or float32. */
  public static String precision(Description description) {
    return description.precision().name().toLowerCase(Locale.ROOT);
  }

  /** Whether bits repeat. */
  public static String determinism(Description description) {
    return switch (description.determinism()) {
      case REPRODUCIBLE -> "reproducible";
      case RUN_TO_RUN -> "bits may differ from run to run";
    };
  }

  /** How much was run, and why less than by default. */
  public static String size(Scale scale) {
    return switch (scale) {
      case SHORT -> "short (no lanes)";
      case DEFAULT -> "default";
      case DEEP -> "deep";
    };
  }

  /** {@code 12 kernels launched, 3 copies to the device, …}; empty where nothing was counted. */
  public static String used(Map<String, Long> usage) {
    return usage.entrySet().stream()
        .map(use -> "%s %s".formatted(Numbers.count(use.getValue()), use.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Of this program, as its jar says. */
  public static String version() {
    return Optional.ofNullable(Facts.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
