package org.noiseproof.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;

class SvgPlotTest {
  private static List<String> labels(Axis axis) {
    return axis.ticks(6).stream().map(Axis.Tick::label).filter(label -> !label.isEmpty()).toList();
  }

  @Test
  void linear_ticks_are_round_numbers() {
    assertThat(labels(Axis.around(List.of(0.0, 1.0), false)))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(labels(Axis.around(List.of(-3.0, 7.0), false)))
        .containsExactly("−2", "0", "2", "4", "6");
  }

  @Test
  void logarithmic_ticks_are_decades_and_within_few_decades_their_parts() {
    assertThat(labels(Axis.around(List.of(1e-6, 1.0), true)))
        .containsExactly("10⁻⁶", "10⁻⁴", "10⁻²", "1");
    assertThat(labels(Axis.around(List.of(1.0, 40.0), true)))
        .containsExactly("1", "2", "5", "10", "20");
  }

  @Test
  void a_single_value_lies_in_the_middle() {
    Axis axis = Axis.around(List.of(5.0, 5.0), false);

    assertThat(axis.position(5)).isEqualTo(0.5);
  }

  @Test
  void a_line_is_broken_where_a_value_cannot_be_shown() {
    Plot plot =
        new Plot(
            "t",
            "x",
            "y",
            false,
            true,
            List.of(
                Series.of(
                    "s", Role.BOUND, List.of(0.0, 1.0, 2.0, 3.0), List.of(1.0, 0.0, 2.0, 3.0))));

    assertThat(SvgPlot.figure(plot)).containsPattern("d=\"M[^ML]*M[^ML]*L[^ML]*\"");
  }

  @Test
  void a_plot_says_what_it_shows_to_those_who_cannot_see_it() {
    Plot plot =
        new Plot(
            "MSE",
            "n",
            "mse",
            false,
            false,
            List.of(Series.of("measured", Role.MEASURED, List.of(1.0), List.of(1.0))));

    assertThat(SvgPlot.figure(plot))
        .contains("role=\"img\"", "aria-label=\"MSE; mse against n: measured\"");
  }
}
