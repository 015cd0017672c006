package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;

/** The losses of SYM-1, and one with a symmetry that it does not have. */
final class Sym1Losses {
  private Sym1Losses() {}

  /** UWx of m = 2, d = 3, n = 4. */
  static final DeepLinear TWO_LAYER = DeepLinear.of(4, 3, 2);

  /** A loss with symmetries that it is said to have. */
  record Claimed(SampleLoss loss, List<Symmetry> symmetries) {
    static Claimed of(SampleLoss loss) {
      return new Claimed(loss, loss.symmetries());
    }

    List<Symmetry> diagonal() {
      return symmetries.stream().filter(Symmetry::isDiagonal).toList();
    }
  }

  /** With every symmetry that they know of themselves. */
  static List<Claimed> invariant() {
    return List.of(
        Claimed.of(DeepLinear.of(1, 1, 1)),
        Claimed.of(DeepLinear.of(3, 1, 1)),
        Claimed.of(TWO_LAYER),
        Claimed.of(DeepLinear.of(2, 2, 3, 2)),
        Claimed.of(new DiagonalLinear(2, 2)),
        Claimed.of(new DiagonalLinear(4, 2)),
        Claimed.of(new ReluNeuron(3)),
        Claimed.of(new AngleLoss()),
        Claimed.of(new SphereLoss(4)));
  }

  /** UWx with a generator that scales both layers up. */
  static List<Claimed> wrongGenerator() {
    double[] ones = new double[TWO_LAYER.parameters()];
    Arrays.fill(ones, 1);
    return List.of(new Claimed(TWO_LAYER, List.of(Symmetry.diagonal("both up", ones))));
  }

  /** Samples whose entries are drawn by the source. */
  static Population population(SampleLoss loss, int count, Source source) {
    List<Sample> samples = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      samples.add(Sample.of(source.vector(loss.inputs()), source.vector(loss.outputs())));
    }
    return new Population(samples);
  }

  /** Vectors at random. */
  interface Source {
    double[] vector(int length);

    static Source normal(RandomStream random) {
      return length -> {
        double[] vector = new double[length];
        Arrays.setAll(vector, _ -> random.nextNormal());
        return vector;
      };
    }

    /** From −3 to 3. */
    static Source integers(RandomStream random) {
      return length -> {
        double[] vector = new double[length];
        Arrays.setAll(vector, _ -> random.nextInt(7) - 3.0);
        return vector;
      };
    }
  }

  /** A symmetric K. */
  static Matrix symmetric(int size, Source source) {
    Matrix k = Matrix.of(size, size, source.vector(size * size));
    return k.plus(k.transpose());
  }
}
