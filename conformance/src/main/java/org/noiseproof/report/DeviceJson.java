package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.device.DeviceResult;
import org.noiseproof.device.DeviceResult.Bits;
import org.noiseproof.fast.bench.DeviceTimes.Row;
import org.noiseproof.fast.bench.DeviceTimes.Times;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;

/** What came of a device as one JSON object, documented in docs/gpu.md. */
public final class DeviceJson {
  private DeviceJson() {}

  /** The object, indented. */
  public static String of(DeviceResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-gpu-check");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("java", Runtime.version().toString());
    json.put("device", result.times().device());
    json.put("emulated", result.times().emulated());
    json.put("verdicts", VerificationJson.counts(result.verdicts()));
    json.put("conformance", result.conformance().stream().map(DeviceJson::conformance).toList());
    json.put("claims", claims(result.claims()));
    json.put("bits", result.bits().stream().map(DeviceJson::bits).toList());
    json.put("times", times(result.times()));
    return VerificationJson.write(json);
  }

  private static Map<String, Object> conformance(ConformanceRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backend", VerificationJson.backend(run.subject(), run.description()));
    json.put("seed", run.seed());
    json.put("cases", run.cases());
    json.put("verdict", run.verdict());
    json.put("usage", VerificationJson.usage(run.usage()));
    List<CheckResult> applied =
        run.results().stream().filter(r -> r.verdict() != Verdict.NOT_APPLICABLE).toList();
    json.put("checks", applied.stream().map(DeviceJson::check).toList());
    return json;
  }

  private static Map<String, Object> check(CheckResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.check().id());
    json.put("verdict", result.verdict());
    json.put("worst_ratio", result.worstRatio());
    json.put("cases", result.cases());
    result
        .counterexample()
        .ifPresent(
            found -> {
              json.put("counterexample", found.minimal().toString());
              json.put("observed", found.observed());
            });
    return json;
  }

  private static Map<String, Object> claims(Verification run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backend", VerificationJson.backend(run.backend(), run.description()));
    json.put("seed", run.seed());
    json.put("usage", VerificationJson.usage(run.usage()));
    json.put("verdicts", verdicts(run.results()));
    return json;
  }

  private static Map<String, Verdict> verdicts(List<ClaimResult> results) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    results.forEach(result -> verdicts.put(result.claim().id(), result.verdict()));
    return verdicts;
  }

  private static Map<String, Object> bits(Bits bits) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backend", bits.backend());
    json.put("verdict", bits.verdict());
    json.put("different", bits.different());
    json.put("digests", bits.given());
    return json;
  }

  private static Map<String, Object> times(Times times) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bytes_per_second", times.roof().bytesPerSecond());
    json.put("flops_float64", times.roof().flops64());
    json.put("flops_float32", times.roof().flops32());
    json.put("kernels", times.rows().stream().map(DeviceJson::row).toList());
    return json;
  }

  private static Map<String, Object> row(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kernel", row.kernel());
    json.put("format", row.format().name().toLowerCase(Locale.ROOT));
    json.put("size", row.size());
    json.put("seconds", row.seconds());
    json.put("amount", row.amount());
    json.put("unit", row.unit().name().toLowerCase(Locale.ROOT));
    row.floor().ifPresent(floor -> json.put("floor_seconds", floor));
    json.put("cpu_seconds", row.cpu());
    return json;
  }
}
