package org.noiseproof.experiment;

import java.util.List;
import org.noiseproof.statistics.MedianBand;

/**
 * What an experiment found.
 *
 * @param training samples, and {@code test} samples
 * @param seconds that it took
 */
public record ExperimentResult(
    long seed,
    Effort effort,
    int training,
    int test,
    List<InSetting> settings,
    List<StepCost> costs,
    double seconds) {
  public ExperimentResult {
    settings = List.copyOf(settings);
    costs = List.copyOf(costs);
  }

  /** Every method in one setting. */
  public record InSetting(Setting setting, List<OfMethod> methods) {
    public InSetting {
      methods = List.copyOf(methods);
    }
  }

  /**
   * A method in a setting.
   *
   * @param tuning the median final training loss of each learning rate of the grid
   * @param learningRate that of the least
   * @param threshold the median over the runs, ∞ where nothing is clipped
   * @param curve the training loss after each epoch, from 0
   * @param accuracy on the test samples
   */
  public record OfMethod(
      Method method,
      List<Double> tuning,
      double learningRate,
      double threshold,
      List<MedianBand> curve,
      MedianBand accuracy) {
    public OfMethod {
      tuning = List.copyOf(tuning);
      curve = List.copyOf(curve);
    }

    /** The training loss after the last epoch. */
    public MedianBand loss() {
      return curve.getLast();
    }

    /** Whether the best learning rate is the grid's first or last, so that a wider one may do. */
    public boolean atEdge(Effort effort) {
      return learningRate == effort.learningRates().getFirst()
          || learningRate == effort.learningRates().getLast();
    }
  }
}
