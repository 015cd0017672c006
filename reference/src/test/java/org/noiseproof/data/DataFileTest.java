package org.noiseproof.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  @TempDir private Path folder;

  private DataFile read(String text) throws IOException {
    return DataFile.read(Files.writeString(folder.resolve("data.csv"), text));
  }

  private void refuses(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    assertThatThrownBy(() -> DataFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": " + reason);
  }

  @Test
  void every_delimiter_gives_the_same_samples() throws IOException {
    for (String text :
        new String[] {
          "1,-2.5,7\n.5,3e-1,-3\n",
          "1;-2.5;7\r\n.5;3e-1;-3\r\n",
          "1\t-2.5\t7\n\n.5\t3e-1\t-3",
          "  1  -2.5\t7\n.5 3e-1 -3\n".replace('\t', ' '),
          "\ufeff\"a\",\"b, c\",label\n1, -2.5 ,7\n.5,+3e-1,-3.0\n"
        }) {
      DataFile file = read(text);
      assertThat(file.labels()).containsExactly(-3L, 7L);
      assertThat(file.data().samples()).isEqualTo(2);
      assertThat(file.data().input(0)).containsExactly(1, -2.5);
      assertThat(file.data().input(1)).containsExactly(0.5, 0.3);
      assertThat(file.data().label(0)).isEqualTo(1);
      assertThat(file.data().label(1)).isZero();
    }
  }

  @Test
  void a_first_line_that_ends_in_a_name_is_a_header_even_over_numbers() throws IOException {
    assertThat(read("0,1,target\n1,2,0\n3,4,1\n").header()).containsExactly("0", "1", "target");
    assertThat(read("1,2,0\n3,4,1\n").header()).isEmpty();
  }

  @Test
  void json_has_X_and_y() throws IOException {
    DataFile file = read("\n {\"name\": \"two\", \"X\": [[1, 2], [3, 4.5]], \"y\": [5, 1]}");

    assertThat(file.data().input(1)).containsExactly(3, 4.5);
    assertThat(file.labels()).containsExactly(1L, 5L);
    assertThat(file.data().label(0)).isEqualTo(1);
  }

  @Test
  void what_is_wrong_with_a_table_is_named_by_line_and_column() throws IOException {
    refuses("", "the file is empty");
    refuses("\n \n", "the file is empty");
    refuses("a,b,label\n", "there are no samples");
    refuses("1,2,0\n1,0\n", "line 2 has 2 columns, expected 3 as in the first line");
    refuses("1,2,0\n1,x,0\n", "line 2, column 2: \"x\" is no number");
    refuses("1,nan,0\n", "line 1, column 2: \"nan\" is no finite number");
    refuses("1,-Inf,0\n", "line 1, column 2: \"-Inf\" is no finite number");
    refuses("1,1e999,0\n", "line 1, column 2: 1e999 is beyond the largest double, 1.8e+308");
    refuses("1,,0\n", "line 1, column 2: a number is missing");
    refuses("1,2,0.5\n", "line 1, column 3: the label 0.5 is no integer of at most 53 bits");
    refuses("1,2,0\n1,2,cat\n", "line 2, column 3: \"cat\" is no number");
    refuses("1,5;2,5;0\n", "line 1, column 1: \"1,5\" is no number");
    refuses("0\n1\n", "line 1 has one column, expected features and a label");
    refuses("1,3\n2,3\n", "every sample has the label 3; a margin is between two classes or more");
  }

  @Test
  void what_is_wrong_with_json_is_named_by_its_path() throws IOException {
    refuses("{\"x\": []}", "there is no array \"X\", expected {\"X\": [[…], …], \"y\": […]}");
    refuses("{\"X\": [[1]], \"y\": []}", "X has 1 rows and y has 0 labels, expected as many");
    refuses("{\"X\": [[1], [2, 3]], \"y\": [0, 1]}", "X[1] has 2 numbers, expected 1 as X[0]");
    refuses("{\"X\": [[\"NaN\"]], \"y\": [0]}", "X[0][0] is \"NaN\", expected a finite number");
    refuses("{\"X\": [[]], \"y\": [0]}", "X[0] is no array of numbers");
    refuses("{\"X\": [[1]], \"y\": [0.5]}", "the label 0.5 is no integer of at most 53 bits");
    refuses("{\"X\": [], \"y\": []}", "there are no samples");
    refuses(
        "[[1, 0], [2, 1]]",
        "this is a JSON array, expected an object {\"X\": [[…], …], \"y\": […]}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"X\": [[1],\n]}");
    assertThatThrownBy(() -> DataFile.read(broken)).hasMessageContaining(": line 2, column ");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    Path nowhere = folder.resolve("nowhere.csv");
    assertThatThrownBy(() -> DataFile.read(nowhere))
        .hasMessage(nowhere + ": there is no such file");
    assertThatThrownBy(() -> DataFile.read(folder)).hasMessage(folder + ": this is a folder");
    Path binary = Files.write(folder.resolve("image.csv"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> DataFile.read(binary))
        .hasMessage(binary + ": this is no text in UTF-8");
  }
}
