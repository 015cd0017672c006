package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.statistics.Verdict;

class Sym4Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Sym4.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_without_the_specs_is_told_so() {
    assertThat(Sym4.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  @Test
  void the_root_is_drawn_where_the_force_is_0_and_the_gradient_least() {
    List<Plot> plots = plots();
    double root = series(plots.get(0), "λ*").x().getFirst();
    Series least = series(plots.get(1), "λ*");
    assertThat(least.x()).containsExactly(root);
    assertThat(series(plots.get(1), "the backend's batches").y())
        .allMatch(y -> y >= least.y().getFirst());
  }

  @Test
  void the_equilibria_in_the_plane_lie_on_their_curves() {
    Plot plane = plots().get(2);
    for (String name : List.of("equilibria", "equilibria with decay γ ≈ η")) {
      Series measured = series(plane, name);
      Series predicted = series(plane, name + ", closed form");
      assertThat(measured.role()).isEqualTo(Role.MEASURED);
      for (int i = 0; i < measured.x().size(); i++) {
        assertThat(measured.x().get(i))
            .isCloseTo(predicted.x().get(i), within(Tolerance.CLOSED_FORM));
        assertThat(measured.y().get(i))
            .isCloseTo(predicted.y().get(i), within(Tolerance.CLOSED_FORM));
      }
    }
  }

  private static List<Plot> plots() {
    return Sym4.claim().checks().getFirst().experiment().apply(Golden.TRIAL).plots();
  }

  private static Series series(Plot plot, String name) {
    return plot.series().stream()
        .filter(series -> series.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
