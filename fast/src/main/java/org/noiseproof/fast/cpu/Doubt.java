package org.noiseproof.fast.cpu;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Averages;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * Which coordinates a {@link CoordinatewisePass} leaves in doubt: those that have left the format's
 * range, those to whose accuracy underflow may count, and those whose sign rounding could turn.
 *
 * <p>A product or a sum that underflows is off by half the smallest subnormal number s; a moment,
 * by less than 4s. Divided by D that moves a parameter by up to 4s·a/D, which is nothing beside
 * u|θ| or 4s. Under a root 4s is nothing beside 4s/u, and at most √(4s) beside ε.
 *
 * @param old the buffers before the pass
 * @param now the buffers after it
 * @param parameters after it
 */
record Doubt<A>(Format<A> format, List<A> old, List<A> now, A parameters, A gradient) {

  /** Whether a coordinate is in doubt, by coordinate. */
  IntPredicate after(OptimizerSpec spec, long t) {
    double rate = rate(spec, t);
    IntToDoubleFunction divisor = divisor(spec, t);
    boolean remembers = remembers(spec);
    return j ->
        !finite(j) || (moves(j, remembers) && underflows(j, rate, divisor.applyAsDouble(j)));
  }

  private boolean finite(int j) {
    return Double.isFinite(format.get(parameters, j))
        && now.stream().allMatch(buffer -> Double.isFinite(format.get(buffer, j)));
  }

  /** Whether there is anything to be divided: 0 moves no parameter, whatever the divisor. */
  private boolean moves(int j, boolean remembers) {
    return format.get(gradient, j) != 0 || (remembers && format.get(old.getFirst(), j) != 0);
  }

  /** Whether parameters are moved by an average of the gradients, the first buffer. */
  private static boolean remembers(OptimizerSpec spec) {
    return switch (spec) {
      case Rmsprop _, Adagrad _, Adadelta _ -> false;
      case OptimizerSpec _ -> true;
    };
  }

  private boolean underflows(int j, double rate, double divisor) {
    double beside = format.precision().unitRoundoff() * Math.abs(format.get(parameters, j));
    boolean harmless = lost() * (rate / Math.min(divisor, 1)) <= Math.max(beside, lost());
    return !(harmless && divisor * format.smallestNormal() <= 1);
  }

  /** 4s. */
  private double lost() {
    return 4 * format.precision().smallestSubnormal();
  }

  /** What a first moment is multiplied by before it is divided; 0 where there is none. */
  private static double rate(OptimizerSpec spec, long t) {
    return switch (spec) {
      case Rmsprop _, Adagrad _, Adadelta _ -> spec.learningRate();
      case Adam _, Nadam _, Amsgrad _, Adamax _, Adabelief _ -> Averages.of(spec, t).step();
      case OptimizerSpec _ -> 0;
    };
  }

  /** D; NaN where underflow leaves it, or rounding the sign, in doubt. */
  private IntToDoubleFunction divisor(OptimizerSpec spec, long t) {
    return switch (spec) {
      case Rmsprop s -> root(1, s.epsilon());
      case Adagrad s -> root(1, s.epsilon());
      case Adam _, Nadam _, Amsgrad _, Adabelief _ -> {
        Averages by = Averages.of(spec, t);
        yield root(by.root(), by.epsilon());
      }
      case Adadelta s -> j -> quotient(j, s.epsilon());
      case Adamax _ -> j -> norm(j);
      case Lion s -> sign(Updates.Lion.of(s));
      case OptimizerSpec other -> throw new IllegalArgumentException(other.toString());
    };
  }

  private IntToDoubleFunction root(double root, double epsilon) {
    double unit = format.precision().unitRoundoff();
    boolean covered = root * Math.sqrt(lost()) <= unit * epsilon;
    return j -> {
      double second = format.get(now.getLast(), j);
      boolean sure = covered || second >= lost() / unit;
      return sure ? root * Math.sqrt(second) + epsilon : Double.NaN;
    };
  }

  private double norm(int j) {
    double norm = format.get(now.getLast(), j);
    return norm >= format.smallestNormal() ? norm : Double.NaN;
  }

  /** Of Adadelta, which multiplies by √(above/below). */
  private double quotient(int j, double epsilon) {
    double normal = format.smallestNormal();
    double above = format.get(old.getLast(), j) + epsilon;
    double below = format.get(now.getFirst(), j) + epsilon;
    boolean exact = epsilon >= normal || below >= normal / format.precision().unitRoundoff();
    boolean sure = exact && (above == 0 || above / below >= normal);
    return sure ? 1 : Double.NaN;
  }

  /** Lion's: where all terms have one sign it is theirs; else the pass may have left it open. */
  private IntToDoubleFunction sign(Updates.Lion by) {
    double unit = format.precision().unitRoundoff();
    double smallest = format.smallestNormal() / unit;
    return j -> {
      double m = format.get(old.getFirst(), j);
      double g = format.get(gradient, j);
      double size = Math.abs(Math.fma(by.beta1(), m, by.fresh1() * g));
      double terms = Math.fma(by.beta1(), Math.abs(m), by.fresh1() * Math.abs(g));
      boolean sure =
          size == terms
              ? terms >= lost()
              : terms >= smallest && size > 2 * Updates.Lion.RULER * unit * terms;
      return sure ? 1 : Double.NaN;
    };
  }
}
