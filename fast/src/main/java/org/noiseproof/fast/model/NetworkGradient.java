package org.noiseproof.fast.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Batch;
import org.noiseproof.data.LabelledData;
import org.noiseproof.fast.cpu.CpuKernels;
import org.noiseproof.model.Network;
import org.noiseproof.model.SignNoise;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * The mean of a network's gradients, clipped by sample, micro-batch or batch, without any
 * per-sample gradient: in a layer g_k = δ_k ã_kᵀ with ã = (a, 1), so that ‖g_k‖² is the sum over
 * layers of ‖δ_k‖² (‖a_k‖² + 1), and Σ c_k g_k is one product of matrices. (The identity is
 * Goodfellow's, 2015, arXiv 1510.01799, cited from memory.)
 *
 * <p>With noise ξ_k = r_k u_k w_kᵀ/√d on each layer ({@link SignNoise}) the norm is that of g_k +
 * ξ_k, ‖g_k‖² + 2⟨g_k, ξ_k⟩ + r_k², ⟨g_k, ξ_k⟩ = r_k/√d Σ ⟨δ_k, u_k⟩⟨ã_k, w_k⟩.
 *
 * <p>Samples go through the network a few at a time (gradient accumulation) and add to one
 * gradient; micro-batch clipping needs a second one, per-sample clipping none. All buffers are
 * kept. One thread; the same bits for any lanes. Entries that are not finite go in and come out.
 */
public final class NetworkGradient {
  private final Network network;
  private final Pass pass;
  private final Accumulated total;
  private @Nullable Accumulated part;
  private final double[] factors;
  private double[] thresholds = {};
  private @Nullable PerSampleClip thresholdsOf;

  /**
   * Buffers for so many samples at a time.
   *
   * @throws IllegalArgumentException where samplesAtATime &lt; 1
   */
  public NetworkGradient(Network network, int samplesAtATime) {
    if (samplesAtATime < 1) {
      throw new IllegalArgumentException(
          "samplesAtATime = " + samplesAtATime + " is out of range: samplesAtATime ≥ 1");
    }
    this.network = network;
    pass = new Pass(network, samplesAtATime);
    total = new Accumulated(pass);
    factors = new double[pass.capacity()];
  }

  /** {@link #estimate(EstimatorSpec, double[], LabelledData, int[], SignNoise)} without noise. */
  public double[] estimate(
      EstimatorSpec spec, double[] parameters, LabelledData data, int... samples) {
    return estimate(spec, parameters, data, samples, null);
  }

  /**
   * The estimate from the gradients of these samples in this order.
   *
   * @param noise of as many samples; none where null
   * @return d coordinates
   * @throws IllegalArgumentException where something does not fit the network, or the spec is none
   *     of mean, per_sample_clip, batch_clip and micro_batch_clip
   */
  public double[] estimate(
      EstimatorSpec spec,
      double[] parameters,
      LabelledData data,
      int[] samples,
      @Nullable SignNoise noise) {
    begin(parameters, data, samples, noise);
    int n = samples.length;
    int d = network.parameters();
    total.clear();
    return switch (spec) {
      case Mean() -> {
        accumulate(total, null, data, samples, noise, 0, n);
        yield total.flattened(d, 1, n);
      }
      case PerSampleClip clip -> {
        accumulate(total, thresholds(clip, n), data, samples, noise, 0, n);
        yield total.flattened(d, 1, n);
      }
      case BatchClip(double tau) -> {
        accumulate(total, null, data, samples, noise, 0, n);
        yield total.flattened(d, total.clip(n * tau), n);
      }
      case MicroBatchClip(double tau, int size) -> {
        for (int from = 0; from < n; from += Math.min(size, n - from)) {
          int to = from + Math.min(size, n - from);
          part().clear();
          accumulate(part(), null, data, samples, noise, from, to);
          total.add(part().clip((to - from) * tau), part());
        }
        yield total.flattened(d, 1, n);
      }
      default ->
          throw new IllegalArgumentException(
              spec + " is not for networks: mean, per_sample_clip, batch_clip or micro_batch_clip");
    };
  }

  /** ‖g_k + ξ_k‖ of each of these samples. */
  public double[] norms(
      double[] parameters, LabelledData data, int[] samples, @Nullable SignNoise noise) {
    begin(parameters, data, samples, noise);
    double[] norms = new double[samples.length];
    for (int from = 0; from < samples.length; from += pass.capacity()) {
      int to = Math.min(samples.length, from + pass.capacity());
      propagate(data, samples, from, to);
      squaredNorms(noise, from, to);
      for (int k = from; k < to; k++) {
        norms[k] = Math.sqrt(factors[k - from]);
      }
    }
    return norms;
  }

  /** The rows g_k + ξ_k themselves, for what needs them written down. */
  public Batch rows(
      double[] parameters, LabelledData data, int[] samples, @Nullable SignNoise noise) {
    begin(parameters, data, samples, noise);
    int d = network.parameters();
    double[] rows = new double[Math.multiplyExact(samples.length, d)];
    for (int from = 0; from < samples.length; from += pass.capacity()) {
      int to = Math.min(samples.length, from + pass.capacity());
      propagate(data, samples, from, to);
      for (int k = from; k < to; k++) {
        for (Layer layer : pass.layers()) {
          layer.row(k - from, rows, k * d);
        }
        if (noise != null) {
          noise.addTo(rows, k * d, k);
        }
      }
    }
    return Batch.of(samples.length, d, rows);
  }

  /** How well parameters do on data: the mean of −ln p_y and the share of right classes. */
  public record Evaluation(double loss, double accuracy) {}

  /** The evaluation on all of the data. */
  public Evaluation evaluate(double[] parameters, LabelledData data) {
    network.requireFit(parameters, data);
    pass.read(parameters);
    int n = data.samples();
    int[] all = IntStream.range(0, n).toArray();
    double loss = 0;
    int right = 0;
    for (int from = 0; from < n; from += pass.capacity()) {
      int to = Math.min(n, from + pass.capacity());
      pass.forward(data, all, from, to);
      for (int k = from; k < to; k++) {
        loss += pass.loss(k - from, data.label(k));
        right += pass.right(k - from, data.label(k)) ? 1 : 0;
      }
    }
    return new Evaluation(loss / n, (double) right / n);
  }

  /** The bytes of all buffers that the estimates so far needed, the noise's apart. */
  public long bytes() {
    return pass.bytes()
        + total.bytes()
        + (part == null ? 0 : part.bytes())
        + (long) Double.BYTES * (factors.length + thresholds.length);
  }

  /**
   * The longest chain of roundings between the parameters and the estimate from n samples; the
   * gauge that goes with it is (1/n) Σ ‖G_k‖, G_k the gauges of g_k, for the Euclidean norm of the
   * error, since clipping moves vectors no further apart.
   */
  public int depth(int samples) {
    int norms =
        IntStream.range(0, network.layers()).map(l -> network.inputs(l) + network.outputs(l)).sum();
    return network.depth() + norms + samples + 24;
  }

  private Accumulated part() {
    if (part == null) {
      part = new Accumulated(pass);
    }
    return part;
  }

  private void begin(
      double[] parameters, LabelledData data, int[] samples, @Nullable SignNoise noise) {
    network.requireFit(parameters, data);
    if (samples.length == 0) {
      throw new IllegalArgumentException("the batch is empty: no samples, expected at least 1");
    }
    if (noise != null && noise.samples() != samples.length) {
      throw new IllegalArgumentException(
          "noise for %d samples, expected %d".formatted(noise.samples(), samples.length));
    }
    pass.read(parameters);
  }

  /**
   * sum ← sum + Σ c_k (g_k + ξ_k) of samples from … to − 1, c_k = 1 where there is no threshold.
   */
  private void accumulate(
      Accumulated sum,
      double @Nullable [] thresholds,
      LabelledData data,
      int[] samples,
      @Nullable SignNoise noise,
      int from,
      int to) {
    for (int first = from; first < to; first += pass.capacity()) {
      int last = Math.min(to, first + pass.capacity());
      propagate(data, samples, first, last);
      if (thresholds == null) {
        Arrays.fill(factors, 0, last - first, 1);
      } else {
        squaredNorms(noise, first, last);
        for (int k = first; k < last; k++) {
          factors[k - first] = Accumulated.factor(thresholds[k], factors[k - first]);
        }
      }
      pass.addTo(sum.layers(), factors, noise, first, last);
    }
  }

  private void propagate(LabelledData data, int[] samples, int from, int to) {
    pass.forward(data, samples, from, to);
    pass.backward(data, samples, from, to);
  }

  private void squaredNorms(@Nullable SignNoise noise, int from, int to) {
    pass.squaredNorms(to - from, factors);
    if (noise != null) {
      pass.addNoise(noise, from, to, factors);
    }
  }

  private double[] thresholds(PerSampleClip clip, int n) {
    if (!clip.equals(thresholdsOf) || thresholds.length < n) {
      thresholdsOf = clip;
      thresholds = new double[n];
      Arrays.setAll(thresholds, k -> CpuKernels.threshold(clip.alpha(), clip.beta(), k + 1));
    }
    return thresholds;
  }
}
