package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.fast.cpu.Cases;
import org.noiseproof.problem.Problem;

class LaneProblemTest {
  private static final int LANES = 200;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void values_and_gradients_of_all_lanes_have_the_bits_of_the_problem(int dimension) {
    for (boolean wild : new boolean[] {false, true}) {
      Batch points = Cases.batch(LANES, dimension, dimension, wild);
      double[][] x = new double[dimension][LANES];
      for (int j = 0; j < dimension; j++) {
        for (int l = 0; l < LANES; l++) {
          x[j][l] = points.at(l, j);
        }
      }
      for (Problem problem : LaneCases.problems(dimension)) {
        double[][] gradient = new double[dimension][LANES];
        double[] value = new double[LANES];
        LaneProblem.gradient(problem, x, gradient);
        LaneProblem.value(problem, x, value);
        for (int l = 0; l < LANES; l++) {
          int lane = l;
          assertThat(Stream.of(gradient).mapToDouble(g -> g[lane]).toArray())
              .containsExactly(problem.gradient(points.row(l)));
          assertThat(value[l]).isEqualTo(problem.value(points.row(l)));
        }
      }
    }
  }
}
