package org.noiseproof.claim.clipping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.claim.Comparison;

/**
 * Of many comparisons of the same quantity, the one that comes closest to failing or fails by most,
 * with the input that produced it.
 */
public final class Tightest {
  private final Map<String, Found> found = new LinkedHashMap<>();

  private record Found(Comparison comparison, Object input) {}

  /** A comparison more. The input is turned into text only if it stays the tightest. */
  public void offer(Comparison comparison, Object input) {
    found.merge(
        comparison.quantity(),
        new Found(comparison, input),
        (old, candidate) -> tighter(candidate.comparison, old.comparison) ? candidate : old);
  }

  private static boolean tighter(Comparison a, Comparison b) {
    return a.holds() == b.holds() ? Double.compare(a.used(), b.used()) > 0 : !a.holds();
  }

  /** The tightest of each quantity, in the order in which the quantities came. */
  public List<Comparison> comparisons() {
    return found.values().stream()
        .map(f -> f.comparison.of(f.comparison.quantity() + " at " + f.input))
        .toList();
  }
}
