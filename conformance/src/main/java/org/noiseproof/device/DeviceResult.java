package org.noiseproof.device;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.fast.bench.DeviceTimes.Times;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;

/**
 * What came of a device.
 *
 * @param conformance a run for each precision
 * @param claims on doubles
 * @param bits for each precision
 * @param times of the kernels
 */
public record DeviceResult(
    List<ConformanceRun> conformance, Verification claims, List<Bits> bits, Times times) {

  /** Copies what it is given. */
  public DeviceResult {
    conformance = List.copyOf(conformance);
    bits = List.copyOf(bits);
  }

  /**
   * Hashes of a backend's answers.
   *
   * @param given by the device, by type
   * @param committed by the emulation
   */
  public record Bits(String backend, Map<String, String> given, Map<String, String> committed) {
    /** Copies what it is given. */
    public Bits {
      given = Map.copyOf(given);
      committed = Map.copyOf(committed);
    }

    /** The types for which the device has other bits. */
    public List<String> different() {
      return Stream.concat(given.keySet().stream(), committed.keySet().stream())
          .distinct()
          .filter(type -> !given.getOrDefault(type, "").equals(committed.getOrDefault(type, "")))
          .sorted()
          .toList();
    }

    /** Whether all are the emulation's. */
    public Verdict verdict() {
      return different().isEmpty() ? Verdict.HOLDS : Verdict.VIOLATED;
    }
  }

  /** Of everything that is judged; times are not. */
  public List<Verdict> verdicts() {
    return Stream.of(
            conformance.stream().map(ConformanceRun::verdict),
            claims.results().stream().map(ClaimResult::verdict),
            bits.stream().map(Bits::verdict))
        .flatMap(verdicts -> verdicts)
        .toList();
  }
}
