package org.noiseproof.law;

import java.util.List;
import java.util.function.Function;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Probe;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
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
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** What normalized steepest descent is under norms that have other names. */
final class NsdLaws {
  private NsdLaws() {}

  private static final Laws.Kind NSD = Laws.Kind.NSD;

  static List<Check> all() {
    return List.of(
        is(
            "frobenius-is-normalized-sgd",
            "under the Frobenius norm it is normalized SGD",
            input -> new Frobenius(),
            NsdLaws::normalizedSgd),
        is(
            "max-is-sign-sgd",
            "under the largest entry it is sign SGD",
            input -> new Max(),
            nsd -> new SignSgd(nsd.learningRate(), nsd.momentum())),
        is(
            "nuclear-is-nucgd",
            "under the nuclear norm it is NucGD with the exact pair",
            input -> new Nuclear(),
            nsd -> new Nucgd(nsd.learningRate(), nsd.momentum(), 0, nsd.weightDecay())),
        is(
            "spectral-is-muon",
            "under the spectral norm it is Muon with the exact polar factor",
            input -> new Spectral(),
            nsd -> new Muon(nsd.learningRate(), nsd.momentum(), 0, nsd.weightDecay())),
        is(
            "ky-fan-of-one-is-spectral",
            "the one largest singular value is the spectral norm",
            input -> new KyFan(1),
            nsd -> under(nsd, new Spectral())),
        is(
            "ky-fan-of-all-is-nuclear",
            "the sum of all singular values is the nuclear norm",
            input -> new KyFan(shorterSide(input)),
            nsd -> under(nsd, new Nuclear())),
        is(
            "ky-fan-dual-of-one-is-nuclear",
            "dual to the one largest singular value is the nuclear norm",
            input -> new KyFanDual(1),
            nsd -> under(nsd, new Nuclear())),
        is(
            "ky-fan-dual-of-all-is-spectral",
            "dual to the sum of all singular values is the spectral norm",
            input -> new KyFanDual(shorterSide(input)),
            nsd -> under(nsd, new Spectral())),
        is(
            "schatten-of-two-is-frobenius",
            "the Schatten norm of 2 is the Frobenius norm",
            input -> new Schatten(2),
            nsd -> under(nsd, new Frobenius())),
        NSD.law(
            "vectors",
            "on vectors every norm of singular values is the length, and it is normalized SGD",
            draws().where(input -> isOfSingularValues(((Nsd) input.spec()).norm())),
            (subject, input) -> {
              Case column = input.flattened();
              return Agreement.ofRuns(
                  subject,
                  column,
                  Probe.trajectory(subject, column.with(normalizedSgd((Nsd) input.spec()))),
                  Probe.trajectory(subject, column));
            }));
  }

  /** Runs without weight decay, which those of vectors do not have. */
  private static Cases draws() {
    return Cases.drawn(draw -> FixedPoints.withoutWeightDecay(NSD.draw(draw)));
  }

  /** Under one norm it is another optimizer. */
  private static Check is(
      String name,
      String demand,
      Function<Case, NormSpec> norm,
      Function<Nsd, OptimizerSpec> other) {
    return NSD.law(
        name,
        demand,
        draws(),
        (subject, input) -> {
          Nsd nsd = under((Nsd) input.spec(), norm.apply(input));
          Case here = input.with(nsd);
          return Agreement.ofRuns(
              subject,
              here,
              Probe.trajectory(subject, input.with(other.apply(nsd))),
              Probe.trajectory(subject, here));
        });
  }

  private static Nsd under(Nsd nsd, NormSpec norm) {
    return new Nsd(nsd.learningRate(), norm, nsd.momentum(), nsd.weightDecay());
  }

  private static OptimizerSpec normalizedSgd(Nsd nsd) {
    return new NormalizedSgd(nsd.learningRate(), nsd.momentum(), false);
  }

  private static int shorterSide(Case input) {
    return Math.min(input.matrixRows(), input.matrixColumns());
  }

  private static boolean isOfSingularValues(NormSpec norm) {
    return switch (norm) {
      case Max _, L1 _ -> false;
      case Frobenius _, Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ -> true;
    };
  }
}
