package org.noiseproof.verifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Evidence;
import org.noiseproof.spec.Names;
import org.noiseproof.statistics.Ledger;

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

  /** The ledger of every statistical check and control of the catalogue. */
  public static Ledger ledger() {
    return ledger(all());
  }

  /**
   * The ledger of these claims' statistical checks and controls, by {@link #key}.
   *
   * @throws IllegalArgumentException where the shares sum to more than 1
   */
  static Ledger ledger(Collection<Claim> claims) {
    List<Ledger.Entry> entries = new ArrayList<>();
    for (Claim claim : claims) {
      Stream.concat(claim.checks().stream(), claim.controls().stream().map(Control::check))
          .filter(check -> check.evidence() == Evidence.STATISTICAL)
          .forEach(check -> entries.add(new Ledger.Entry(key(claim, check), check.share())));
    }
    return Ledger.of(entries);
  }

  /** What a check is called in the ledger, and what its random streams are keyed by. */
  static String key(Claim claim, Check check) {
    return claim.id() + "/" + check.name();
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
    Map<String, Claim> selected = new LinkedHashMap<>();
    for (String name : names) {
      find(name, families)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown claim or family \"%s\": %s"
                          .formatted(name, Names.didYouMean(name, known(families)))))
          .forEach(claim -> selected.putIfAbsent(claim.id(), claim));
    }
    return List.copyOf(selected.values());
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
