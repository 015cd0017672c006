package org.noiseproof.data;

import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/**
 * Classes as clouds: a centre a class, drawn from N(0, separation² I), and samples from N(centre,
 * I), sorted by class. With features ≥ classes − 1 and a separation of a few units, or with as many
 * features as samples, they can be separated linearly.
 *
 * @param classes k ≥ 2
 * @param perClass samples a class, ≥ 1
 * @param features d ≥ 1
 * @param separation ≥ 0
 * @param seed another seed, other clouds
 */
public record GaussianClusters(
    int classes, int perClass, int features, double separation, long seed) {

  /** The samples. */
  public LabelledData data() {
    RandomStream random = Streams.of(seed, "gaussian clusters").replicate(0);
    double[] inputs = new double[Math.multiplyExact(classes * perClass, features)];
    int[] labels = new int[classes * perClass];
    double[] centre = new double[features];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / perClass;
      for (int j = 0; j < features; j++) {
        if (i % perClass == 0) {
          centre[j] = separation * random.nextNormal();
        }
        inputs[i * features + j] = centre[j] + random.nextNormal();
      }
    }
    return new LabelledData(features, classes, inputs, labels);
  }
}
