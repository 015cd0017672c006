package org.noiseproof.vector;

import java.util.List;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.Scalar;

/** How a run goes: where its gradients come from, and whether its hyperparameters stay. */
sealed interface Course {

  /** Whose positions long runs are compared at. */
  List<Long> MOMENTS = List.of(1L, 2L, 5L, 10L, 100L, 1000L, 10_000L);

  /** The gradients are listed. */
  record Given() implements Course {}

  /**
   * The gradients are listed, and the hyperparameters are set before each step, as a program does
   * that lowers its learning rate.
   */
  record Changing() implements Course {}

  /**
   * The gradients are listed, and the parameters are several tensors of a model.
   *
   * @param lengths of the tensors, one after the other
   */
  record Tensors(List<Integer> lengths) implements Course {
    public Tensors {
      lengths = List.copyOf(lengths);
    }
  }

  /**
   * g_t[j] = ((a t + b j + c) mod m − k) / 2^s, t from 1, j from 0: small integers times a power of
   * two, exact in any format, the same whatever the program does.
   */
  record Modular(int a, int b, int c, int modulus, int minus, int shift) implements Course {
    /** The recipe, as one would type it. */
    String words() {
      return "g_t[j] = ((%d t + %d j + %d) mod %d − %d) / 2^%d"
          .formatted(a, b, c, modulus, minus, shift);
    }

    double gradient(long t, int j) {
      return Math.scalb(Math.floorMod(a * t + (long) b * j + c, modulus) - (double) minus, -shift);
    }
  }

  /**
   * g[j] = a_j (θ[j] − z_j) at the program's own parameters θ: the gradient of Σ a_j (θ_j −
   * z_j)²/2, so that errors feed back.
   */
  record Quadratic(List<Double> curvature, List<Double> centre) implements Course {
    public Quadratic {
      curvature = List.copyOf(curvature);
      centre = List.copyOf(centre);
    }

    /** The recipe, as one would type it. */
    String words() {
      return "g[j] = a[j] (θ[j] − z[j]), a = %s, z = %s".formatted(curvature, centre);
    }

    <S extends Scalar<S>> S gradient(Arithmetic<S> in, int j, S parameter) {
      return in.of(curvature.get(j)).times(parameter.minus(in.of(centre.get(j))));
    }

    double gradient(int j, double parameter) {
      return curvature.get(j) * (parameter - centre.get(j));
    }
  }
}
