package kernels;

import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** As one would write it down first: every row copied and clipped, then the columns averaged. */
public final class Plain implements Clipping {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public double[] mean(Batch batch, PerSampleClip spec) {
    int n = batch.samples();
    int d = batch.dimension();
    double[][] clipped = new double[n][];
    for (int k = 0; k < n; k++) {
      double[] row = batch.row(k);
      double squares = 0;
      for (double entry : row) {
        squares += entry * entry;
      }
      double factor = Clipping.factor(squares, Clipping.threshold(spec, k + 1));
      for (int j = 0; j < d; j++) {
        row[j] *= factor;
      }
      clipped[k] = row;
    }
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) { // down a column, where every entry is in another line of the cache
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += clipped[k][j];
      }
      mean[j] = sum / n;
    }
    return mean;
  }
}
