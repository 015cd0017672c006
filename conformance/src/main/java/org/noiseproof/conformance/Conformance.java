package org.noiseproof.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.Broken;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult.Counterexample;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;

/**
 * Runs checks on a subject. Every case has its own random numbers, keyed by (seed, check, case), so
 * the same seed finds the same counterexample whatever else is run.
 */
public final class Conformance {
  private Conformance() {}

  /** The committed seed: the same run for everybody, until somebody asks for another. */
  public static final long DEFAULT_SEED = 20260801;

  /** How many cases a check draws unless told otherwise. */
  public static final int DEFAULT_CASES = 100;

  /**
   * Draws per case wanted, before a check gives up looking for specs that the subject implements.
   */
  private static final int DRAWS_PER_CASE = 20;

  /** Draws after which a check gives up where the subject implemented none of their specs. */
  private static final int DRAWS_FOR_THE_FIRST = 200;

  /** Told how a run goes on. */
  public interface Listener {
    /** A check is about to run: the n-th of all, from 1. */
    void running(Check check, int n, int all);

    /** A check is done. */
    void finished(CheckResult result);

    /** Says nothing. */
    static Listener silent() {
      return new Listener() {
        @Override
        public void running(Check check, int n, int all) {}

        @Override
        public void finished(CheckResult result) {}
      };
    }
  }

  /** Runs every check of what a subject has, as everybody does: nothing is left to choose. */
  public static ConformanceRun run(Subject subject) {
    return run(
        new Examination(
            subject,
            Checks.about(subject.types()),
            DEFAULT_SEED,
            DEFAULT_CASES,
            Prerequisites.FIRST_STEP),
        Listener.silent());
  }

  /** Runs the checks in turn, every one, whatever came of the others. */
  public static ConformanceRun run(
      Subject subject, List<Check> checks, long seed, int cases, Listener listener) {
    return run(new Examination(subject, checks, seed, cases, Prerequisites.NONE), listener);
  }

  /** Runs the checks of an examination in turn. */
  public static ConformanceRun run(Examination examination, Listener listener) {
    List<Check> checks = examination.checks();
    List<CheckResult> results = new ArrayList<>();
    for (Check check : checks) {
      listener.running(check, results.size() + 1, checks.size());
      CheckResult result = examination.judge(check);
      results.add(result);
      listener.finished(result);
    }
    Subject subject = examination.subject();
    return new ConformanceRun(
        subject.name(),
        subject.describe(),
        examination.seed(),
        examination.cases(),
        results,
        List.of(),
        subject.usage());
  }

  /** Runs one check. */
  static CheckResult judge(Subject subject, Check check, long seed, int cases) {
    return new CheckRun(subject, check, seed, cases).run();
  }

  /** Says of a check why it is not run. */
  static CheckResult notApplicable(
      Subject subject, Check check, long seed, int cases, String reason) {
    return new CheckRun(subject, check, seed, cases).notApplicable(reason);
  }

  /**
   * Runs one case of a check, rounded to the subject's precision.
   *
   * @return the outcome; empty where the subject does not implement what the case needs, or has no
   *     such numbers
   */
  static Optional<Outcome> replay(Subject subject, Check check, Case input) {
    Precision precision = subject.describe().precision();
    return input.isInRangeOf(precision)
        ? new CheckRun(subject, check, DEFAULT_SEED, 1).attempt(input.roundedTo(precision))
        : Optional.empty();
  }

  /** One check on its way: what it has seen so far. */
  private static final class CheckRun {
    private final Subject subject;
    private final Check check;
    private final long seed;
    private final int wanted;
    private final long began = System.nanoTime();
    private int run;
    private Outcome worst = Outcome.EXACT;
    private Optional<Case> worstCase = Optional.empty();
    private String missing = "";
    private String broke = "";

    CheckRun(Subject subject, Check check, long seed, int wanted) {
      this.subject = subject;
      this.check = check;
      this.seed = seed;
      this.wanted = wanted;
    }

    CheckResult run() {
      Optional<String> exemption = subject.exemption(check.id());
      if (exemption.isPresent()) {
        return notApplicable(exemption.get());
      }
      if (!subject.types().contains(check.type())) {
        return notApplicable("does not implement " + check.type());
      }
      Optional<CheckResult> broken =
          switch (check.cases()) {
            case Cases.Listed(List<Case> cases) -> listed(cases);
            case Cases.Drawn drawn -> drawn(drawn);
          };
      return broken.orElseGet(
          () -> run == 0 ? notApplicable(missing) : result(Verdict.HOLDS, "", Optional.empty()));
    }

    CheckResult notApplicable(String reason) {
      return result(Verdict.NOT_APPLICABLE, reason, Optional.empty());
    }

    private Optional<CheckResult> listed(List<Case> cases) {
      Precision precision = subject.describe().precision();
      for (Case listed : cases) {
        if (!listed.isInRangeOf(precision)) {
          missing = "its numbers are beyond the range of " + precision;
          continue;
        }
        Case input = listed.roundedTo(precision);
        if (breaks(input)) {
          return Optional.of(violated(input, input));
        }
        if (!broke.isEmpty()) {
          return Optional.of(broken(input));
        }
      }
      return Optional.empty();
    }

    private Optional<CheckResult> drawn(Cases.Drawn drawn) {
      Precision precision = subject.describe().precision();
      Streams streams = Streams.of(seed, check.id());
      long most = Math.max(DRAWS_FOR_THE_FIRST, (long) wanted * DRAWS_PER_CASE);
      for (long i = 0; run < wanted && i < (run == 0 ? DRAWS_FOR_THE_FIRST : most); i++) {
        Draw draw = new Draw(streams.replicate(i), precision);
        Case input = drawn.generator().apply(draw);
        if (drawn.assumption().test(input) && breaks(input)) {
          Case minimal =
              Shrinker.minimal(
                  input,
                  simpler ->
                      broke.isEmpty()
                          && drawn.assumption().test(simpler)
                          && isBroken(attempt(simpler)));
          return Optional.of(violated(minimal, input));
        }
        if (!broke.isEmpty()) {
          return Optional.of(broken(input));
        }
      }
      return Optional.empty();
    }

    /** Runs a case; whether it makes the verdict. */
    private boolean breaks(Case input) {
      Optional<Outcome> outcome = attempt(input);
      if (outcome.isEmpty()) {
        return false;
      }
      run++;
      if (outcome.get().isWorseThan(worst)) {
        worst = outcome.get();
        worstCase = Optional.of(input);
      }
      return isBroken(outcome);
    }

    private boolean isBroken(Optional<Outcome> outcome) {
      return check.gates() && outcome.isPresent() && !outcome.get().holds();
    }

    /** The outcome; empty where the subject does not implement what the case needs. */
    private Optional<Outcome> attempt(Case input) {
      if (!implemented(input)) {
        missing =
            missing.isEmpty() ? "does not implement " + SpecJson.write(input.spec()) : missing;
        return Optional.empty();
      }
      try {
        return Optional.of(check.test().run(subject, input));
      } catch (Broken | BackendFailure e) {
        broke = String.valueOf(e.getMessage());
        return Optional.empty();
      } catch (NotImplemented e) {
        missing = String.valueOf(e.getMessage());
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of(Outcome.broken("it refused: " + e.getMessage()));
      } catch (RuntimeException e) {
        return Optional.of(Outcome.broken("it threw " + e));
      } finally {
        subject.endOfCase();
      }
    }

    private boolean implemented(Case input) {
      return switch (input.spec()) {
        case EstimatorSpec estimator -> subject.estimator(estimator).isPresent();
        case OptimizerSpec optimizer -> subject.optimizer(optimizer).isPresent();
        case NormSpec norm -> subject.norm(norm).isPresent();
        case ScheduleSpec part -> throw Case.part(part);
      };
    }

    /** No verdict, and on which case. It is not shrunk: every attempt may cost a time limit. */
    private CheckResult broken(Case input) {
      return result(Verdict.ERROR, broke, Optional.of(new Counterexample(input, broke, input)));
    }

    private CheckResult violated(Case minimal, Case drawn) {
      String observed = attempt(minimal).map(Outcome::observed).orElse("");
      return result(
          Verdict.VIOLATED, "", Optional.of(new Counterexample(minimal, observed, drawn)));
    }

    private CheckResult result(
        Verdict verdict, String note, Optional<Counterexample> counterexample) {
      return new CheckResult(
          check,
          verdict,
          note,
          worst.ratio(),
          worstCase,
          run,
          counterexample,
          Duration.ofNanos(System.nanoTime() - began),
          subject.replay(check.id(), seed, wanted == DEFAULT_CASES ? 0 : wanted));
    }
  }
}
