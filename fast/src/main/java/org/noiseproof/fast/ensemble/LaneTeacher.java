package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.GaussianTeacher;

/** Normal features and what the teacher answers: the operations of {@link GaussianTeacher#draw}. */
final class LaneTeacher implements LaneSamples {
  private final GaussianTeacher teacher;
  private final LaneRandom random;
  private final double[] noise;
  private final double[][] x;
  private final double[][] y;

  LaneTeacher(GaussianTeacher teacher, LaneRandom random, int lanes) {
    this.teacher = teacher;
    this.random = random;
    noise = new double[lanes];
    x = new double[teacher.inputs()][lanes];
    y = new double[1][lanes];
  }

  @Override
  public void draw() {
    LaneSquares.clear(y[0]);
    for (int j = 0; j < x.length; j++) {
      random.normals(x[j]);
      LaneProducts.addMultiple(teacher.teacher().get(j), x[j], y[0]);
    }
    random.normals(noise);
    LaneProducts.addMultiple(teacher.noise(), noise, y[0]);
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
