package org.noiseproof.fast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * SGD with one sample a step on ½‖UWx − y‖², U m × d and W d × n, observed by the average of ‖θ‖².
 * The population has features ±1, the last 1, and the mean of the features ± 0.3 as every target.
 */
record MinibatchRun(int n, int d, int m) implements Dynamics.Run {
  private static final double RATE = 0.01;
  private static final double NOISE = 0.3;

  @Override
  public int samples() {
    return 1;
  }

  private Population population() {
    List<Sample> samples = new ArrayList<>();
    // (x, y) and (−x, −y) have the same gradient, so one feature keeps its sign.
    for (int signs = 0; signs < 1 << (n - 1); signs++) {
      int bits = signs;
      double[] x = new double[n];
      Arrays.setAll(x, j -> (bits >> j & 1) == 0 ? 1 : -1);
      double mean = Arrays.stream(x).sum() / n;
      for (double noise : new double[] {-NOISE, NOISE}) {
        double[] y = new double[m];
        Arrays.fill(y, mean + noise);
        samples.add(Sample.of(x, y));
      }
    }
    return new Population(samples);
  }

  private double[] start() {
    double[] start = new double[d * n + m * d];
    Arrays.setAll(start, j -> 0.5 + 0.1 * j);
    return start;
  }

  @Override
  public EnsembleSpec spec(long steps) {
    return EnsembleSpec.of(
        new SampledGradient(DeepLinear.of(n, d, m), population()),
        1,
        new Mean(),
        new Sgd(RATE, 0, 0, false, 0),
        start(),
        steps,
        new Observable.Average(
            new PointQuantity.Quadratic(QuadraticForm.squares(0, start().length))));
  }

  @Override
  public double[] plain(Streams streams, int replicas, long steps) {
    List<Sample> samples = population().samples();
    double[][] xs = table(samples.stream().map(Sample::x).toList());
    double[][] ys = table(samples.stream().map(Sample::y).toList());
    double[] averages = new double[replicas];
    double[] hidden = new double[d];
    double[] back = new double[d];
    for (int r = 0; r < replicas; r++) {
      RandomStream random = streams.replicate(r);
      double[] theta = start();
      double sum = 0;
      for (long t = 0; t < steps; t++) {
        double squares = 0;
        for (double coordinate : theta) {
          squares += coordinate * coordinate;
        }
        sum += squares;
        int k = random.nextIndex(xs.length);
        step(theta, xs[k], ys[k], hidden, back);
      }
      averages[r] = sum / steps;
    }
    return averages;
  }

  private void step(double[] theta, double[] x, double[] y, double[] hidden, double[] back) {
    for (int h = 0; h < d; h++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += theta[h * n + j] * x[j];
      }
      hidden[h] = sum;
      back[h] = 0;
    }
    for (int i = 0; i < m; i++) {
      int row = d * n + i * d;
      double residual = -y[i];
      for (int h = 0; h < d; h++) {
        residual += theta[row + h] * hidden[h];
      }
      for (int h = 0; h < d; h++) {
        back[h] += theta[row + h] * residual;
        theta[row + h] -= RATE * (residual * hidden[h]);
      }
    }
    for (int h = 0; h < d; h++) {
      for (int j = 0; j < n; j++) {
        theta[h * n + j] -= RATE * (back[h] * x[j]);
      }
    }
  }

  private static double[][] table(List<List<Double>> rows) {
    return rows.stream()
        .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }
}
