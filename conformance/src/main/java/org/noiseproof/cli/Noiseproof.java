package org.noiseproof.cli;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.BackendUnavailable;
import org.noiseproof.backend.UnreadableBackend;
import org.noiseproof.library.LibraryUnavailable;
import org.noiseproof.report.Facts;
import org.noiseproof.wire.ProgramUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line {@code noiseproof}. */
@Command(
    name = "noiseproof",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Noiseproof.Version.class,
    synopsisHeading = "Usage: ",
    commandListHeading = "%nCommands:%n",
    sortOptions = false)
public final class Noiseproof implements Callable<Integer> {
  private static final String[] DESCRIPTION = {
    "Checks theorems about stochastic-gradient methods by running them.", ""
  };
  private static final String[] FOOTER = {
    "",
    "Start here:",
    "  ./noiseproof verify                      the claims on this machine, and a report",
    "  ./noiseproof explain CLIP-7              what a claim says and how it could be refuted",
    "  ./noiseproof conform --library tribuo    a library from Maven Central under the kit",
    "  ./noiseproof conform --command 'python3 my_adam.py'",
    "                                           your own optimizer, in any language",
    "  ./noiseproof compare --candidate my.jar  your faster kernel: still right? really faster?",
    "  ./noiseproof margin data.csv             the maximum margin of your data, enclosed",
    "",
    "Exit codes: 0 all hold, 1 something violated, 2 undecided (with --strict), 3 right but slower",
    "            (compare), 64 usage, 65 bad data, 69 a library could not be fetched, a program",
    "            started or a device found, 70 internal error, 78 no JDK found"
  };

  @Spec private CommandSpec spec;

  private Noiseproof() {}

  /** The command line, for this terminal. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Noiseproof());
    line.getCommandSpec().usageMessage().description(DESCRIPTION).footer(FOOTER);
    line.addSubcommand(new VerifyCommand(terminal))
        .addSubcommand(new ListCommand(terminal))
        .addSubcommand(new ExplainCommand(terminal))
        .addSubcommand(new ConformCommand(terminal))
        .addSubcommand(new IdentifyCommand(terminal))
        .addSubcommand(new DialectsCommand())
        .addSubcommand(new ScoreboardCommand(terminal))
        .addSubcommand(new ServeCommand())
        .addSubcommand(new VectorsCommand())
        .addSubcommand(new MatrixCommand(terminal))
        .addSubcommand(new ZooCommand(terminal))
        .addSubcommand(new ExperimentCommand(terminal))
        .addSubcommand(new MarginCommand(terminal))
        .addSubcommand(new BenchCommand(terminal))
        .addSubcommand(new CompareCommand(terminal))
        .addSubcommand(new GpuCheckCommand(terminal));
    line.setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 100));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.output() && terminal.colours() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((problem, _) -> refuse(problem));
    line.setExecutionExceptionHandler((problem, at, _) -> fail(problem, at));
    return line;
  }

  private static int refuse(ParameterException problem) {
    CommandLine at = problem.getCommandLine();
    at.getErr().println("noiseproof: " + problem.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, at.getErr())) {
      at.getErr().println("Help: ./" + at.getCommandSpec().qualifiedName() + " --help");
    }
    at.getErr().flush();
    return ExitCode.USAGE;
  }

  private static int fail(Exception problem, CommandLine at) {
    if (problem instanceof LibraryUnavailable
        || problem instanceof ProgramUnavailable
        || problem instanceof BackendUnavailable) {
      at.getErr().println("noiseproof: " + problem.getMessage());
      at.getErr().flush();
      return ExitCode.UNAVAILABLE;
    }
    if (problem instanceof UnreadableBackend) {
      at.getErr().println("noiseproof: " + problem.getMessage());
      at.getErr().flush();
      return ExitCode.DATA;
    }
    if (problem instanceof UncheckedIOException // a full disk, a folder taken away
        || problem instanceof BackendFailure) { // a device out of memory, or lost
      at.getErr().println("noiseproof: " + problem.getMessage());
      at.getErr().flush();
      return ExitCode.INTERNAL;
    }
    at.getErr().println("noiseproof: internal error");
    problem.printStackTrace(at.getErr());
    at.getErr().flush();
    return ExitCode.INTERNAL;
  }

  /** Without a command there is nothing to do but say what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    System.exit(commandLine(Terminal.current()).execute(arguments));
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"noiseproof " + Facts.version(), "Java " + Runtime.version()};
    }
  }
}
