package org.noiseproof.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A theorem in checkable form.
 *
 * @param id permanent: {@code CLIP-7}
 * @param title a short name
 * @param statement in words and Unicode, for a terminal
 * @param formula the statement's formulas in LaTeX, for the report
 * @param source where it comes from
 * @param assumptions what it needs
 * @param constants that appear in it
 * @param checks the ways in which it can be refuted, at least one
 * @param controls what the checks must find VIOLATED, at least one
 * @param blindSpots what the checks cannot see
 */
public record Claim(
    String id,
    String title,
    String statement,
    String formula,
    Source source,
    List<String> assumptions,
    List<Constant> constants,
    List<Check> checks,
    List<Control> controls,
    List<String> blindSpots) {
  public Claim {
    assumptions = List.copyOf(assumptions);
    constants = List.copyOf(constants);
    checks = List.copyOf(checks);
    controls = List.copyOf(controls);
    blindSpots = List.copyOf(blindSpots);
    if (checks.isEmpty() || controls.isEmpty() || blindSpots.isEmpty()) {
      throw new IllegalArgumentException(
          id + " is not finished: it needs a check, a negative control and its blind spots");
    }
    Set<String> names = new HashSet<>();
    Stream.concat(checks.stream(), controls.stream().map(Control::check))
        .forEach(
            check -> {
              if (!names.add(check.name())) {
                throw new IllegalArgumentException(id + " has two checks named " + check.name());
              }
            });
  }

  /** The rungs that its checks stand on, strongest first. */
  public List<Evidence> evidence() {
    return checks.stream().map(Check::evidence).distinct().sorted().toList();
  }
}
