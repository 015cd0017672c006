package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.CoordinatewiseDraws;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.SpecJson;

/** What the laws share: how they are made, and small arithmetic. */
final class Laws {
  private Laws() {}

  private static final Set<String> CHOICES =
      Dialects.all().stream()
          .flatMap(dialect -> dialect.choices().stream())
          .map(Axis::id)
          .collect(Collectors.toSet());

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
    RMSPROP("rmsprop"),
    ADAGRAD("adagrad"),
    ADADELTA("adadelta"),
    ADAMAX("adamax"),
    NADAM("nadam"),
    AMSGRAD("amsgrad"),
    ADABELIEF("adabelief"),
    LION("lion"),
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
        case RMSPROP -> CoordinatewiseDraws.rmsprop(draw);
        case ADAGRAD -> CoordinatewiseDraws.adagrad(draw);
        case ADADELTA -> CoordinatewiseDraws.adadelta(draw);
        case ADAMAX -> CoordinatewiseDraws.adamax(draw);
        case NADAM -> CoordinatewiseDraws.nadam(draw);
        case AMSGRAD -> CoordinatewiseDraws.amsgrad(draw);
        case ADABELIEF -> CoordinatewiseDraws.adabelief(draw);
        case LION -> CoordinatewiseDraws.lion(draw);
        case SCHEDULED -> OptimizerDraws.scheduled(draw);
      };
    }

    /** Whether it knows rows from columns. */
    boolean isOfMatrices() {
      return switch (this) {
        case NSD, NUCGD, MUON, POLAR_GRAD -> true;
        case SGD,
            CLIPPED_SGD,
            NORMALIZED_SGD,
            SIGN_SGD,
            ADAM,
            RMSPROP,
            ADAGRAD,
            ADADELTA,
            ADAMAX,
            NADAM,
            AMSGRAD,
            ADABELIEF,
            LION,
            SCHEDULED ->
            false;
      };
    }

    /** Whether what it divides by is kept from 0 by an ε. */
    boolean hasEpsilon() {
      return switch (this) {
        case ADAM, RMSPROP, ADAGRAD, ADADELTA, ADAMAX, NADAM, AMSGRAD, ADABELIEF -> true;
        case SGD,
            CLIPPED_SGD,
            NORMALIZED_SGD,
            SIGN_SGD,
            NSD,
            NUCGD,
            MUON,
            POLAR_GRAD,
            LION,
            SCHEDULED ->
            false;
      };
    }

    /** Random runs. Where a root is divided by, ε keeps it from 0: 0/0 is a law of its own. */
    Cases cases() {
      return Cases.drawn(this::draw).where(this::divides);
    }

    /** Whether ε keeps what a case divides by from 0, where there is an ε. */
    boolean divides(Case input) {
      return !isWithoutEpsilon(optimizer(input));
    }

    /** A law of this optimizer. */
    Check law(String name, String demand, Cases cases, Check.Test test) {
      return new Check("law/" + type + "/" + name, demand, type, true, cases, test);
    }

    /** A law of this optimizer, for what meets an assumption. */
    Check law(String name, String demand, Predicate<OptimizerSpec> assumption, Check.Test test) {
      return law(
          name,
          demand,
          cases().where(input -> assumption.test((OptimizerSpec) input.spec())),
          test);
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

  /** Whether an optimizer has an ε, and it is 0. */
  private static boolean isWithoutEpsilon(OptimizerSpec spec) {
    return switch (spec) {
      case Adam a -> a.epsilon() == 0;
      case Rmsprop r -> r.epsilon() == 0;
      case Adagrad a -> a.epsilon() == 0;
      case Adadelta a -> a.epsilon() == 0;
      case Adamax a -> a.epsilon() == 0;
      case Nadam n -> n.epsilon() == 0;
      case Amsgrad a -> a.epsilon() == 0;
      case Adabelief a -> a.epsilon() == 0;
      case OptimizerSpec none -> false;
    };
  }

  /** The name of a case's estimator, or of its optimizer without schedules. */
  private static String type(Case input) {
    return input.spec() instanceof EstimatorSpec estimator
        ? SpecJson.type(estimator)
        : SpecJson.type(optimizer(input));
  }

  /**
   * The choices of the dialect in which the subject speaks of a case's optimizer or estimator; none
   * where it has no dialects.
   */
  static List<String> spoken(Subject subject, Case input) {
    String type = type(input);
    return Dialects.of(type).isEmpty()
        ? List.of()
        : subject.dialect(type).choices().stream().map(Axis::id).toList();
  }

  /** A test that is not put to subjects whose dialect makes one of these choices. */
  static Check.Test unless(Check.Test test, String... choices) {
    for (String choice : choices) {
      if (!CHOICES.contains(choice)) {
        throw new IllegalArgumentException("no dialect has the choice " + choice);
      }
    }
    return (subject, input) -> {
      List<String> spoken = spoken(subject, input);
      for (String choice : choices) {
        if (spoken.contains(choice)) {
          throw new NotImplemented(
              "speaks %s, and with %s this is not so"
                  .formatted(subject.dialect(type(input)).id(), choice));
        }
      }
      return test.run(subject, input);
    };
  }

  /** A test that compares optimizers of these types, each as its spec means it. */
  static Check.Test asDefined(Check.Test test, String... types) {
    return (subject, input) -> {
      for (String type : types) {
        if (!Dialects.of(type).isEmpty() && !subject.dialect(type).isCanonical()) {
          throw new NotImplemented(
              "speaks %s, and this is about %s as it is defined"
                  .formatted(subject.dialect(type).id(), type));
        }
      }
      return test.run(subject, input);
    };
  }

  /** Whether another optimizer, under its own name, gives the run of a case. */
  static Outcome sameAs(Subject subject, Case input, OptimizerSpec other) {
    return Agreement.ofRuns(
        subject,
        input,
        Probe.trajectory(subject, input.with(other)),
        Probe.trajectory(subject, input));
  }

  /** Only the first step of a case. */
  static Case firstStep(Case input) {
    return input.with(input.parameters(), new double[][] {input.rows()[0]});
  }

  /** Whether no coordinate of no gradient is 0. */
  static boolean noZeros(Case input) {
    return Stream.of(input.rows()).flatMapToDouble(DoubleStream::of).allMatch(x -> x != 0);
  }

  /** Whether no coordinate of the first gradient is 0: then its square is no 0 to divide by. */
  static boolean noZeroAtFirst(Case input) {
    return DoubleStream.of(input.rows()[0]).allMatch(x -> x != 0);
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
