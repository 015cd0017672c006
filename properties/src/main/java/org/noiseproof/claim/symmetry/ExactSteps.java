package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.random.RandomStream;

/** Steps of minibatch SGD on dyadic numbers: nothing is rounded, whatever the rates. */
final class ExactSteps {
  private ExactSteps() {}

  /** θ and the buffer m. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record State(Dyadic[] theta, Dyadic[] m) {
    static State at(Dyadic[] theta) {
      return new State(theta, Dyadics.zero(theta.length));
    }
  }

  /** η, μ, γ: any doubles. */
  record Rates(double rate, double momentum, double decay) {
    Dyadic eta() {
      return Dyadic.of(rate);
    }

    Dyadic mu() {
      return Dyadic.of(momentum);
    }

    Dyadic gamma() {
      return Dyadic.of(decay);
    }

    /** 1 − ηγ. */
    Dyadic kept() {
      return Dyadic.ONE.minus(eta().times(gamma()));
    }
  }

  /** How a gradient moves a point. */
  @FunctionalInterface
  interface Rule {
    State next(Rates rates, State now, Dyadic[] gradient);
  }

  /** m′ = μm + ĝ + γθ, θ′ = θ − ηm′. */
  static final Rule SGD =
      (rates, now, gradient) -> {
        Dyadic[] fresh = Dyadics.plus(gradient, Dyadics.times(rates.gamma(), now.theta));
        return moved(rates, now, Dyadics.plus(Dyadics.times(rates.mu(), now.m), fresh));
      };

  /** The decay does not enter the buffer: m′ = μm + ĝ, θ′ = (1 − ηγ)θ − ηm′. */
  static final Rule DECOUPLED =
      (rates, now, gradient) -> {
        State kept = new State(Dyadics.times(rates.kept(), now.theta), now.m);
        return moved(rates, kept, Dyadics.plus(Dyadics.times(rates.mu(), now.m), gradient));
      };

  /** The buffer takes half of each gradient: m′ = μm + ½(ĝ + γθ). */
  static final Rule DAMPENED =
      (rates, now, gradient) -> {
        Dyadic[] fresh = Dyadics.plus(gradient, Dyadics.times(rates.gamma(), now.theta));
        Dyadic[] half = Dyadics.times(Dyadic.ONE.scale(-1), fresh);
        return moved(rates, now, Dyadics.plus(Dyadics.times(rates.mu(), now.m), half));
      };

  /** θ′ = θ − η(ĝ + γθ + μm′). */
  static final Rule NESTEROV =
      (rates, now, gradient) -> {
        State usual = SGD.next(rates, now, gradient);
        Dyadic[] fresh = Dyadics.plus(gradient, Dyadics.times(rates.gamma(), now.theta));
        Dyadic[] ahead = Dyadics.plus(fresh, Dyadics.times(rates.mu(), usual.m));
        return new State(Dyadics.minus(now.theta, Dyadics.times(rates.eta(), ahead)), usual.m);
      };

  /** The signs of ĝ alone. */
  static final Rule SIGNS =
      (rates, now, gradient) ->
          SGD.next(
              rates,
              now,
              Arrays.stream(gradient).map(g -> Dyadic.of(g.signum())).toArray(Dyadic[]::new));

  private static State moved(Rates rates, State now, Dyadic[] m) {
    return new State(Dyadics.minus(now.theta, Dyadics.times(rates.eta(), m)), m);
  }

  /** Σ w ∇ℓ(θ; z) over the batch, w the double nearest to 1/S: identities ask for no more. */
  static Dyadic[] gradient(ExactSampleLoss loss, Dyadic[] theta, List<Sample> batch) {
    Dyadic[] sum = Dyadics.zero(theta.length);
    for (Sample z : batch) {
      sum = Dyadics.plus(sum, loss.exactGradient(theta, z));
    }
    return Dyadics.times(Dyadic.of(1.0 / batch.size()), sum);
  }

  /** S samples, drawn with replacement. */
  static List<Sample> draw(Population population, int batch, RandomStream random) {
    return Stream.generate(() -> population.draw(random)).limit(batch).toList();
  }

  /** k/16 with 1 ≤ |k| ≤ 32: so few digits that many steps can be taken. */
  static Dyadic[] sixteenths(int count, RandomStream random) {
    Dyadic[] values = new Dyadic[count];
    Arrays.setAll(
        values, j -> Dyadic.of((long) (random.nextSign() * (1 + random.nextInt(32)))).scale(-4));
    return values;
  }

  /** A point with normal coordinates. */
  static Dyadic[] point(int dimension, RandomStream random) {
    return Dyadics.of(normals(dimension, random));
  }

  /** Samples with normal features and targets. */
  static List<Sample> samples(ExactSampleLoss loss, int count, RandomStream random) {
    Sample[] samples = new Sample[count];
    Arrays.setAll(
        samples, k -> Sample.of(normals(loss.inputs(), random), normals(loss.outputs(), random)));
    return List.of(samples);
  }

  private static double[] normals(int count, RandomStream random) {
    double[] normals = new double[count];
    Arrays.setAll(normals, j -> random.nextNormal());
    return normals;
  }
}
