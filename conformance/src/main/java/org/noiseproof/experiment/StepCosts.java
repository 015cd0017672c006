package org.noiseproof.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.data.LabelledData;
import org.noiseproof.fast.cpu.CpuKernels;
import org.noiseproof.fast.model.NetworkGradient;
import org.noiseproof.model.Network;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * Measures gradients in processor time of one thread, all ways in turn in every round, so that what
 * else the machine does meets all of them; the ratio to the mean is taken within the round.
 */
final class StepCosts {
  private static final int WARM_UP_PER_ROUND = 16;
  private static final long ROUND_NANOS = 5_000_000;

  private StepCosts() {}

  static List<StepCost> measure(String model, Network network, LabelledData data, Effort effort) {
    int batch = effort.batch();
    int microBatch = effort.microBatch();
    int rounds = effort.costRounds();
    double[] at = network.start(Streams.of(0, "step-cost").replicate(0));
    int[] samples = IntStream.range(0, batch).toArray();
    PerSampleClip clip = new PerSampleClip(1, 1.5);
    Map<String, EstimatorSpec> specs = new LinkedHashMap<>();
    specs.put("mean", new Mean());
    specs.put("batch clipping", new BatchClip(0.1));
    specs.put("micro-batch clipping", new MicroBatchClip(0.1, microBatch));
    specs.put("PS-Clip, norms of the factors", clip);
    Map<String, Supplier<double[]>> ways = new LinkedHashMap<>();
    List<Long> bytes = new ArrayList<>();
    specs.forEach(
        (way, spec) -> {
          NetworkGradient gradient = new NetworkGradient(network, microBatch);
          gradient.estimate(spec, at, data, samples);
          bytes.add(gradient.bytes());
          ways.put(way, () -> gradient.estimate(spec, at, data, samples));
        });
    NetworkGradient rows = new NetworkGradient(network, microBatch);
    ways.put(
        "PS-Clip, rows written down",
        () -> {
          Batch written = rows.rows(at, data, samples, null);
          return CpuKernels.perSampleClip(
              written.values(), batch, network.parameters(), clip.alpha(), clip.beta());
        });
    bytes.add(bytes.getFirst() + (long) Double.BYTES * batch * network.parameters());

    double[][] seconds = seconds(List.copyOf(ways.values()), rounds);
    List<StepCost> costs = new ArrayList<>();
    for (String way : ways.keySet()) {
      int i = costs.size();
      double[] ratios = new double[rounds];
      Arrays.setAll(ratios, round -> seconds[i][round] / seconds[0][round]);
      Arrays.sort(ratios);
      double[] sorted = seconds[i].clone();
      Arrays.sort(sorted);
      costs.add(
          new StepCost(
              model,
              way,
              sorted[rounds / 2],
              new StepCost.Ratio(
                  ratios[rounds / 2], ratios[rounds / 4], ratios[rounds - 1 - rounds / 4]),
              bytes.get(i) - bytes.getFirst()));
    }
    return costs;
  }

  /** A step's seconds, by way and round. */
  private static double[][] seconds(List<Supplier<double[]>> ways, int rounds) {
    double[][] seconds = new double[ways.size()][rounds];
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double kept = 0; // so that nothing is left out as unused
    for (Supplier<double[]> way : ways) {
      for (int i = 0; i < WARM_UP_PER_ROUND * rounds; i++) {
        kept += way.get()[0];
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        long began = clock.getCurrentThreadCpuTime();
        long now = began;
        int steps = 0;
        while (now - began < ROUND_NANOS) {
          kept += ways.get(i).get()[0];
          steps++;
          now = clock.getCurrentThreadCpuTime();
        }
        seconds[i][round] = (now - began) * 1e-9 / steps;
      }
    }
    if (Double.isNaN(kept)) {
      throw new AssertionError("gradients of finite samples are finite");
    }
    return seconds;
  }
}
