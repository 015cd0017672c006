package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExperimentCommandTest {

  private static String refusal(String... arguments) {
    StringWriter error = new StringWriter();
    CommandLine line = Noiseproof.commandLine(Terminal.NONE);
    line.setErr(new PrintWriter(error));
    assertThat(line.execute(arguments)).isEqualTo(ExitCode.USAGE);
    return error.toString();
  }

  @Test
  void an_unknown_experiment_and_a_file_that_cannot_be_written_are_refused_at_once() {
    assertThat(refusal("experiment", "adam"))
        .contains("there is no experiment \"adam\", expected ps-clip");
    assertThat(refusal("experiment")).contains("NAME");
    assertThat(refusal("experiment", "ps-clip", "--report", "/no/such/folder/x.html"))
        .contains("there is no folder");
  }
}
