package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.statistics.Verdict;

/** Rows of aligned cells for a terminal; one column gives way where they do not fit. */
final class Table {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final int elastic;
  private final List<Row> rows = new ArrayList<>();

  private record Row(List<String> cells, Verdict verdict) {}

  /**
   * A table with these columns.
   *
   * @param elastic the column that is cut where the terminal is too narrow
   */
  Table(List<String> heads, int elastic) {
    this.heads = heads;
    this.elastic = elastic;
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
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    int excess = total - terminal.columns();
    if (terminal.output() && excess > 0) {
      widths[elastic] = Math.max(Terminal.width(heads.get(elastic)), widths[elastic] - excess);
    }
    List<String> lines = new ArrayList<>();
    lines.add(terminal.faint(line(heads, widths, terminal, Verdict.NOT_APPLICABLE)));
    rows.forEach(row -> lines.add(line(row.cells(), widths, terminal, row.verdict())));
    return lines;
  }

  private static String line(List<String> cells, int[] widths, Terminal terminal, Verdict verdict) {
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < cells.size(); j++) {
      String cell = Terminal.padded(Terminal.cut(cells.get(j), widths[j]), widths[j]);
      boolean isVerdict = cells.get(j).equals(Terminal.name(verdict));
      line.append(j == 0 ? "" : GAP).append(isVerdict ? terminal.coloured(verdict, cell) : cell);
    }
    return line.toString().stripTrailing();
  }
}
