package org.noiseproof.library;

import java.util.List;
import org.noiseproof.check.Subject;

/** The libraries of other projects that an adapter is there for. */
public final class Libraries {
  private Libraries() {}

  /** Their names. */
  public static List<String> names() {
    return List.of("tribuo");
  }

  /**
   * The library of that name, fetched if need be.
   *
   * @throws IllegalArgumentException where there is no adapter of that name
   * @throws LibraryUnavailable where it can be neither found nor fetched
   */
  public static Subject named(String name) {
    throw new LibraryUnavailable("the adapter of " + name + " is not written yet");
  }
}
