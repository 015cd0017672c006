package org.noiseproof.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.exact.Tolerance;

/**
 * The error budget of a whole run, shared out by weight.
 *
 * <p>A check with share w tests at α w and β w; since the shares sum to at most 1, a run of a true
 * catalogue has any check VIOLATED with probability ≤ α, and one of a catalogue in which some
 * claims fail by more than their Δ has any of those HOLD with probability ≤ β (union bound, no
 * independence needed).
 */
public final class Ledger {
  /** α of a run: that any true claim is found VIOLATED. */
  public static final double ALPHA = 1e-6;

  /** β of a run: that any claim that fails by more than its Δ is found to HOLD. */
  public static final double BETA = 1e-3;

  private final Map<String, Double> shares;

  private Ledger(Map<String, Double> shares) {
    this.shares = shares;
  }

  /**
   * One check's part of the errors.
   *
   * @param id of the check, unique in the catalogue
   * @param share of α and of β, 0 &lt; share ≤ 1
   */
  public record Entry(String id, double share) {
    public Entry {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "share = %s of %s is out of range: 0 < share ≤ 1".formatted(share, id));
      }
    }
  }

  /**
   * The ledger with these shares.
   *
   * @throws IllegalArgumentException where a share is not in (0, 1] or they sum to more than 1
   */
  public static Ledger of(Map<String, Double> shares) {
    return of(shares.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList());
  }

  /**
   * The ledger with these entries.
   *
   * @throws IllegalArgumentException where two entries have one id or the shares sum to more than 1
   */
  public static Ledger of(List<Entry> entries) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (shares.put(entry.id(), entry.share()) != null) {
        throw new IllegalArgumentException("two entries are named " + entry.id());
      }
    }
    Ledger ledger = new Ledger(shares);
    // Shares such as 1/3 are rounded, so their sum may exceed 1 by its rounding.
    double rounding = Tolerance.gamma(2L * entries.size(), Tolerance.UNIT_ROUNDOFF);
    if (!(ledger.spent() <= 1 + rounding)) {
      throw new IllegalArgumentException(
          "the shares sum to %s, out of range: at most 1".formatted(ledger.spent()));
    }
    return ledger;
  }

  /**
   * α and β of one check.
   *
   * @throws IllegalArgumentException where the ledger has no such entry
   */
  public ErrorBudget budget(String id) {
    Double share = shares.get(id);
    if (share == null) {
      throw new IllegalArgumentException("the ledger has no entry for " + id);
    }
    return new ErrorBudget(ALPHA * share, BETA * share);
  }

  /** The sum of the shares. */
  public double spent() {
    return shares.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** A line for each entry, in the order given, and their sum. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    shares.forEach((id, share) -> lines.append(line(id, share)));
    return lines.append(line("sum", spent())).toString();
  }

  private static String line(String id, double share) {
    return "%-48s share %.6f  α %.2e  β %.2e%n".formatted(id, share, ALPHA * share, BETA * share);
  }
}
