package org.noiseproof.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sample a line, its label last, cells separated by semicolons, tabs, commas or white space,
 * whichever of them the first line has, in this order. A first line whose last cell is no number is
 * a header. Blank lines are passed over; cells may be in quotation marks.
 */
final class DelimitedSamples {
  private final char delimiter;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Long> labels = new ArrayList<>();
  private List<String> header = List.of();

  private DelimitedSamples(char delimiter) {
    this.delimiter = delimiter;
  }

  static DataFile read(BufferedReader reader) throws IOException {
    DelimitedSamples samples = null;
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        if (samples == null) {
          samples = new DelimitedSamples(delimiter(line));
          samples.first(line, number);
        } else {
          samples.row(line, number);
        }
      }
    }
    if (samples == null) {
      throw new IllegalArgumentException("the file is empty");
    }
    return DataFile.of(samples.rows, samples.labels, samples.header);
  }

  private static char delimiter(String line) {
    return line.indexOf(';') >= 0
        ? ';'
        : line.indexOf('\t') >= 0 ? '\t' : line.indexOf(',') >= 0 ? ',' : ' ';
  }

  private void first(String line, int number) {
    List<String> cells = cells(line);
    if (DecimalNumber.isMeant(cells.getLast())) {
      row(line, number);
    } else {
      header = cells;
      requireFeatures(cells, number);
    }
  }

  private void row(String line, int number) {
    List<String> cells = cells(line);
    int features = rows.isEmpty() ? header.size() - 1 : rows.getFirst().length;
    if (features < 0) {
      requireFeatures(cells, number);
    } else if (cells.size() != features + 1) {
      throw new IllegalArgumentException(
          "line %d has %d columns, expected %d as in the first line"
              .formatted(number, cells.size(), features + 1));
    }
    double[] row = new double[cells.size() - 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = number(cells.get(j), number, j + 1);
    }
    double label = number(cells.getLast(), number, cells.size());
    try {
      labels.add(DecimalNumber.label(label, cells.getLast()));
    } catch (IllegalArgumentException e) {
      throw at(number, cells.size(), e);
    }
    rows.add(row);
  }

  private static void requireFeatures(List<String> cells, int number) {
    if (cells.size() < 2) {
      throw new IllegalArgumentException(
          "line %d has one column, expected features and a label".formatted(number));
    }
  }

  private static double number(String cell, int line, int column) {
    try {
      return DecimalNumber.of(cell);
    } catch (IllegalArgumentException e) {
      throw at(line, column, e);
    }
  }

  private static IllegalArgumentException at(int line, int column, IllegalArgumentException e) {
    return new IllegalArgumentException(
        "line %d, column %d: %s".formatted(line, column, e.getMessage()), e);
  }

  private List<String> cells(String line) {
    if (delimiter == ' ') {
      return Arrays.asList(line.strip().split("\\s+", -1));
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
