package org.noiseproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code noiseproof}. */
@Command(name = "noiseproof", mixinStandardHelpOptions = true)
public final class Noiseproof implements Runnable {
  @Override
  public void run() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Noiseproof()).execute(arguments));
  }
}
