package org.noiseproof.verifier;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Evidence;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Ledger;

/** Runs claims on a backend. */
public final class Verifier {
  private final Backend backend;
  private final long seed;
  private final Scale scale;
  private final Optional<Path> data;
  private final Listener listener;
  private final Ledger ledger;
  private final int all;
  private int running;

  private Verifier(
      Backend backend,
      long seed,
      Scale scale,
      Optional<Path> data,
      Listener listener,
      Ledger ledger,
      int all) {
    this.backend = backend;
    this.seed = seed;
    this.scale = scale;
    this.data = data;
    this.listener = listener;
    this.ledger = ledger;
    this.all = all;
  }

  /** Told how a run goes on. */
  public interface Listener {
    /** A check or control of a claim is about to run: the n-th of all. */
    void running(Claim claim, String check, int n, int all);

    /** A claim is done. */
    void finished(ClaimResult result);
  }

  /**
   * Runs the claims in turn, each check and control with its own streams and its share of the
   * errors. Neither depends on which claims are run: a claim alone gets the bits that it gets among
   * all.
   */
  public static Verification verify(
      List<Claim> claims, Backend backend, long seed, Scale scale, Listener listener) {
    return verify(claims, backend, seed, scale, Optional.empty(), listener);
  }

  /**
   * Runs the claims in turn, as {@link #verify(List, Backend, long, Scale, Listener)} does.
   *
   * @param data a file of published data for the claims that are about it
   */
  public static Verification verify(
      List<Claim> claims,
      Backend backend,
      long seed,
      Scale scale,
      Optional<Path> data,
      Listener listener) {
    int all = claims.stream().mapToInt(c -> c.checks().size() + c.controls().size()).sum();
    Verifier verifier = new Verifier(backend, seed, scale, data, listener, ledger(claims), all);
    List<ClaimResult> results = new ArrayList<>();
    for (Claim claim : claims) {
      ClaimResult result = verifier.run(claim);
      results.add(result);
      listener.finished(result);
    }
    return new Verification(
        backend.name(), backend.describe(), seed, scale, data, results, backend.usage());
  }

  private ClaimResult run(Claim claim) {
    List<ClaimResult.CheckResult> checks = new ArrayList<>();
    for (Check check : claim.checks()) {
      Timed timed = run(claim, check);
      checks.add(new ClaimResult.CheckResult(check, timed.finding(), timed.time()));
    }
    List<ClaimResult.ControlResult> controls = new ArrayList<>();
    for (Control control : claim.controls()) {
      Timed timed = run(claim, control.check());
      controls.add(new ClaimResult.ControlResult(control, timed.finding(), timed.time()));
    }
    return new ClaimResult(claim, checks, controls);
  }

  private record Timed(Finding finding, Duration time) {}

  private Timed run(Claim claim, Check check) {
    running++;
    listener.running(claim, check.name(), running, all);
    long start = System.nanoTime();
    Finding finding;
    try {
      Streams streams = Streams.of(seed, Catalogue.key(claim, check));
      Trial trial = new Trial(backend, streams, scale, budget(claim, check), data);
      finding = check.experiment().apply(trial);
    } catch (RuntimeException | Error broken) {
      finding = Finding.error(broken);
    }
    return new Timed(finding, Duration.ofNanos(System.nanoTime() - start));
  }

  /** The whole catalogue's ledger, whichever of its claims are run. */
  private static Ledger ledger(List<Claim> claims) {
    Map<String, Claim> catalogue = new LinkedHashMap<>();
    Catalogue.all().forEach(claim -> catalogue.put(claim.id(), claim));
    claims.forEach(claim -> catalogue.put(claim.id(), claim));
    return Catalogue.ledger(catalogue.values());
  }

  /** A check that is not statistical has nothing to spend; it is shown the run's own budget. */
  private ErrorBudget budget(Claim claim, Check check) {
    return check.evidence() == Evidence.STATISTICAL
        ? ledger.budget(Catalogue.key(claim, check))
        : new ErrorBudget(Ledger.ALPHA, Ledger.BETA);
  }
}
