package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.statistics.Ledger.Entry;

class LedgerTest {
  @Test
  void a_check_gets_its_share_of_alpha_and_beta() {
    Ledger ledger = Ledger.of(Map.of("CLIP-5/worst", 0.25, "CLIP-7/tail", 0.5));
    assertThat(ledger.budget("CLIP-5/worst"))
        .isEqualTo(new ErrorBudget(0.25 * Ledger.ALPHA, 0.25 * Ledger.BETA));
    assertThat(ledger.budget("CLIP-7/tail"))
        .isEqualTo(new ErrorBudget(0.5 * Ledger.ALPHA, 0.5 * Ledger.BETA));
    assertThat(ledger.spent()).isEqualTo(0.75);
  }

  @Test
  void a_run_has_one_false_alarm_in_a_million_and_misses_one_defect_in_a_thousand() {
    ErrorBudget stated = new ErrorBudget(1e-6, 1e-3);
    assertThat(Ledger.of(Map.of("all", 1.0)).budget("all")).isEqualTo(stated);
  }

  @Test
  void an_empty_catalogue_spends_nothing() {
    assertThat(Ledger.of(Map.of()).spent()).isZero();
  }

  @Test
  void shares_that_exceed_one_only_by_their_own_rounding_are_accepted() {
    for (int n = 2; n < 200; n++) {
      Map<String, Double> shares = new HashMap<>();
      for (int i = 0; i < n; i++) {
        shares.put("check " + i, 1.0 / n);
      }
      assertThat(Ledger.of(shares).budget("check 0").alpha()).isEqualTo(1.0 / n * Ledger.ALPHA);
    }
  }

  @Test
  void shares_that_exceed_one_are_refused() {
    assertThatThrownBy(() -> Ledger.of(Map.of("a", 0.5, "b", 0.5 + 0x1p-40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum to 1.0000000000009095");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -0.5, 1.0000000000000002, Double.NaN})
  void a_share_outside_its_range_is_refused(double share) {
    assertThatThrownBy(() -> Ledger.of(Map.of("CLIP-5/worst", share)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("share = " + share + " of CLIP-5/worst");
  }

  @Test
  void a_name_that_is_taken_is_refused() {
    assertThatThrownBy(() -> Ledger.of(List.of(new Entry("a", 0.1), new Entry("a", 0.2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named a");
  }

  @Test
  void a_check_that_has_no_entry_is_refused() {
    assertThatThrownBy(() -> Ledger.of(Map.of("a", 0.5)).budget("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no entry for b");
  }

  @Test
  void it_prints_a_line_for_each_entry_in_order_and_the_sum() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("z", 0.5);
    shares.put("a", 0.25);
    List<String> lines = Ledger.of(shares).toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("z ")
        .contains("share 0.500000", "α 5.00e-07", "β 5.00e-04");
    assertThat(lines.get(1)).startsWith("a ").contains("share 0.250000");
    assertThat(lines.get(2)).startsWith("sum ").contains("share 0.750000");
  }
}
