package org.noiseproof.fast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {
  private static final Products VECTOR = Products.ofThisMachine();
  private static final Products SCALAR = new ScalarProducts();

  @ParameterizedTest
  @CsvSource({"4, 1, 8", "4, 3, 8", "8, 65, 16", "12, 10, 72", "16, 33, 40", "4, 0, 8"})
  void vectors_give_the_bits_of_scalar_code(int rows, int inner, int columns) {
    SplittableRandom random = new SplittableRandom(rows + inner + columns);
    double[] a = random.doubles(rows * (inner + 3L), -1, 1).toArray();
    double[] b = random.doubles((long) inner * columns, -1, 1).toArray();
    double[] c = random.doubles((long) rows * columns, -1, 1).toArray();
    double[] expected = c.clone();
    SCALAR.add(expected, a, inner + 3, b, rows, inner, columns);
    VECTOR.add(c, a, inner + 3, b, rows, inner, columns);
    assertThat(c).isEqualTo(expected);

    double[] dots = new double[rows];
    double[] expectedDots = new double[rows];
    VECTOR.dots(c, c, rows, columns, dots);
    SCALAR.dots(c, c, rows, columns, expectedDots);
    assertThat(dots).isEqualTo(expectedDots);
  }

  @ParameterizedTest
  @CsvSource({"1, 8, 4", "8, 8, 8", "9, 16, 12", "0, 0, 0"})
  void rows_and_columns_are_filled_up_to_whole_tiles(int given, int columns, int rows) {
    assertThat(Products.columns(given)).isEqualTo(columns);
    assertThat(Products.rows(given)).isEqualTo(rows);
  }
}
