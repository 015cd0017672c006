package org.noiseproof.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

  private static Series path(String name, Role role, int points, double radius) {
    List<Double> angles = IntStream.range(0, points).mapToObj(i -> 2 * Math.PI * i / 50).toList();
    return Series.of(
        name,
        role,
        angles.stream().map(a -> radius * Math.cos(a)).toList(),
        angles.stream().map(a -> radius * Math.sin(a)).toList());
  }

  private static int count(String figure, String regex) {
    return (int) Pattern.compile(regex).matcher(figure).results().count();
  }

  @Test
  void a_path_goes_from_a_ring_to_a_dot_in_the_picture_and_in_the_legend() {
    Plot plot = new Plot("t", "u", "w", false, false, List.of(path("round", Role.MEASURED, 40, 1)));

    assertThat(count(SvgPlot.figure(plot), "class=\"ring measured n0\"")).isEqualTo(2);
    assertThat(count(SvgPlot.figure(plot), "class=\"dot measured n0\"")).isEqualTo(2);
  }

  @Test
  void what_is_predicted_or_goes_one_way_is_no_path() {
    Series oneWay = Series.of("down", Role.CONTROL, falling(40), falling(40));
    Plot plot =
        new Plot(
            "t", "u", "w", false, false, List.of(path("orbit", Role.PREDICTED, 40, 1), oneWay));

    assertThat(SvgPlot.figure(plot)).doesNotContain("ring", "\"dot");
    assertThat(SvgPlot.figure(Plot.plane("t", "u", "w", List.of(oneWay)))).contains("ring");
  }

  private static List<Double> falling(int points) {
    return IntStream.range(0, points).mapToObj(i -> (double) -i).toList();
  }

  @Test
  void a_circle_in_a_plane_is_as_wide_as_high() {
    String figure =
        SvgPlot.figure(Plot.plane("t", "u", "w", List.of(path("o", Role.PREDICTED, 51, 3))));
    double[] xs = coordinates(figure, "[ML]([\\d.]+) ");
    double[] ys = coordinates(figure, "[ML][\\d.]+ ([\\d.]+)");

    double width = Arrays.stream(xs).max().orElseThrow() - Arrays.stream(xs).min().orElseThrow();
    double height = Arrays.stream(ys).max().orElseThrow() - Arrays.stream(ys).min().orElseThrow();
    assertThat(height / width).isBetween(0.99, 1.01);
    assertThat(height).isGreaterThan(250);
  }

  private static double[] coordinates(String figure, String regex) {
    return Pattern.compile(regex)
        .matcher(figure)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .toArray();
  }

  @Test
  void a_plane_that_is_wider_than_it_can_be_high_is_filled_up() {
    Plot flat =
        Plot.plane(
            "t",
            "u",
            "w",
            List.of(Series.of("s", Role.MEASURED, List.of(0.0, 9.0), List.of(0.5, 0.51))));

    assertThat(SvgPlot.figure(flat)).contains("viewBox=\"0 0 620 340\"");
  }

  @Test
  void five_runs_have_letters_where_they_end_and_in_the_legend() {
    List<Series> runs =
        IntStream.rangeClosed(1, 5).mapToObj(i -> path("r" + i, Role.CONTROL, 40, i)).toList();
    List<Series> series = new ArrayList<>(runs);
    series.addFirst(path("orbit", Role.PREDICTED, 40, 1));

    String five = SvgPlot.figure(Plot.plane("t", "u", "w", series));
    assertThat(five).contains(">a</text>", ">e</text>", "<b class=\"control n0\">a</b>r1<");
    assertThat(SvgPlot.figure(Plot.plane("t", "u", "w", series.subList(0, 5))))
        .doesNotContain(">a</text>");
  }

  @Test
  void letters_make_way_for_one_another() {
    List<Series> runs =
        IntStream.range(0, 6).mapToObj(i -> path("r" + i, Role.MEASURED, 40, 1)).toList();

    String figure = SvgPlot.figure(Plot.plane("t", "u", "w", runs));
    double[] heights = coordinates(figure, "y=\"([\\d.]+)\" class=\"tag");
    assertThat(Arrays.stream(heights).distinct().count()).isEqualTo(6);
  }

  @Test
  void points_that_cannot_be_told_apart_are_drawn_once() {
    Series slow =
        Series.of(
            "slow",
            Role.MEASURED,
            IntStream.range(0, 10_000).mapToObj(i -> i * 1.0).toList(),
            IntStream.range(0, 10_000).mapToObj(i -> i * 1.0).toList());

    String figure = SvgPlot.figure(new Plot("t", "x", "y", false, false, List.of(slow)));
    assertThat(count(figure, "L[\\d.]+ ")).isBetween(500, 1800);
  }

  @Test
  void a_limit_at_zero_is_a_ring_inside_the_frame() {
    Plot plot =
        new Plot(
            "t",
            "η",
            "y",
            false,
            false,
            List.of(
                Series.of("at η", Role.MEASURED, List.of(0.1, 0.05), List.of(0.5, 0.6)),
                Series.of("limit", Role.PREDICTED, List.of(0.0), List.of(0.7))));
    String figure = SvgPlot.figure(plot);
    double left = coordinates(figure, "<line x1=\"([\\d.]+)\"")[0];

    assertThat(coordinates(figure, "cx=\"([\\d.]+)\"[^>]*ring predicted")[0])
        .isGreaterThan(left + 5);
  }

  @Test
  void ticks_have_the_digits_that_tell_them_apart() {
    assertThat(labels(Axis.around(List.of(1e6, 1e6 + 1e-3), false))).doesNotHaveDuplicates();
  }
}
