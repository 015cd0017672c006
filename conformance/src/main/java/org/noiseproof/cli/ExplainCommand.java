package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.verifier.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof explain}: a claim, told. */
@Command(
    name = "explain",
    description = "Tells a claim: the theorem, its source, what is measured, what would refute it.",
    footer = {
      "",
      "Examples:",
      "  ./noiseproof explain CLIP-7",
      "  ./noiseproof explain symmetry      every claim of a family"
    })
final class ExplainCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID|family", arity = "1..*", description = "What to explain.")
  private List<String> names = List.of();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<Claim> claims = Usage.check(spec, () -> Catalogue.select(names));
    for (Claim claim : claims) {
      Explanation.lines(claim, terminal).forEach(out::println);
    }
    out.flush();
  }
}
