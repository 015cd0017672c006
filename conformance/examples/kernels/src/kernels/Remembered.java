package kernels;

import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** Right, and no faster than what it remembers: the answer to the batch it was asked last. */
public final class Remembered implements Clipping {
  private double[] asked = {};
  private PerSampleClip with = new PerSampleClip(1, 1);
  private double[] answer = {};

  @Override
  public String name() {
    return "remembered";
  }

  @Override
  public double[] mean(Batch batch, PerSampleClip spec) {
    if (batch.values() != asked || !spec.equals(with)) {
      answer = new Plain().mean(batch, spec);
      asked = batch.values();
      with = spec;
    }
    return answer.clone();
  }
}
