package org.noiseproof.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private static final String LINE = "16,".repeat(Digits.FEATURES);

  @Test
  void the_classes_are_as_large_as_their_publishers_say() {
    Digits digits = Digits.load();
    int[] sizes = new int[Digits.CLASSES];
    for (LabelledData part : new LabelledData[] {digits.training(), digits.test()}) {
      IntStream.range(0, part.samples()).forEach(k -> sizes[part.label(k)]++);
    }
    assertThat(sizes).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  @Test
  void every_fifth_sample_is_for_testing() {
    Digits digits = Digits.load();
    assertThat(digits.training().samples()).isEqualTo(1438);
    assertThat(digits.test().samples()).isEqualTo(359);
    // The first ten lines are the digits 0 … 9.
    assertThat(IntStream.range(0, 8).map(digits.training()::label))
        .containsExactly(0, 1, 2, 3, 5, 6, 7, 8);
    assertThat(IntStream.range(0, 2).map(digits.test()::label)).containsExactly(4, 9);
  }

  @Test
  void the_first_digit_is_the_published_one_in_sixteenths() {
    assertThat(Digits.load().training().input(0))
        .startsWith(0, 0, 5 / 16.0, 13 / 16.0, 9 / 16.0, 1 / 16.0, 0, 0)
        .endsWith(0, 0, 6 / 16.0, 13 / 16.0, 10 / 16.0, 0, 0, 0);
  }

  @Test
  void broken_files_are_refused_by_line_and_cell() throws IOException {
    assertThat(Digits.read(gzipped(LINE + "9\n")).label(0)).isEqualTo(9);
    assertThatThrownBy(() -> Digits.read(gzipped(LINE + "9\n1,2,3\n")))
        .hasMessage("digits: line 2 has 3 cells, expected 65");
    assertThatThrownBy(() -> Digits.read(gzipped(LINE + "10\n")))
        .hasMessage("digits: line 1, cell 65 is \"10\", expected an integer 0 … 9");
    assertThatThrownBy(() -> Digits.read(gzipped("17," + LINE.substring(3) + "0\n")))
        .hasMessage("digits: line 1, cell 1 is \"17\", expected an integer 0 … 16");
    assertThatThrownBy(() -> Digits.read(gzipped("0.5," + LINE.substring(3) + "0\n")))
        .hasMessageContaining("is \"0.5\"");
    assertThatThrownBy(() -> Digits.read(gzipped(""))).hasMessageContaining("samples = 0");
    assertThatThrownBy(() -> Digits.read(new ByteArrayInputStream(new byte[20])))
        .isInstanceOf(IOException.class);
  }

  @Test
  void data_that_does_not_fit_together_is_refused() {
    double[] inputs = {1, 2, 3, 4};
    assertThatThrownBy(() -> new LabelledData(2, 2, inputs, new int[] {0}))
        .hasMessage("4 inputs for 1 samples of 2 features");
    assertThatThrownBy(() -> new LabelledData(2, 2, inputs, new int[] {0, 2}))
        .hasMessage("labels: sample 1 has class 2, expected 0 … 1");
    assertThatThrownBy(() -> new LabelledData(1, 2, new double[] {Double.NaN}, new int[] {0}))
        .hasMessageContaining("sample 0, feature 0 is NaN");
    assertThatThrownBy(() -> new LabelledData(0, 2, inputs, new int[] {0}))
        .hasMessage("features = 0 is out of range: features ≥ 1");
    assertThatThrownBy(() -> new LabelledData(4, 1, inputs, new int[] {0}))
        .hasMessage("classes = 1 is out of range: classes ≥ 2");
  }

  private static InputStream gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
