package org.noiseproof.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Picture.Panel;
import org.noiseproof.matrix.Matrix;

class SvgPictureTest {
  private static final Matrix MATRIX = Matrix.of(2, 3, 4, 0, -1, 2, -4, 0.5);

  private static String figure(List<Double> singularValues) {
    return SvgPicture.figure(
        new Picture("directions", List.of(new Panel("V", MATRIX, singularValues))));
  }

  @Test
  void every_entry_is_a_square_whose_colour_says_its_sign() {
    String figure = figure(List.of());

    assertThat(figure.split("<title>", -1)).hasSize(7);
    assertThat(figure).contains("class=\"cell negative\" fill-opacity=\"1.000\"><title>−4");
    assertThat(figure).contains("class=\"cell negative\" fill-opacity=\"0.250\"><title>−1");
    assertThat(figure).contains("class=\"cell positive\" fill-opacity=\"0.500\"><title>2");
    assertThat(figure).contains("class=\"cell positive\" fill-opacity=\"0.000\"><title>0");
  }

  @Test
  void singular_values_are_bars_as_high_as_they_are_large() {
    assertThat(figure(List.of(4.0, 1.0)))
        .contains("height=\"44.000\" class=\"bar\"><title>σ1 = 4")
        .contains("height=\"11.000\" class=\"bar\"><title>σ2 = 1")
        .contains("singular values");
    assertThat(figure(List.of())).doesNotContain("singular values");
  }

  @Test
  void a_picture_says_what_it_shows_to_those_who_cannot_see_it() {
    assertThat(figure(List.of())).contains("aria-label=\"V, a 2 × 3 matrix\"");
  }

  @Test
  void a_matrix_of_zeros_is_shown_too() {
    String figure =
        SvgPicture.figure(
            new Picture("0", List.of(new Panel("0", Matrix.zero(1, 1), List.of(0.0)))));

    assertThat(figure).contains("fill-opacity=\"0.000\"").doesNotContain("NaN");
  }
}
