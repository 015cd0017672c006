package org.noiseproof.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.statistics.Verdict;

/** Made-up claims, to test what runs them. */
final class Claims {
  private Claims() {}

  static Claim claim(String id, List<Check> checks, Check... controls) {
    return new Claim(
        id,
        "a title",
        "a statement",
        "1 = 1",
        Source.derived("nowhere"),
        List.of(),
        List.of(),
        checks,
        List.of(controls).stream().map(check -> Control.statement("false | wrong", check)).toList(),
        List.of("everything"));
  }

  static Check check(String name, Verdict verdict) {
    return Check.exact(name, "nothing", trial -> finding(verdict));
  }

  static Finding finding(Verdict verdict) {
    return new Finding(verdict, "made up", List.of(), Optional.empty(), List.of());
  }

  record Family(String name, List<Claim> claims) implements ClaimFamily {
    @Override
    public String title() {
      return name;
    }
  }

  /** Writes down what it hears. */
  record Diary(List<String> entries) implements Verifier.Listener {
    Diary() {
      this(new ArrayList<>());
    }

    @Override
    public void running(Claim claim, String check, int n, int all) {
      entries.add("%s/%s %d of %d".formatted(claim.id(), check, n, all));
    }

    @Override
    public void finished(ClaimResult result) {
      entries.add(result.claim().id() + " " + result.verdict());
    }
  }
}
