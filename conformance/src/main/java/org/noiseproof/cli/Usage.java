package org.noiseproof.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns a refusal of what the user typed into a usage error. */
final class Usage {
  private Usage() {}

  /** The value; an IllegalArgumentException on the way is the user's. */
  static <T> T check(CommandSpec spec, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
