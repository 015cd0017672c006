package org.noiseproof.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.Prerequisites;
import org.noiseproof.criteria.Wide;
import org.noiseproof.device.DeviceResult.Bits;
import org.noiseproof.fast.bench.DeviceTimes;
import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.verifier.Catalogue;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;
import org.noiseproof.verifier.Verifier;

/** Conformance, claims, bits and times of a device, in turn. */
public final class DeviceCheck {
  private static final List<String> CLAIMS =
      List.of(
          "CLIP-3", "CLIP-5", "CLIP-7", "CLIP-9", "CLIP-14", "CLIP-15", "CLIP-16", "CLIP-24",
          "BIAS-2", "BIAS-4", "BIAS-14", "BIAS-16", "BIAS-20", "BIAS-24", "SYM-2", "SYM-3", "SYM-5",
          "SYM-9", "SYM-12");
  private static final List<String> FEW_CLAIMS = List.of("CLIP-3", "SYM-2");
  private static final List<String> FEW_CHECKS = List.of("criterion/A/mean", "criterion/E/mean");
  private static final int FEW_CASES = 5;

  private final Driver driver;
  private final boolean few;
  private final Consumer<String> progress;

  private DeviceCheck(Driver driver, boolean few, Consumer<String> progress) {
    this.driver = driver;
    this.few = few;
    this.progress = progress;
  }

  /**
   * Everything about the device of a driver.
   *
   * @param few checks, cases and claims, to see that it runs
   * @param progress is told what is done next
   * @throws org.noiseproof.backend.BackendUnavailable where there is none
   */
  public static DeviceResult of(Driver driver, boolean few, Consumer<String> progress) {
    return new DeviceCheck(driver, few, progress).run();
  }

  private DeviceResult run() {
    String name = driver == Driver.HOST ? "gpu-emulated" : "gpu";
    Backend doubles = Backends.available(name);
    Backend floats = Backends.available(name + "-float32");
    List<ConformanceRun> runs = new ArrayList<>();
    List<Bits> bits = new ArrayList<>();
    for (Backend backend : List.of(doubles, floats)) {
      runs.add(conformance(backend));
      progress.accept(backend.name() + ": the bits of its answers");
      Precision precision = backend.describe().precision();
      bits.add(new Bits(backend.name(), Battery.digests(backend), CommittedDigests.of(precision)));
    }
    Verification claims = claims(doubles);
    return new DeviceResult(runs, claims, bits, DeviceTimes.run(driver, progress));
  }

  /** All, and those on inputs so large that no other subject is asked. */
  private static List<Check> checks() {
    return Stream.concat(Checks.all().stream(), Wide.all().stream()).toList();
  }

  private ConformanceRun conformance(Backend backend) {
    return Conformance.run(
        new Examination(
            Subject.of(backend),
            few ? Checks.select(FEW_CHECKS) : checks(),
            Conformance.DEFAULT_SEED,
            few ? FEW_CASES : Conformance.DEFAULT_CASES,
            Prerequisites.FIRST_STEP),
        new Conformance.Listener() {
          @Override
          public void running(Check check, int n, int all) {
            progress.accept("%s: %s (%d of %d)".formatted(backend.name(), check.id(), n, all));
          }

          @Override
          public void finished(CheckResult result) {}
        });
  }

  private Verification claims(Backend backend) {
    return Verifier.verify(
        Catalogue.select(few ? FEW_CLAIMS : CLAIMS),
        backend,
        Conformance.DEFAULT_SEED,
        few ? Scale.SHORT : Scale.usual(backend.describe()),
        new Verifier.Listener() {
          @Override
          public void running(Claim claim, String check, int n, int all) {
            progress.accept(
                "%s: %s %s (%d of %d)".formatted(backend.name(), claim.id(), check, n, all));
          }

          @Override
          public void finished(ClaimResult result) {}
        });
  }
}
