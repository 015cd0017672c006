package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.statistics.Verdict;

/** Rows of aligned cells for a terminal; one column gives way where they do not fit. */
final class Table {
  private static final String GAP = "  ";
  private static final int READABLE = 20;

  private final List<String> heads;
  private final int elastic;
  private final List<Integer> dispensable;
  private final List<Row> rows = new ArrayList<>();

  private record Row(List<String> cells, Verdict verdict) {}

  /**
   * A table with these columns.
   *
   * @param elastic the column that is cut where the terminal is too narrow
   */
  Table(List<String> heads, int elastic) {
    this(heads, elastic, List.of());
  }

  /**
   * A table with these columns.
   *
   * @param elastic the column that is cut where the terminal is too narrow
   * @param dispensable the columns left out, in this order, before that one is cut below {@value
   *     #READABLE} cells
   */
  Table(List<String> heads, int elastic, List<Integer> dispensable) {
    this.heads = heads;
    this.elastic = elastic;
    this.dispensable = dispensable;
  }

  /** A row; the cell that names its verdict is coloured. */
  void add(Verdict verdict, String... cells) {
    rows.add(new Row(List.of(cells), verdict));
  }

  /** The lines, as wide as they need to be but no wider than a terminal. */
  List<String> lines(Terminal terminal) {
    int[] widths = new int[heads.size()];
    for (int j = 0; j < widths.length; j++) {
      int column = j;
      widths[j] =
          Math.max(
              Terminal.width(heads.get(j)),
              rows.stream().mapToInt(r -> Terminal.width(r.cells().get(column))).max().orElse(0));
    }
    if (terminal.output()) {
      fit(widths, terminal.columns());
    }
    List<String> lines = new ArrayList<>();
    lines.add(terminal.faint(line(heads, widths, terminal, Verdict.NOT_APPLICABLE)));
    rows.forEach(row -> lines.add(line(row.cells(), widths, terminal, row.verdict())));
    return lines;
  }

  /** Leaves columns out (width 0), then cuts the elastic one. */
  private void fit(int[] widths, int columns) {
    int wanted = Math.min(READABLE, widths[elastic]);
    for (int column : dispensable) {
      if (widths[elastic] - excess(widths, columns) < wanted) {
        widths[column] = 0;
      }
    }
    int excess = excess(widths, columns);
    if (excess > 0) {
      widths[elastic] = Math.max(Terminal.width(heads.get(elastic)), widths[elastic] - excess);
    }
  }

  private static int excess(int[] widths, int columns) {
    int shown = (int) Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).sum() + GAP.length() * (shown - 1) - columns;
  }

  private static String line(List<String> cells, int[] widths, Terminal terminal, Verdict verdict) {
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < cells.size(); j++) {
      if (widths[j] == 0) {
        continue;
      }
      String cell = Terminal.padded(Terminal.cut(cells.get(j), widths[j]), widths[j]);
      boolean isVerdict = cells.get(j).equals(Terminal.name(verdict));
      line.append(j == 0 ? "" : GAP).append(isVerdict ? terminal.coloured(verdict, cell) : cell);
    }
    return line.toString().stripTrailing();
  }
}
