package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.MarginDescent.Gradients;
import org.noiseproof.claim.bias.TheoremA.Reading;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.SteepestDescentBounds;

/** The runs of BIAS-17: cross-entropy on the eight samples, batches in a new order every epoch. */
final class Bias17Runs {
  private Bias17Runs() {}

  private static final MarginProblem PROBLEM = EightSamples.PROBLEM;

  static final List<NormSpec> NORMS =
      List.of(new Frobenius(), new Max(), new Spectral(), new Nuclear());

  private static final long MOST_RUNS = 20;

  /**
   * What is done about the noise.
   *
   * @param batch samples a step
   * @param momentum μ
   * @param reduced whether the gradient of a batch is corrected by what it was at the epoch's first
   *     point: ∇L_B(W) − ∇L_B(V) + ∇L(V) (SVRG)
   */
  record Setting(int batch, double momentum, boolean reduced) {
    static Setting plain(int batch) {
      return new Setting(batch, 0, false);
    }

    static Setting momentum(int batch, double momentum) {
      return new Setting(batch, momentum, false);
    }

    static Setting reduced(int batch) {
      return new Setting(batch, 0, true);
    }

    private Gradients gradients(Streams streams) {
      LongFunction<MarginProblem> batches = Batches.reshuffled(PROBLEM, batch, streams);
      Gradients plain = Gradients.of(Loss.CROSS_ENTROPY, batches);
      return reduced ? new Reduced(batches, Batches.perEpoch(PROBLEM, batch)) : plain;
    }

    @Override
    public String toString() {
      return "b = %d, μ = %s%s".formatted(batch, momentum, reduced ? ", variance reduced" : "");
    }
  }

  /** Remembers the point at which the epoch began: of one run, in order. */
  private static final class Reduced implements Gradients {
    private final LongFunction<MarginProblem> batches;
    private final int perEpoch;
    private Matrix anchor = PROBLEM.zero();
    private Matrix whole = PROBLEM.zero();

    Reduced(LongFunction<MarginProblem> batches, int perEpoch) {
      this.batches = batches;
      this.perEpoch = perEpoch;
    }

    @Override
    public Matrix at(long t, Matrix w) {
      if (t % perEpoch == 0) {
        anchor = w;
        whole = MarginDescent.gradient(PROBLEM, Loss.CROSS_ENTROPY, w);
      }
      MarginProblem batch = batches.apply(t);
      return MarginDescent.gradient(batch, Loss.CROSS_ENTROPY, w)
          .minus(MarginDescent.gradient(batch, Loss.CROSS_ENTROPY, anchor))
          .plus(whole);
    }
  }

  /** 1/R, falling as √(5/(t + 5)); deep as predicted, 1/(5R) falling as √(100/(t + 100)). */
  private static OptimizerSpec optimizer(NormSpec norm, double momentum, Scale scale) {
    double longest = (scale == Scale.DEEP ? 0.2 : 1) / PROBLEM.radius(norm);
    return new Scheduled(
        new Nsd(longest, norm, momentum, 0),
        new ScheduleSpec.InverseSqrt(0, scale == Scale.DEEP ? 100 : 5),
        new ScheduleSpec.Constant());
  }

  /** Theorem A judges by the weights of log Σ e^{−m}, whatever the gradients were. */
  private static MarginDescent run(
      Backend backend, Scale scale, NormSpec norm, NormSpec judge, Setting how, Streams streams) {
    return new MarginDescent(
        backend,
        PROBLEM,
        Loss.LOG_SUM_EXP,
        judge,
        optimizer(norm, how.momentum(), scale),
        how.gradients(streams));
  }

  private static List<OptimizerSpec> optimizers(Trial trial, List<NormSpec> norms) {
    return norms.stream().map(norm -> optimizer(norm, 0, trial.scale())).toList();
  }

  /** Theorem A at every step of a run under each norm and setting. */
  static Finding theorem(Trial trial, List<Setting> settings, Reading reading) {
    return Needs.met(
        trial,
        NORMS,
        optimizers(trial, NORMS),
        () -> {
          Tightest tightest = new Tightest();
          for (NormSpec norm : NORMS) {
            for (Setting setting : settings) {
              theorem(trial, norm, setting, reading, tightest);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static void theorem(
      Trial trial, NormSpec norm, Setting setting, Reading reading, Tightest tightest) {
    Backend backend = trial.backend();
    Streams streams = trial.streams().within(setting.toString());
    new TheoremA(
            run(backend, trial.scale(), norm, norm, setting, streams),
            Roundoff.of(backend, PROBLEM, norm, optimizer(norm, setting.momentum(), trial.scale())),
            new SteepestDescentBounds(PROBLEM.pairs(), PROBLEM.radius(norm)),
            OptionalDouble.of(EightSamples.gamma(norm)),
            reading,
            tightest,
            "%s, %s".formatted(norm.label(), setting))
        .checkpoints(trial.scale() == Scale.DEEP ? 20_000 : 40);
  }

  /** On which side of a share of γ the margins of a setting are said to end. */
  record Ending(boolean above, double share) {
    private boolean contradicted(double ratio) {
      return above ? !(ratio >= share) : !(ratio <= share);
    }

    private String name() {
      return "P(a margin " + (above ? "below " : "above ") + share + " γ)";
    }
  }

  /**
   * Over random orders: seldom does a norm's margin end on the other side.
   *
   * @param cheap under which norms it is looked at; deep, all four
   */
  static Finding ends(Trial trial, List<NormSpec> cheap, Setting setting, Ending ending) {
    List<NormSpec> norms = trial.scale() == Scale.DEEP ? NORMS : cheap;
    return Needs.met(
        trial,
        norms,
        optimizers(trial, norms),
        () -> {
          Decision decision =
              SequentialTest.decide(
                  new Hypothesis.ProbabilityAtMost(0.02, 0.6),
                  replicate -> contradicted(trial, norms, setting, ending, replicate) ? 1 : 0,
                  trial.budget(),
                  MOST_RUNS);
          return Finding.of(ending.name(), decision);
        });
  }

  private static boolean contradicted(
      Trial trial, List<NormSpec> norms, Setting setting, Ending ending, long replicate) {
    Streams streams = trial.streams().within("run " + replicate);
    return norms.stream()
        .anyMatch(norm -> ending.contradicted(ratio(trial, norm, setting, streams)));
  }

  private static double ratio(Trial trial, NormSpec norm, Setting setting, Streams streams) {
    Backend backend = trial.backend();
    MarginDescent run = run(backend, trial.scale(), norm, new Max(), setting, streams);
    run.steps(trial.scale() == Scale.DEEP ? 20_000 : 200);
    return new Directions(backend).normalizedMargin(PROBLEM, norm, run.point())
        / EightSamples.gamma(norm);
  }

  /** m(W_t)/(‖W_t‖γ) along a run of sign descent for each setting. */
  static Plot trajectories(Trial trial, List<Setting> settings) {
    NormSpec norm = new Max();
    List<Series> series = new ArrayList<>();
    for (Setting setting : settings) {
      MarginDescent run = run(trial.backend(), trial.scale(), norm, norm, setting, trial.streams());
      List<Double> t = new ArrayList<>();
      List<Double> ratio = new ArrayList<>();
      for (long next = 8; next <= 512; next = next * 5 / 4 + 1) {
        run.steps(next - run.taken());
        t.add((double) next);
        ratio.add(run.normalizedMargin() / EightSamples.gamma(norm));
      }
      series.add(Series.of(setting.toString(), Role.MEASURED, t, ratio));
    }
    series.add(Series.of("γ", Role.PREDICTED, List.of(8.0, 512.0), List.of(1.0, 1.0)));
    return new Plot("Sign descent on batches", "t", "m(W_t)/(γ‖W_t‖)", true, false, series);
  }
}
