package org.noiseproof.cli;

import org.noiseproof.conformance.DialectTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code noiseproof dialects}: what is said under one name, in Markdown. */
@Command(
    name = "dialects",
    description = "Prints every dialect that is told apart, axis by axis, in Markdown.")
final class DialectsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().print(DialectTable.markdown());
    spec.commandLine().getOut().flush();
  }
}
