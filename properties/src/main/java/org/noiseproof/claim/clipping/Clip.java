package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * clip_t(g) = min(1, t/‖g‖) g as a backend realises it: every clipping estimator is that on a batch
 * of one row.
 */
record Clip(Realisation realisation, Estimators estimators) {

  /** An estimator that clips. */
  enum Realisation {
    PER_SAMPLE,
    BATCH,
    MICRO_BATCH;

    EstimatorSpec spec(double t) {
      return switch (this) {
        case PER_SAMPLE -> new PerSampleClip(t, Double.POSITIVE_INFINITY);
        case BATCH -> new BatchClip(t);
        case MICRO_BATCH -> new MicroBatchClip(t, 1);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A law that a clip obeys; it offers what it compares. */
  interface Law {
    void check(Clip clip, Tightest found);
  }

  /** A law that a clip obeys in every case. */
  interface LawOfCases {
    void check(Clip clip, ClipCase input, Tightest found);
  }

  /** What a law comes to on every case for every realisation that the backend has. */
  static Finding onEveryCase(Trial trial, LawOfCases law) {
    return onEvery(
        trial, (clip, found) -> ClipCase.of(trial).forEach(input -> law.check(clip, input, found)));
  }

  /** What a law comes to for every realisation that the backend has. */
  static Finding onEvery(Trial trial, Law law) {
    List<Comparison> comparisons =
        all(trial).stream().flatMap(clip -> clip.comparisons(law)).toList();
    return comparisons.isEmpty()
        ? Finding.notApplicable(trial.backend().name() + " implements no clipping estimator")
        : Finding.of(comparisons);
  }

  /** Every realisation that the backend has. */
  static List<Clip> all(Trial trial) {
    return Stream.of(Realisation.values())
        .filter(realisation -> trial.backend().estimator(realisation.spec(1)).isPresent())
        .map(realisation -> new Clip(realisation, new Estimators(trial.backend())))
        .toList();
  }

  private Stream<Comparison> comparisons(Law law) {
    Tightest found = new Tightest();
    law.check(this, found);
    return found.comparisons().stream().map(c -> c.of(realisation + ": " + c.quantity()));
  }

  /** clip_t(g). */
  double[] of(double[] g, double t) {
    return estimators.estimate(realisation.spec(t), List.of(g));
  }

  /** The relative rounding error granted to d coordinates and to what is computed from them. */
  double roundoff(int d) {
    return estimators.roundoff(realisation.spec(1), 1, d);
  }
}
