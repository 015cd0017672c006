package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** Vectorised or not, a pass moves each entry as it moves that entry alone, to the bit. */
class CoordinatewisePassTest {
  /** Four of the widest vectors of floats, and three entries more. */
  private static final int LONGEST = 4 * 16 + 3;

  /** So often that the compiler has vectorised the loop by the end. */
  private static final int REPETITIONS = 2_000;

  private static final int BUFFERS = 3;

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        new Adam(1e-3, 0.9, 0.999, 1e-8, 0.01),
        new Rmsprop(1e-2, 0.99, 1e-8),
        new Adagrad(1e-2, 0.1, 1e-10),
        new Adadelta(1, 0.9, 1e-6),
        new Adamax(1e-3, 0.9, 0.999, 1e-8),
        new Nadam(1e-3, 0.9, 0.999, 1e-8),
        new Amsgrad(1e-3, 0.9, 0.999, 1e-8),
        new Adabelief(1e-3, 0.9, 0.999, 1e-16),
        new Lion(1e-3, 0.9, 0.99, 0.1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void doubles_move_as_they_would_alone(OptimizerSpec spec) {
    assertAlone(spec, Float64.ofThisMachine());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void floats_move_as_they_would_alone(OptimizerSpec spec) {
    assertAlone(spec, Float32.ofThisMachine());
  }

  private static <A> void assertAlone(OptimizerSpec spec, Format<A> format) {
    CoordinatewisePass<A> pass = new CoordinatewisePass<>(format);
    List<double[]> whole = draws(LONGEST, LONGEST, false);
    for (int i = 0; i < REPETITIONS; i++) {
      step(pass, spec, format, whole);
    }
    for (boolean wild : new boolean[] {false, true}) {
      for (int d = 0; d <= LONGEST; d++) {
        List<double[]> before = draws(d, d, wild);
        List<double[]> together = step(pass, spec, format, before);
        for (int j = 0; j < d; j++) {
          int entry = j;
          List<double[]> one = before.stream().map(v -> new double[] {v[entry]}).toList();
          List<double[]> alone = step(pass, spec, format, one);
          for (int i = 0; i < together.size(); i++) {
            assertThat(Double.doubleToLongBits(together.get(i)[j]))
                .as("vector %d, entry %d of %d, wild %s", i, j, d, wild)
                .isEqualTo(Double.doubleToLongBits(alone.get(i)[0]));
          }
        }
      }
    }
  }

  /** Parameters, buffers and gradient; what is under a root is not negative. */
  private static List<double[]> draws(int d, long seed, boolean wild) {
    List<double[]> draws = new ArrayList<>();
    for (int i = 0; i < BUFFERS + 2; i++) {
      draws.add(d == 0 ? new double[0] : Cases.batch(1, d, 10 * seed + i, wild).row(0));
    }
    for (int i = 1; i <= BUFFERS; i++) {
      double[] buffer = draws.get(i);
      for (int j = 0; j < d; j++) {
        buffer[j] = Math.abs(buffer[j]);
      }
    }
    return draws;
  }

  /** Step 3. */
  private static <A> List<double[]> step(
      CoordinatewisePass<A> pass, OptimizerSpec spec, Format<A> format, List<double[]> before) {
    List<A> vectors = new ArrayList<>();
    for (double[] vector : before) {
      vectors.add(format.narrowed(vector.clone()));
    }
    pass.step(spec, 3, vectors.getFirst(), vectors.subList(1, 1 + BUFFERS), vectors.getLast());
    return vectors.stream().map(format::widened).toList();
  }

  @Test
  void what_knows_more_than_its_own_coordinate_is_refused() {
    CoordinatewisePass<double[]> pass = new CoordinatewisePass<>(Float64.ofThisMachine());
    double[] x = Batch.of(1, 1, new double[] {1}).row(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.step(new SignSgd(1, 0), 1, x, List.of(x), x))
        .withMessageContaining("SignSgd");
  }
}
