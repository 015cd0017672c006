package org.noiseproof.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits: 1797 grids of 8 × 8 numbers 0, 1/16, …, 1 in 10 classes, the test part of
 * Alpaydin and Kaynak (1998), <i>Optical Recognition of Handwritten Digits</i>, UCI Machine
 * Learning Repository, doi:10.24432/C50P49, CC BY 4.0.
 *
 * <p>Every fifth sample (4, 9, 14, … from 0) is for testing, 359 of them; the other 1438 are for
 * training. The numbers are dyadic, so that exact arithmetic on them is short.
 *
 * @param training 1438 samples
 * @param test 359 samples
 */
public record Digits(LabelledData training, LabelledData test) {
  /** Of a sample. */
  public static final int FEATURES = 64;

  /** 0 … 9. */
  public static final int CLASSES = 10;

  private static final String RESOURCE = "digits.csv.gz";
  private static final int LARGEST = 16;
  private static final int EVERY = 5;

  /** The data that ships with the project. */
  public static Digits load() {
    try (InputStream in =
        Objects.requireNonNull(Digits.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return split(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * Gzipped lines of 64 integers 0 … 16 and a class, with commas between.
   *
   * @throws IllegalArgumentException that names the line and what is wrong with it
   * @throws IOException where the stream cannot be read or is not gzip
   */
  static LabelledData read(InputStream gzipped) throws IOException {
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.US_ASCII))) {
      lines = reader.lines().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    double[] inputs = new double[lines.size() * FEATURES];
    int[] labels = new int[lines.size()];
    for (int k = 0; k < lines.size(); k++) {
      String[] cells = lines.get(k).split(",", -1);
      if (cells.length != FEATURES + 1) {
        throw new IllegalArgumentException(
            "digits: line %d has %d cells, expected %d"
                .formatted(k + 1, cells.length, FEATURES + 1));
      }
      for (int j = 0; j < FEATURES; j++) {
        inputs[k * FEATURES + j] = integer(cells[j], LARGEST, k, j) / (double) LARGEST;
      }
      labels[k] = integer(cells[FEATURES], CLASSES - 1, k, FEATURES);
    }
    return new LabelledData(FEATURES, CLASSES, inputs, labels);
  }

  private static int integer(String cell, int largest, int line, int column) {
    int value = -1;
    if (cell.matches("\\d{1,3}")) {
      value = Integer.parseInt(cell);
    }
    if (value < 0 || value > largest) {
      throw new IllegalArgumentException(
          "digits: line %d, cell %d is \"%s\", expected an integer 0 … %d"
              .formatted(line + 1, column + 1, cell, largest));
    }
    return value;
  }

  private static Digits split(LabelledData all) {
    return new Digits(all.select(of(all, false).toArray()), all.select(of(all, true).toArray()));
  }

  private static IntStream of(LabelledData all, boolean test) {
    return IntStream.range(0, all.samples()).filter(k -> (k % EVERY == EVERY - 1) == test);
  }
}
