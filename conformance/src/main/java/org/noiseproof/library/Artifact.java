package org.noiseproof.library;

import org.jspecify.annotations.Nullable;

/**
 * A published artifact.
 *
 * @param group Maven group id
 * @param name Maven artifact id
 * @param version exactly
 * @param classifier of native code, the platform; null for the plain jar
 */
record Artifact(String group, String name, String version, @Nullable String classifier) {
  /** From {@code group:name:version} or {@code group:name:version:classifier}. */
  static Artifact of(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    if (parts.length != 3 && parts.length != 4) {
      throw new IllegalArgumentException(
          "coordinates = \"%s\" is out of range: group:name:version or group:name:version:classifier"
              .formatted(coordinates));
    }
    return new Artifact(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : null);
  }

  @Override
  public String toString() {
    return group + ":" + name + ":" + version + (classifier == null ? "" : ":" + classifier);
  }
}
