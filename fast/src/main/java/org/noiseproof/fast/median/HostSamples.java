package org.noiseproof.fast.median;

import java.util.Arrays;

/** Samples in an array, row-major. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HostSamples(double[] values, int count, int dimension) implements Samples {

  /** x_k, all of whose entries are to be multiplied by 2^exponent first. */
  public static HostSamples scaled(double[] values, int n, int d, int exponent) {
    double[] scaled = new double[values.length];
    Arrays.setAll(scaled, i -> Math.scalb(values[i], exponent));
    return new HostSamples(scaled, n, d);
  }

  @Override
  public double[] row(int k) {
    return Arrays.copyOfRange(values, k * dimension, (k + 1) * dimension);
  }

  @Override
  public double[] mean() {
    double[] mean = new double[dimension];
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += values[k * dimension + j] / count;
      }
    }
    return mean;
  }

  @Override
  public double[] distances(double[] at) {
    double[] distances = new double[count];
    for (int k = 0; k < count; k++) {
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        double difference = at[j] - values[k * dimension + j];
        squares = Math.fma(difference, difference, squares);
      }
      distances[k] = Math.sqrt(squares);
    }
    return distances;
  }

  @Override
  public double[] pull(double[] at, double[] distances) {
    double[] pull = new double[dimension];
    for (int k = 0; k < count; k++) {
      double distance = distances[k];
      if (distance > 0) {
        for (int j = 0; j < dimension; j++) {
          pull[j] += (at[j] - values[k * dimension + j]) / distance;
        }
      }
    }
    return pull;
  }

  @Override
  public double[] hessianTimes(double[] at, double[] distances, double[] p) {
    double[] image = new double[dimension];
    for (int k = 0; k < count; k++) {
      double distance = distances[k];
      if (distance > 0) {
        double along = 0;
        for (int j = 0; j < dimension; j++) {
          along = Math.fma((at[j] - values[k * dimension + j]) / distance, p[j], along);
        }
        for (int j = 0; j < dimension; j++) {
          double unit = (at[j] - values[k * dimension + j]) / distance;
          image[j] += (p[j] - along * unit) / distance;
        }
      }
    }
    return image;
  }
}
