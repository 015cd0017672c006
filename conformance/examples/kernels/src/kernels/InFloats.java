package kernels;

import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** Faster and wrong more quietly: float64 is promised, and sums are kept in floats. */
public final class InFloats implements Clipping {
  @Override
  public String name() {
    return "in_floats";
  }

  @Override
  public double[] mean(Batch batch, PerSampleClip spec) {
    int n = batch.samples();
    int d = batch.dimension();
    double[] x = batch.values();
    float[] sum = new float[d];
    for (int k = 0; k < n; k++) {
      int from = k * d;
      float factor =
          (float)
              Clipping.factor(Clipping.squares(x, from, d), Clipping.threshold(spec, k + 1));
      for (int j = 0; j < d; j++) {
        sum[j] += factor * (float) x[from + j];
      }
    }
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) {
      mean[j] = sum[j] / n;
    }
    return mean;
  }
}
