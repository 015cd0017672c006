package org.noiseproof.spec;

import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.ScheduleSpec.Constant;

/**
 * A first-order optimizer: how a gradient g moves the parameters θ. Every buffer starts at 0; η is
 * the learning rate.
 */
public sealed interface OptimizerSpec extends Spec
    permits OptimizerSpec.Sgd,
        OptimizerSpec.ClippedSgd,
        OptimizerSpec.NormalizedSgd,
        OptimizerSpec.SignSgd,
        OptimizerSpec.Adam,
        OptimizerSpec.Scheduled,
        MatrixOptimizerSpec,
        CoordinatewiseOptimizerSpec {

  /** η ≥ 0. */
  double learningRate();

  /** The same optimizer with another η; of a scheduled one, before any schedule. */
  default OptimizerSpec withLearningRate(double rate) {
    return switch (this) {
      case Sgd s -> new Sgd(rate, s.momentum(), s.dampening(), s.nesterov(), s.weightDecay());
      case ClippedSgd c -> new ClippedSgd(rate, c.threshold(), c.momentum(), c.clipAfterMomentum());
      case NormalizedSgd n -> new NormalizedSgd(rate, n.momentum(), n.warmStart());
      case SignSgd s -> new SignSgd(rate, s.momentum());
      case Adam a -> new Adam(rate, a.beta1(), a.beta2(), a.epsilon(), a.weightDecay());
      case Scheduled s ->
          new Scheduled(
              s.optimizer().withLearningRate(rate),
              s.learningRateSchedule(),
              s.thresholdSchedule());
      case Nsd n -> new Nsd(rate, n.norm(), n.momentum(), n.weightDecay());
      case Nucgd n -> new Nucgd(rate, n.momentum(), n.powerIterations(), n.weightDecay());
      case Muon m -> new Muon(rate, m.momentum(), m.newtonSchulzSteps(), m.weightDecay());
      case PolarGrad p -> new PolarGrad(rate, p.momentum(), p.weightDecay());
      case Rmsprop r -> new Rmsprop(rate, r.decay(), r.epsilon());
      case Adagrad a -> new Adagrad(rate, a.initialAccumulator(), a.epsilon());
      case Adadelta a -> new Adadelta(rate, a.decay(), a.epsilon());
      case Adamax a -> new Adamax(rate, a.beta1(), a.beta2(), a.epsilon());
      case Nadam n -> new Nadam(rate, n.beta1(), n.beta2(), n.epsilon());
      case Amsgrad a -> new Amsgrad(rate, a.beta1(), a.beta2(), a.epsilon());
      case Adabelief a -> new Adabelief(rate, a.beta1(), a.beta2(), a.epsilon());
      case Lion l -> new Lion(rate, l.beta1(), l.beta2(), l.weightDecay());
    };
  }

  /** Whether each coordinate is moved by its own gradients alone: no norm couples them. */
  default boolean isCoordinatewise() {
    return switch (this) {
      case Sgd _, SignSgd _, Adam _, CoordinatewiseOptimizerSpec _ -> true;
      case ClippedSgd _, NormalizedSgd _, MatrixOptimizerSpec _ -> false;
      case Scheduled s -> s.optimizer().isCoordinatewise();
    };
  }

  /**
   * Stochastic gradient descent as PyTorch's {@code SGD}: g ← g + λθ; the buffer b = g on the first
   * step and μb + (1−dampening) g later; θ ← θ − η b, or θ − η (g + μb) with Nesterov momentum.
   * With μ = 0 there is no buffer.
   *
   * @param learningRate η ≥ 0
   * @param momentum μ ≥ 0
   * @param dampening the share of the gradient kept out of the buffer, after the first step
   * @param nesterov looks ahead; needs μ &gt; 0 and no dampening
   * @param weightDecay λ ≥ 0, coupled (added to the gradient)
   */
  record Sgd(
      double learningRate,
      @Default("0") double momentum,
      @Default("0") double dampening,
      @Default("false") boolean nesterov,
      @Default("0") double weightDecay)
      implements OptimizerSpec {
    public Sgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.finiteAtLeastZero("momentum", momentum);
      Range.finite("dampening", dampening);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
      if (nesterov && (momentum == 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "nesterov = true needs momentum > 0 and dampening = 0, got momentum = "
                + momentum
                + ", dampening = "
                + dampening);
      }
    }
  }

  /**
   * SGD on clipped gradients: m = μm + (1−μ) clip_τ(g); θ ← θ − η m. Or with the clip after the
   * buffer: m = μm + (1−μ)g; θ ← θ − η clip_τ(m).
   *
   * @param learningRate η ≥ 0
   * @param threshold τ ≥ 0, may be infinite
   * @param momentum 0 ≤ μ &lt; 1
   * @param clipAfterMomentum whether it is the buffer that is clipped, on its way to the parameters
   *     only: what is kept of it is not
   */
  record ClippedSgd(
      double learningRate,
      double threshold,
      @Default("0") double momentum,
      @Default("false") boolean clipAfterMomentum)
      implements OptimizerSpec {
    public ClippedSgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.atLeastZero("threshold", threshold);
      Range.belowOne("momentum", momentum);
    }

    /** Clips the gradients, before the buffer. */
    public ClippedSgd(double learningRate, double threshold, double momentum) {
      this(learningRate, threshold, momentum, false);
    }

    /** The same with another τ. */
    public ClippedSgd withThreshold(double other) {
      return new ClippedSgd(learningRate, other, momentum, clipAfterMomentum);
    }
  }

  /**
   * Normalized SGD with momentum: m = μm + (1−μ)g; θ ← θ − η m/‖m‖ in the Euclidean norm, and no
   * move where m = 0. The norm is the buffer's, not the gradient's.
   *
   * @param learningRate η ≥ 0, the length of every step
   * @param momentum 0 ≤ μ &lt; 1
   * @param warmStart whether the first step sets m = g, as if it had μ = 0, so that no later buffer
   *     is pulled towards the 0 it starts from; it is the first by the number of steps, whatever
   *     the buffer
   */
  record NormalizedSgd(
      double learningRate, @Default("0") double momentum, @Default("false") boolean warmStart)
      implements OptimizerSpec {
    public NormalizedSgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
    }
  }

  /**
   * Sign SGD with momentum: m = μm + (1−μ)g; θ ← θ − η sign(m), coordinate by coordinate, sign(0) =
   * 0. The sign is that of m as a real number, before it is rounded: where rounding could change
   * it, it is decided exactly.
   *
   * @param learningRate η ≥ 0, by which every coordinate moves, or not at all
   * @param momentum 0 ≤ μ &lt; 1
   */
  record SignSgd(double learningRate, @Default("0") double momentum) implements OptimizerSpec {
    public SignSgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
    }
  }

  /**
   * Adam (Kingma &amp; Ba) with bias correction and ε outside the root: m = β₁m + (1−β₁)g, v = β₂v
   * + (1−β₂)g², θ ← θ − ηλθ − η m̂/(√v̂ + ε), m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ), t from 1. The weight
   * decay is decoupled (AdamW).
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0; 0/0 moves nothing
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Adam(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon,
      @Default("0") double weightDecay)
      implements OptimizerSpec {
    public Adam {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }

  /**
   * An optimizer whose learning rate, and threshold where it has one, change from step to step: at
   * step k it is {@link #at at(k)}, with everything that it remembers.
   *
   * @param optimizer the hyperparameters that the schedules multiply, and all others; not itself
   *     scheduled
   * @param learningRateSchedule multiplies η
   * @param thresholdSchedule multiplies τ; constant where the optimizer has no threshold
   */
  record Scheduled(
      OptimizerSpec optimizer,
      @Default("constant") ScheduleSpec learningRateSchedule,
      @Default("constant") ScheduleSpec thresholdSchedule)
      implements OptimizerSpec {
    public Scheduled {
      if (optimizer instanceof Scheduled) {
        throw new IllegalArgumentException(
            "optimizer = " + optimizer + " is out of range: an optimizer that is not scheduled");
      }
      if (!(optimizer instanceof ClippedSgd || thresholdSchedule instanceof Constant)) {
        throw new IllegalArgumentException(
            "threshold_schedule = %s is out of range: constant, as %s has no threshold"
                .formatted(thresholdSchedule, optimizer));
      }
    }

    /** The optimizer's η, before any schedule. */
    @Override
    public double learningRate() {
      return optimizer.learningRate();
    }

    /**
     * The optimizer of step k: η times the one factor and τ times the other, each product rounded
     * to a double.
     *
     * @param step k, from 1
     * @throws IllegalArgumentException where k &lt; 1, or a product leaves the hyperparameter's
     *     range
     */
    public OptimizerSpec at(long step) {
      OptimizerSpec rated =
          optimizer.withLearningRate(optimizer.learningRate() * learningRateSchedule.factor(step));
      return rated instanceof ClippedSgd clipped
          ? clipped.withThreshold(clipped.threshold() * thresholdSchedule.factor(step))
          : rated;
    }
  }
}
