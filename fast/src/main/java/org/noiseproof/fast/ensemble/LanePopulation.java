package org.noiseproof.fast.ensemble;

import java.util.function.ToDoubleFunction;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;

/** Samples looked up in a table, a column of it for each feature and target. */
final class LanePopulation implements LaneSamples {
  private final LaneChoices choices;
  private final long[] chosen;
  private final double[][] xTable;
  private final double[][] yTable;
  private final double[][] x;
  private final double[][] y;

  LanePopulation(Population population, LaneChoices choices, int lanes) {
    this.choices = choices;
    chosen = new long[lanes];
    xTable = new double[population.inputs()][];
    for (int j = 0; j < xTable.length; j++) {
      int feature = j;
      xTable[j] = column(population, z -> z.x(feature));
    }
    yTable = new double[population.outputs()][];
    for (int i = 0; i < yTable.length; i++) {
      int target = i;
      yTable[i] = column(population, z -> z.y(target));
    }
    x = new double[xTable.length][lanes];
    y = new double[yTable.length][lanes];
  }

  private static double[] column(Population population, ToDoubleFunction<Sample> entry) {
    return population.samples().stream().mapToDouble(entry).toArray();
  }

  @Override
  public void draw() {
    choices.next(chosen);
    for (int j = 0; j < x.length; j++) {
      lookUp(xTable[j], chosen, x[j]);
    }
    for (int i = 0; i < y.length; i++) {
      lookUp(yTable[i], chosen, y[i]);
    }
  }

  private static void lookUp(double[] table, long[] chosen, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = table[(int) chosen[l]];
    }
  }

  @Override
  public double[][] x() {
    return x;
  }

  @Override
  public double[][] y() {
    return y;
  }
}
