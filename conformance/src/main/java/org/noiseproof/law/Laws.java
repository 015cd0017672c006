package org.noiseproof.law;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/** What the laws share: how they are made, and small arithmetic. */
final class Laws {
  private Laws() {}

  /** The optimizers that the laws are about, each with its draws. */
  enum Kind {
    SGD("sgd"),
    CLIPPED_SGD("clipped_sgd"),
    NORMALIZED_SGD("normalized_sgd"),
    SIGN_SGD("sign_sgd"),
    ADAM("adam"),
    NSD("nsd"),
    NUCGD("nucgd"),
    MUON("muon"),
    POLAR_GRAD("polar_grad"),
    SCHEDULED("scheduled");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    Case draw(Draw draw) {
      return switch (this) {
        case SGD -> OptimizerDraws.sgd(draw);
        case CLIPPED_SGD -> OptimizerDraws.clippedSgd(draw);
        case NORMALIZED_SGD -> OptimizerDraws.normalizedSgd(draw);
        case SIGN_SGD -> OptimizerDraws.signSgd(draw);
        case ADAM -> OptimizerDraws.adam(draw);
        case NSD -> MatrixDraws.nsd(draw);
        case NUCGD -> MatrixDraws.nucgd(draw);
        case MUON -> MatrixDraws.muon(draw);
        case POLAR_GRAD -> MatrixDraws.polarGrad(draw);
        case SCHEDULED -> OptimizerDraws.scheduled(draw);
      };
    }

    /** Whether it knows rows from columns. */
    boolean isOfMatrices() {
      return switch (this) {
        case SGD, CLIPPED_SGD, NORMALIZED_SGD, SIGN_SGD, ADAM, SCHEDULED -> false;
        case NSD, NUCGD, MUON, POLAR_GRAD -> true;
      };
    }

    Cases cases() {
      return Cases.drawn(this::draw);
    }

    /** A law of this optimizer. */
    Check law(String name, String demand, Cases cases, Check.Test test) {
      return new Check("law/" + type + "/" + name, demand, type, true, cases, test);
    }

    /** A law of this optimizer, for any case. */
    Check law(String name, String demand, Check.Test test) {
      return law(name, demand, cases(), test);
    }
  }

  /** The optimizer of a case, and where it is scheduled that which the schedules change. */
  static OptimizerSpec optimizer(Case input) {
    OptimizerSpec spec = (OptimizerSpec) input.spec();
    return spec instanceof Scheduled scheduled ? scheduled.optimizer() : spec;
  }

  /** A case with another optimizer under the same schedules, if any. */
  static Case with(Case input, OptimizerSpec optimizer) {
    return input.with(
        input.spec() instanceof Scheduled scheduled
            ? new Scheduled(
                optimizer, scheduled.learningRateSchedule(), scheduled.thresholdSchedule())
            : optimizer);
  }

  /** Whether a run that begins with a gradient of 0 is the run without it, to the bit. */
  static Outcome leadingZeros(Subject subject, Case input) {
    double[][] rows =
        Stream.concat(Stream.of(new double[input.dimension()]), Stream.of(input.rows()))
            .toArray(double[][]::new);
    double[][] late = Probe.trajectory(subject, input.with(input.parameters(), rows));
    return Probe.same(Probe.trajectory(subject, input), Arrays.copyOfRange(late, 1, late.length));
  }

  /** Of a power of two that leaves moderate numbers, but not their squares, in range. */
  static int largeExponent(Subject subject) {
    return switch (subject.describe().precision()) {
      case FLOAT64 -> 600;
      case FLOAT32 -> 60;
    };
  }

  /** An outcome with this ratio, and what to say where it is too large. */
  static Outcome judged(double ratio, Supplier<String> observed) {
    return ratio <= 1 ? Outcome.within(ratio) : new Outcome(ratio, observed.get());
  }

  /** a − b, coordinate by coordinate. */
  static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }

  /** ‖x‖, without overflow. */
  static double norm(double[] x) {
    double norm = 0;
    for (double value : x) {
      norm = Math.hypot(norm, value);
    }
    return norm;
  }

  /** Whether ‖x‖ is this finite number, exactly. */
  static boolean hasNorm(double[] x, double norm) {
    if (!Double.isFinite(norm)) {
      return false;
    }
    ExactSum squares = new ExactSum();
    for (double value : x) {
      squares.addProduct(value, value);
    }
    return squares.value().equals(Dyadic.of(norm).square());
  }
}
