package org.noiseproof.loss;

import java.util.List;
import java.util.SplittableRandom;

/** Every loss of the package, at random sizes, points and samples. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Losses(SampleLoss loss, double[] theta, Sample z) {

  /** The same for the same seed. */
  static Losses draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SampleLoss> all = some(random);
    SampleLoss loss = all.get(random.nextInt(all.size()));
    double scale = Math.scalb(1.0, random.nextInt(-6, 5));
    Losses drawn = at(loss, scale, random);
    while (drawn.isRough()) {
      drawn = at(loss, scale, random);
    }
    return drawn;
  }

  /** One of each kind. */
  static List<SampleLoss> some(SplittableRandom random) {
    return List.of(
        new DeepLinear(
            switch (random.nextInt(5)) {
              case 0 -> List.of(random.nextInt(1, 4), 1);
              case 1 -> List.of(1, 1, 1);
              case 2 -> List.of(random.nextInt(1, 5), 1, 1);
              case 3 -> List.of(random.nextInt(1, 4), random.nextInt(2, 4), random.nextInt(1, 3));
              default -> List.of(2, 3, 2, 2);
            }),
        new DiagonalLinear(random.nextInt(1, 5), random.nextInt(1, 4)),
        new ReluNeuron(random.nextInt(1, 4)),
        new DifferenceOfSquares(),
        new AngleLoss(),
        new SphereLoss(random.nextInt(1, 5)));
  }

  private static Losses at(SampleLoss loss, double scale, SplittableRandom random) {
    return new Losses(
        loss,
        random.doubles(loss.parameters(), -1, 1).map(t -> scale * t).toArray(),
        Sample.of(
            random.doubles(loss.inputs(), -2, 2).toArray(),
            random.doubles(loss.outputs(), -2, 2).toArray()));
  }

  /** Whether a kink, a cut or the origin is within a tenth of the length of θ, roughly. */
  private boolean isRough() {
    double size = Math.sqrt(squares(theta));
    double sum = 0;
    for (int j = 0; j < z.x().size() && j < theta.length; j++) {
      sum += theta[j] * z.x(j);
    }
    double x = Math.sqrt(squares(z.x().stream().mapToDouble(d -> d).toArray()));
    return switch (loss) {
      case ReluNeuron relu -> Math.abs(sum) < 0.1 * size * x;
      case AngleLoss angle -> theta[0] < 0 && Math.abs(theta[1]) < 0.1 * size;
      default -> false;
    };
  }

  private static double squares(double[] vector) {
    double sum = 0;
    for (double entry : vector) {
      sum += entry * entry;
    }
    return sum;
  }
}
