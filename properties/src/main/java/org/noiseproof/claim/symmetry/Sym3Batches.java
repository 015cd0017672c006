package org.noiseproof.claim.symmetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.symmetry.EveryBatch;

/** The drift of a charge as the mean over every batch that can be drawn, in exact arithmetic. */
final class Sym3Batches {
  private Sym3Batches() {}

  private static final int N = 5;
  private static final double DECAY = 0.4;

  /** u² − w² of θ = (w, u). */
  private static final Matrix RESCALING = Matrix.of(2, 2, -1, 0, 0, 1);

  private static final List<ExactSampleLoss> LOSSES =
      List.of(DeepLinear.of(4, 3, 2), new DiagonalLinear(3, 2), new ReluNeuron(3));

  /** What is said of E[C′ − C | θ]. */
  enum Formula {
    /** −(2ηγ − η²γ²)C + η²(κ tr ΣA + ∇LᵀA∇L). */
    RIGHT,
    /** κ = 1/S, however batches are drawn. */
    ONE_OVER_S,
    /** Without ∇LᵀA∇L, as in the stochastic differential equation. */
    CENTRED,
    /** −2ηγC for the decay, as in continuous time. */
    FIRST_ORDER
  }

  /** κ as a fraction. */
  private record Share(long numerator, long denominator) {
    static Share of(Formula formula, Sampling sampling, int n, int batch) {
      return formula == Formula.ONE_OVER_S || sampling == Sampling.WITH_REPLACEMENT
          ? new Share(1, batch)
          : new Share(n - batch, (long) batch * (n - 1));
    }
  }

  /**
   * A point, the gradients of the samples there, and rates: η = S · a, so that batches are summed,
   * not averaged, and nothing is divided.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Setting(
      Population population,
      Dyadic[] theta,
      Map<Sample, Dyadic[]> gradients,
      int batch,
      Dyadic a,
      Dyadic gamma) {

    static Setting of(
        ExactSampleLoss loss,
        Population population,
        Dyadic[] theta,
        int batch,
        double rate,
        double decay) {
      Map<Sample, Dyadic[]> gradients = new HashMap<>();
      for (Sample z : population.samples()) {
        gradients.put(z, loss.exactGradient(theta, z));
      }
      return new Setting(
          population, theta, gradients, batch, Dyadic.of(rate / batch), Dyadic.of(decay));
    }

    Dyadic eta() {
      return a.times(Dyadic.of(batch));
    }

    private Dyadic[] sum(List<Sample> samples) {
      Dyadic[] sum = Dyadics.zero(theta.length);
      for (Sample z : samples) {
        sum = Dyadics.plus(sum, gradients.getOrDefault(z, theta));
      }
      return sum;
    }

    /** Σ (C′ − C) over the batches. */
    Dyadic total(Matrix generator, List<List<Sample>> batches) {
      Dyadic charge = Dyadics.form(generator, theta);
      Dyadic[] kept = Dyadics.times(Dyadic.ONE.minus(eta().times(gamma)), theta);
      Dyadic total = Dyadic.ZERO;
      for (List<Sample> drawn : batches) {
        Dyadic[] next = Dyadics.minus(kept, Dyadics.times(a, sum(drawn)));
        total = total.plus(Dyadics.form(generator, next).minus(charge));
      }
      return total;
    }

    /** N² κ₂ times what the formula says, κ = κ₁/κ₂. */
    Dyadic claimed(Formula formula, Share kappa, Matrix generator) {
      int n = population.size();
      Dyadic squares = Dyadic.ZERO;
      for (Sample z : population.samples()) {
        squares = squares.plus(Dyadics.form(generator, gradients.getOrDefault(z, theta)));
      }
      Dyadic mean = Dyadics.form(generator, sum(population.samples())); // N² ∇LᵀA∇L
      Dyadic noise = Dyadic.of(n).times(squares).minus(mean); // N² tr ΣA
      Dyadic descent =
          formula == Formula.CENTRED ? Dyadic.ZERO : Dyadic.of(kappa.denominator).times(mean);
      Dyadic product = eta().times(gamma);
      Dyadic lost =
          formula == Formula.FIRST_ORDER
              ? product.scale(1)
              : product.scale(1).minus(product.square());
      Dyadic decay =
          lost.times(Dyadics.form(generator, theta))
              .times(Dyadic.of((long) n * n * kappa.denominator));
      return eta()
          .square()
          .times(Dyadic.of(kappa.numerator).times(noise).plus(descent))
          .minus(decay);
    }

    /** N² κ₂ Σ(C′ − C) less what is claimed of all these batches. */
    Dyadic defect(Formula formula, Sampling sampling, Matrix generator) {
      Share kappa = Share.of(formula, sampling, population.size(), batch);
      List<List<Sample>> batches = EveryBatch.of(population, batch, sampling);
      int n = population.size();
      return total(generator, batches)
          .times(Dyadic.of((long) n * n * kappa.denominator))
          .minus(claimed(formula, kappa, generator).times(Dyadic.of(batches.size())));
    }
  }

  static Check everyBatch(String name, Formula formula, Sampling... samplings) {
    return Check.exact(
        name,
        "Σ(C′ − C) over all 5^S tuples and all subsets of 5 samples, S = 1, 2, 3, of three losses with "
            + "every symmetry, less what the formula says; η = 0.13, γ = 0.4",
        trial -> {
          Tightest found = new Tightest();
          for (ExactSampleLoss loss : LOSSES) {
            RandomStream random = trial.streams().replicate(0);
            Dyadic[] theta = ExactSteps.point(loss.parameters(), random);
            Population population = new Population(ExactSteps.samples(loss, N, random));
            for (int batch = 1; batch <= 3; batch++) {
              Setting setting = Setting.of(loss, population, theta, batch, 0.13, DECAY);
              for (Sampling sampling : samplings) {
                for (Symmetry symmetry : loss.symmetries()) {
                  Dyadic defect = setting.defect(formula, sampling, symmetry.generator());
                  found.offer(
                      Comparison.equal("Σ(C′ − C), less its formula", defect.toDouble(), 0, 0),
                      "%s of %s, S = %d, %s".formatted(symmetry.name(), loss, batch, sampling));
                }
              }
            }
          }
          Finding finding = Finding.of(found.comparisons());
          return formula == Formula.RIGHT ? finding.with(plot()) : finding;
        });
  }

  /** E C′/C = 1 − η²E h² of uw at (2, 1) with y ∈ {0, 2}: h is 2 or 0. */
  static Check scalar(String name, Formula formula) {
    return Check.exact(
        name,
        "E C′/C of the scalar net at u = 2, w = 1 with y ∈ {0, 2}, η = 0.1",
        trial -> {
          Population population = Populations.labels(1, 0, 2);
          Setting setting =
              Setting.of(DeepLinear.of(1, 1, 1), population, Dyadics.of(1, 2), 1, 0.1, 0);
          Sampling sampling = Sampling.WITH_REPLACEMENT;
          Dyadic total = setting.total(RESCALING, EveryBatch.of(population, 1, sampling));
          Dyadic claimed =
              setting.claimed(formula, Share.of(formula, sampling, 2, 1), RESCALING).scale(-2);
          return Finding.of(
              List.of(Comparison.equal("E C′/C", ratio(total.scale(-1)), ratio(claimed), 0)));
        });
  }

  /** 1 + drift/C with C = 3. */
  private static double ratio(Dyadic drift) {
    return drift.plus(Dyadic.of(3)).divide(Dyadic.of(3), 64).toDouble();
  }

  /** The drift of the scalar net against S, both ways to draw. */
  private static Plot plot() {
    List<Double> sizes = IntStream.rangeClosed(1, N).mapToObj(s -> (double) s).toList();
    return new Plot(
        "E[C′ − C | θ] of the scalar net, N = 5, every batch",
        "S",
        "drift",
        false,
        false,
        List.of(
            Series.of(
                "with replacement",
                Role.MEASURED,
                sizes,
                perSize(Sampling.WITH_REPLACEMENT, Sym3Batches::enumerated)),
            Series.of(
                "without replacement",
                Role.MEASURED,
                sizes,
                perSize(Sampling.WITHOUT_REPLACEMENT, Sym3Batches::enumerated)),
            Series.of(
                "κ = 1/S",
                Role.PREDICTED,
                sizes,
                perSize(Sampling.WITH_REPLACEMENT, Sym3Batches::predicted)),
            Series.of(
                "κ = (N−S)/(S(N−1))",
                Role.PREDICTED,
                sizes,
                perSize(Sampling.WITHOUT_REPLACEMENT, Sym3Batches::predicted))));
  }

  private static List<Double> perSize(
      Sampling sampling, ToDoubleBiFunction<Setting, Sampling> drift) {
    Population population =
        Population.of(
            Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5), Sample.of(1, 1));
    DeepLinear net = DeepLinear.of(1, 1, 1);
    return IntStream.rangeClosed(1, N)
        .mapToObj(batch -> Setting.of(net, population, Dyadics.of(0.25, 2), batch, 0.1, 0))
        .map(setting -> drift.applyAsDouble(setting, sampling))
        .toList();
  }

  private static double enumerated(Setting setting, Sampling sampling) {
    List<List<Sample>> batches = EveryBatch.of(setting.population, setting.batch, sampling);
    return setting.total(RESCALING, batches).toDouble() / batches.size();
  }

  private static double predicted(Setting setting, Sampling sampling) {
    Share kappa = Share.of(Formula.RIGHT, sampling, N, setting.batch);
    double scaled = setting.claimed(Formula.RIGHT, kappa, RESCALING).toDouble();
    return scaled / ((double) N * N * kappa.denominator);
  }
}
