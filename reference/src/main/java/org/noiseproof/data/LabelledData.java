package org.noiseproof.data;

import java.util.Arrays;

/** Samples with their classes: n rows of features, row-major, and a class 0 … C − 1 for each. */
public final class LabelledData {
  private final int features;
  private final int classes;
  private final double[] inputs;
  private final int[] labels;

  /**
   * The samples, copied.
   *
   * @param inputs n × features, row-major
   * @throws IllegalArgumentException where there is no sample, the lengths do not fit, an input is
   *     not finite, or a class is out of range
   */
  public LabelledData(int features, int classes, double[] inputs, int[] labels) {
    require(features >= 1, "features", features, "features ≥ 1");
    require(classes >= 2, "classes", classes, "classes ≥ 2");
    require(labels.length >= 1, "samples", labels.length, "samples ≥ 1");
    if (inputs.length != (long) labels.length * features) {
      throw new IllegalArgumentException(
          "%d inputs for %d samples of %d features"
              .formatted(inputs.length, labels.length, features));
    }
    for (int i = 0; i < inputs.length; i++) {
      if (!Double.isFinite(inputs[i])) {
        throw new IllegalArgumentException(
            "inputs: sample %d, feature %d is %s, expected a finite number"
                .formatted(i / features, i % features, inputs[i]));
      }
    }
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] < 0 || labels[k] >= classes) {
        throw new IllegalArgumentException(
            "labels: sample %d has class %d, expected 0 … %d".formatted(k, labels[k], classes - 1));
      }
    }
    this.features = features;
    this.classes = classes;
    this.inputs = inputs.clone();
    this.labels = labels.clone();
  }

  private static void require(boolean holds, String name, int value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is out of range: " + range);
    }
  }

  /** n. */
  public int samples() {
    return labels.length;
  }

  /** Features of a sample. */
  public int features() {
    return features;
  }

  /** C. */
  public int classes() {
    return classes;
  }

  /** A copy of the features of sample k, from 0. */
  public double[] input(int k) {
    return Arrays.copyOfRange(inputs, k * features, (k + 1) * features);
  }

  /** Copies the features of sample k to {@code into}, from {@code at} on. */
  public void copyInput(int k, double[] into, int at) {
    System.arraycopy(inputs, k * features, into, at, features);
  }

  /** The class of sample k, from 0. */
  public int label(int k) {
    return labels[k];
  }

  /** These samples in this order, as data of their own. */
  public LabelledData select(int... samples) {
    double[] selected = new double[samples.length * features];
    for (int i = 0; i < samples.length; i++) {
      copyInput(samples[i], selected, i * features);
    }
    return new LabelledData(
        features, classes, selected, Arrays.stream(samples).map(this::label).toArray());
  }
}
