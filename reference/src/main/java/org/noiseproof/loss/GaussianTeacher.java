package org.noiseproof.loss;

import java.util.List;
import org.noiseproof.random.RandomStream;

/**
 * x ~ N(0, I), y = v·x + σε, ε ~ N(0, 1): unbounded features, on which discrete SGD on a product of
 * weights has no stationary law.
 *
 * @param teacher v, finite, at least one coordinate
 * @param noise σ ≥ 0
 */
public record GaussianTeacher(List<Double> teacher, double noise) implements SampleLaw {
  public GaussianTeacher {
    teacher = List.copyOf(teacher);
    if (teacher.isEmpty() || !teacher.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "teacher = " + teacher + ", expected finite numbers, at least one");
    }
    if (!(noise >= 0 && Double.isFinite(noise))) {
      throw new IllegalArgumentException("noise = " + noise + " is out of range: 0 ≤ noise < ∞");
    }
  }

  @Override
  public int inputs() {
    return teacher.size();
  }

  @Override
  public int outputs() {
    return 1;
  }

  /** The coordinates of x from the first to the last, then ε; v·x is summed in that order. */
  @Override
  public Sample draw(RandomStream random) {
    double[] x = new double[teacher.size()];
    double y = 0;
    for (int j = 0; j < x.length; j++) {
      x[j] = random.nextNormal();
      y += teacher.get(j) * x[j];
    }
    return Sample.of(x, y + noise * random.nextNormal());
  }
}
