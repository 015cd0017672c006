package org.noiseproof.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Samples read from a file: CSV with the label last, or JSON with "X" and "y".
 *
 * @param data the samples; class c is the c-th label
 * @param labels the integers that stand for classes in the file, ascending
 * @param header the names of columns, the label's last; none where the file has none
 */
public record DataFile(LabelledData data, List<Long> labels, List<String> header) {
  /** Numbers in all. */
  private static final int MOST_NUMBERS = 1 << 26;

  private static final int LOOK_AHEAD = 4096;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Copies the lists. */
  public DataFile {
    labels = List.copyOf(labels);
    header = List.copyOf(header);
  }

  /**
   * The samples in a file. It is JSON where its first character other than white space is a brace.
   *
   * @throws IllegalArgumentException that names the file and, where there is one, the line and the
   *     column (or the JSON path) of what is wrong: the file cannot be read, a row has another
   *     length, a cell is no finite number, a label is no integer, there is no sample, or only one
   *     label
   */
  public static DataFile read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return switch (first(reader)) {
        case '{' -> JsonSamples.read(reader);
        case '[' ->
            throw new IllegalArgumentException(
                "this is a JSON array, expected an object {\"X\": [[…], …], \"y\": […]}");
        default -> DelimitedSamples.read(reader);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + reason(file, e), e);
    }
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof CharacterCodingException) {
      return "this is no text in UTF-8";
    }
    return Files.isDirectory(file)
        ? "this is a folder"
        : Files.isReadable(file) ? "cannot be read: " + e.getMessage() : "permission denied";
  }

  /** The first character other than white space; a byte order mark is passed over. */
  private static int first(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    reader.mark(LOOK_AHEAD);
    int next = reader.read();
    for (int read = 1; Character.isWhitespace(next) && read < LOOK_AHEAD; read++) {
      next = reader.read();
    }
    reader.reset();
    return next;
  }

  /** The data set of rows and their labels. */
  static DataFile of(List<double[]> rows, List<Long> labels, List<String> header) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there are no samples");
    }
    List<Long> distinct = labels.stream().distinct().sorted().toList();
    if (distinct.size() < 2) {
      throw new IllegalArgumentException(
          "every sample has the label %d; a margin is between two classes or more"
              .formatted(distinct.getFirst()));
    }
    int features = rows.getFirst().length;
    if ((long) rows.size() * features > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "%d samples of %d features, expected at most %d numbers in all"
              .formatted(rows.size(), features, MOST_NUMBERS));
    }
    double[] inputs = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    int[] classes = labels.stream().mapToInt(label -> indexOf(distinct, label)).toArray();
    return new DataFile(
        new LabelledData(features, distinct.size(), inputs, classes), distinct, header);
  }

  private static int indexOf(List<Long> sorted, long label) {
    return Collections.binarySearch(sorted, label);
  }
}
