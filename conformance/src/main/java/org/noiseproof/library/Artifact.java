package org.noiseproof.library;

/**
 * A published artifact.
 *
 * @param group Maven group id
 * @param name Maven artifact id
 * @param version exactly
 */
record Artifact(String group, String name, String version) {
  @Override
  public String toString() {
    return group + ":" + name + ":" + version;
  }
}
