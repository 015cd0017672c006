package org.noiseproof.verifier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.spec.Names;

/** All claims on the class path, by family. */
public final class Catalogue {
  private Catalogue() {}

  /** The families that {@link java.util.ServiceLoader} finds. */
  public static List<ClaimFamily> families() {
    return ServiceLoader.load(ClaimFamily.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** Every claim of every family. */
  public static List<Claim> all() {
    return families().stream().flatMap(family -> family.claims().stream()).toList();
  }

  /**
   * The claims of these ids or families (in any case), each once; all where none is named.
   *
   * @throws IllegalArgumentException where a name is unknown, with the closest match
   */
  public static List<Claim> select(List<String> names) {
    return select(names, families());
  }

  static List<Claim> select(List<String> names, List<ClaimFamily> families) {
    if (names.isEmpty()) {
      return families.stream().flatMap(family -> family.claims().stream()).toList();
    }
    Set<Claim> selected = new LinkedHashSet<>();
    for (String name : names) {
      selected.addAll(
          find(name, families)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unknown claim or family \"%s\": %s"
                              .formatted(name, Names.didYouMean(name, known(families))))));
    }
    return List.copyOf(selected);
  }

  private static Optional<List<Claim>> find(String name, List<ClaimFamily> families) {
    for (ClaimFamily family : families) {
      if (family.name().equalsIgnoreCase(name)) {
        return Optional.of(family.claims());
      }
      for (Claim claim : family.claims()) {
        if (claim.id().equalsIgnoreCase(name)) {
          return Optional.of(List.of(claim));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> known(List<ClaimFamily> families) {
    List<String> known = new ArrayList<>();
    for (ClaimFamily family : families) {
      known.add(family.name());
      family.claims().forEach(claim -> known.add(claim.id()));
    }
    return known;
  }
}
