package org.noiseproof.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backends;
import org.noiseproof.check.Subject;
import org.noiseproof.wire.Server;
import org.noiseproof.wire.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code noiseproof serve}: a backend as an oracle for any language. */
@Command(
    name = "serve",
    header = "Answers requests from a backend, for programs in any language.",
    description = {
      "One JSON object a line on standard input, one reply a line on standard output,",
      "in order, until the input ends. See docs/protocol.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof serve --backend reference",
      "  echo '{\"id\":1,\"op\":\"hello\",\"protocol\":1}' | ./noiseproof serve",
      "",
      "Exit codes: 0 the input has ended, 64 usage, 69 the backend cannot run here"
    })
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend (default: reference). See `list`.")
  private @Nullable String backend;

  @Override
  public Integer call() throws IOException {
    String name = backend == null ? "reference" : backend;
    Service service = new Service(Subject.of(Usage.check(spec, () -> Backends.available(name))));
    System.setOut(System.err); // standard output holds replies and nothing else
    try (FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      Server.serve(service, in, out);
    }
    return ExitCode.HOLDS;
  }
}
