package org.noiseproof.fast;

import org.jspecify.annotations.Nullable;

/**
 * How many bits one vector instruction works on; 0 is scalar code. Set by the system property
 * {@code noiseproof.lanes}: {@code scalar}, {@code 128}, {@code 256} or {@code 512}; where it is
 * not set, the widest that the machine has. A width that is asked for and cannot be had is an
 * error, never a quieter path.
 *
 * @param bits 0, 128, 256 or 512
 */
public record LaneChoice(int bits) {
  /** The system property. */
  public static final String PROPERTY = "noiseproof.lanes";

  private static final String MODULE = "jdk.incubator.vector";

  /**
   * The choice for this machine.
   *
   * @throws IllegalArgumentException where the property asks for what there is not
   */
  public static LaneChoice ofThisMachine() {
    boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
    return of(System.getProperty(PROPERTY), module ? Widest.bits() : 0);
  }

  /**
   * The choice on a machine.
   *
   * @param property what the user asks for, or null
   * @param widest the machine's widest vector, in bits; 0 where the Vector API is not there
   */
  public static LaneChoice of(@Nullable String property, int widest) {
    if ("scalar".equals(property)) {
      return new LaneChoice(0);
    }
    if (widest == 0) {
      throw new IllegalArgumentException(
          "the cpu backend needs the Java option --add-modules=%s, or -D%s=scalar"
              .formatted(MODULE, PROPERTY));
    }
    int bits =
        switch (property) {
          case null -> Math.min(widest, 512);
          case "128" -> 128;
          case "256" -> 256;
          case "512" -> 512;
          default ->
              throw new IllegalArgumentException(
                  "%s = \"%s\", expected scalar, 128, 256 or 512".formatted(PROPERTY, property));
        };
    if (bits > widest) {
      throw new IllegalArgumentException(
          "%s = %d, but this machine's vectors have at most %d bits"
              .formatted(PROPERTY, bits, widest));
    }
    return new LaneChoice(bits);
  }

  /** Values of a size that one instruction works on. */
  public int lanes(int bytes) {
    return Math.max(1, bits / (8 * bytes));
  }

  /** Apart, so that without the Vector API its classes are not even loaded. */
  private static final class Widest {
    static int bits() {
      return jdk.incubator.vector.VectorShape.preferredShape().vectorBitSize();
    }
  }
}
