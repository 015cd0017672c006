package org.noiseproof.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command line left behind. */
record CommandResult(int code, String out, String error) {

  /** Runs it without a terminal. */
  static CommandResult of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine line = Noiseproof.commandLine(Terminal.NONE);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
    return new CommandResult(line.execute(arguments), out.toString(), error.toString());
  }
}
