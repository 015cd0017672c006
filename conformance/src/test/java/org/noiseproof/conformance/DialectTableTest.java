package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;

final class DialectTableTest {
  private static final Path PAGE = Path.of("..", "docs", "dialects.md");

  @Test
  void the_page_of_the_docs_is_the_catalogue() throws IOException {
    assertThat(Files.readString(PAGE)).endsWith(DialectTable.markdown());
  }

  @Test
  void the_table_has_every_choice_with_its_formula() {
    for (Dialect dialect : Dialects.all()) {
      for (Axis choice : dialect.choices()) {
        assertThat(DialectTable.markdown())
            .contains("`" + choice.id() + "`", choice.formula().replace("|", "\\|"));
      }
    }
  }
}
