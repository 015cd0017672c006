package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.library.Libraries;
import org.noiseproof.report.Facts;
import org.noiseproof.verifier.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code noiseproof list}: the claims by family, the backends, the libraries. */
@Command(name = "list", description = "Lists the claims, the backends and the libraries.")
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;
  private final Terminal terminal;

  ListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (ClaimFamily family : Catalogue.families()) {
      out.println(terminal.bold(family.name()) + "  " + family.title());
      for (Claim claim : family.claims()) {
        out.printf(
            "  %s  %s  %s%n",
            Terminal.padded(claim.id(), 8),
            Terminal.padded(Terminal.rungs(claim.evidence()), 16),
            claim.title());
      }
      out.println();
    }
    out.println(terminal.bold("backends"));
    List<Backend> backends = Backends.all();
    int width = backends.stream().mapToInt(backend -> backend.name().length()).max().orElse(0);
    for (Backend backend : backends) {
      out.printf("  %s  %s%n", Terminal.padded(backend.name(), width), state(backend));
    }
    out.println();
    out.println(terminal.bold("libraries") + "  for `conform --library`");
    Libraries.names().forEach(name -> out.println("  " + name));
    out.flush();
  }

  private static String state(Backend backend) {
    return backend
        .unavailable()
        .map(reason -> "not here: " + reason)
        .orElseGet(() -> Facts.of(backend.describe()));
  }
}
