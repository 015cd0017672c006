package org.noiseproof.experiment;

import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What is compared: how a batch becomes a gradient, and what that does to the parameters. */
public enum Method {
  SGD("SGD", 0),
  MOMENTUM_SGD("momentum SGD", Method.MOMENTUM),
  BATCH_CLIP("batch clipping", 0),
  MICRO_BATCH_CLIP("micro-batch clipping", 0),
  PS_CLIP_CONSTANT("PS-Clip, constant α", 0),
  PS_CLIP("PS-Clip, α k^(1/β)", 0),
  PS_CLIP_CONSTANT_MOMENTUM("PS-Clip, constant α, momentum", Method.MOMENTUM),
  PS_CLIP_MOMENTUM("PS-Clip, α k^(1/β), momentum", Method.MOMENTUM);

  private static final double MOMENTUM = 0.9;

  private final String label;
  private final double momentum;

  Method(String label, double momentum) {
    this.label = label;
    this.momentum = momentum;
  }

  /** As tables and legends have it. */
  public String label() {
    return label;
  }

  /** μ of the heavy ball b ← μb + g, θ ← θ − ηb. */
  public double momentum() {
    return momentum;
  }

  /** Whether it has a threshold. */
  public boolean clips() {
    return this != SGD && this != MOMENTUM_SGD;
  }

  /**
   * How many samples' mean is clipped: the threshold is the median norm of such means at the start.
   */
  public int group(Effort effort) {
    return switch (this) {
      case SGD, MOMENTUM_SGD, BATCH_CLIP -> effort.batch();
      case MICRO_BATCH_CLIP -> effort.microBatch();
      case PS_CLIP_CONSTANT, PS_CLIP, PS_CLIP_CONSTANT_MOMENTUM, PS_CLIP_MOMENTUM -> 1;
    };
  }

  /** How a batch becomes a gradient, with this threshold. */
  public EstimatorSpec estimator(double threshold, double beta, int microBatch) {
    return switch (this) {
      case SGD, MOMENTUM_SGD -> new Mean();
      case BATCH_CLIP -> new BatchClip(threshold);
      case MICRO_BATCH_CLIP -> new MicroBatchClip(threshold, microBatch);
      case PS_CLIP_CONSTANT, PS_CLIP_CONSTANT_MOMENTUM ->
          new PerSampleClip(threshold, Double.POSITIVE_INFINITY);
      case PS_CLIP, PS_CLIP_MOMENTUM -> new PerSampleClip(threshold, beta);
    };
  }

  /** What a gradient does to the parameters. */
  public Sgd optimizer(double learningRate) {
    return new Sgd(learningRate, momentum, 0, false, 0);
  }
}
