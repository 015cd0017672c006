package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.theory.CertifiedMargins;

/**
 * A norm on the eight samples, whose margin under it is known, and steps measured by its radius R.
 *
 * @param norm one of five
 */
record Geometry(NormSpec norm) {
  /** T8. */
  static final MarginProblem EIGHT = Instances.eightSamples();

  /** The five norms whose max-margin directions on the eight samples differ. */
  static final List<Geometry> FIVE =
      List.of(
          new Geometry(new Frobenius()),
          new Geometry(new Max()),
          new Geometry(new L1()),
          new Geometry(new Spectral()),
          new Geometry(new Nuclear()));

  /** One of every kind of norm. */
  static final List<NormSpec> EVERY_NORM =
      List.of(
          new Frobenius(),
          new Max(),
          new L1(),
          new Spectral(),
          new Nuclear(),
          new Schatten(1.5),
          new Schatten(3),
          new KyFan(2),
          new KyFanDual(2));

  /** R. */
  double radius() {
    return EIGHT.radius(norm);
  }

  /** γ. */
  double margin() {
    return CertifiedMargins.ofEightSamples(norm);
  }

  /** Steepest descent with η_t = (c/R) times the schedule. */
  OptimizerSpec descent(double c, ScheduleSpec schedule) {
    return descent(norm, c / radius(), schedule);
  }

  /** Steepest descent with η_t = η times the schedule. */
  static OptimizerSpec descent(NormSpec norm, double rate, ScheduleSpec schedule) {
    return new Scheduled(new Nsd(rate, norm, 0, 0), schedule, new ScheduleSpec.Constant());
  }

  /** For tables and plots. */
  String name() {
    return norm.label();
  }
}
