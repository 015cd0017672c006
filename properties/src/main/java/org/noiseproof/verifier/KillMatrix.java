package org.noiseproof.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.claim.Control;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult.ControlResult;

/**
 * What every negative control came to on every backend: the proof that the checks can fail.
 *
 * @param backends the columns
 * @param rows one a control
 */
public record KillMatrix(List<String> backends, List<Row> rows) {
  public KillMatrix {
    backends = List.copyOf(backends);
    rows = List.copyOf(rows);
  }

  /**
   * A control of a claim.
   *
   * @param verdicts by backend; none where the claim was not run there
   */
  public record Row(String claim, Control control, Map<String, Verdict> verdicts) {
    public Row {
      verdicts = Map.copyOf(verdicts);
    }

    /** Found wherever it applies, and somewhere. */
    boolean killed() {
      return verdicts.containsValue(Verdict.VIOLATED)
          && verdicts.values().stream()
              .allMatch(v -> v == Verdict.VIOLATED || v == Verdict.NOT_APPLICABLE);
    }
  }

  /** The matrix of these runs, one a backend. */
  public static KillMatrix of(List<Verification> runs) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, Map<String, Verdict>> verdicts = new LinkedHashMap<>();
    for (Verification run : runs) {
      for (ClaimResult result : run.results()) {
        for (ControlResult control : result.controls()) {
          String claim = result.claim().id();
          String key = claim + "/" + control.control().check().name();
          verdicts
              .computeIfAbsent(key, absent -> new LinkedHashMap<>())
              .put(run.backend(), control.finding().verdict());
          rows.put(key, new Row(claim, control.control(), verdicts.getOrDefault(key, Map.of())));
        }
      }
    }
    return new KillMatrix(
        runs.stream().map(Verification::backend).toList(), new ArrayList<>(rows.values()));
  }

  /** Whether every control was found wherever it applies, and somewhere. */
  public boolean complete() {
    return rows.stream().allMatch(Row::killed);
  }

  /** As a Markdown table: a cell is VIOLATED where the control was found. */
  public String markdown() {
    StringBuilder table = new StringBuilder("| claim | control | what is wrong |");
    backends.forEach(backend -> table.append(' ').append(backend).append(" |"));
    table.append("\n| --- | --- | --- |").repeat(" --- |", backends.size()).append('\n');
    for (Row row : rows) {
      table.append(
          "| %s | `%s` | %s |"
              .formatted(row.claim(), row.control().check().name(), cell(row.control().wrong())));
      for (String backend : backends) {
        Verdict verdict = row.verdicts().get(backend);
        table.append(verdict == null ? " |" : " " + cell(verdict) + " |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String cell(Verdict verdict) {
    return switch (verdict) {
      case VIOLATED -> "VIOLATED";
      case NOT_APPLICABLE -> "n/a";
      case HOLDS, UNDECIDED, ERROR -> "**missed: " + verdict + "**";
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
