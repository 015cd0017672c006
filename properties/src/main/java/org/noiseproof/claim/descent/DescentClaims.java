package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;

/** Methods that descend along heavy-tailed gradients. */
public final class DescentClaims implements ClaimFamily {

  @Override
  public String name() {
    return "descent";
  }

  @Override
  public String title() {
    return "Descent along heavy-tailed gradients: rates and tails";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        Clip14.claim(),
        Clip15.claim(),
        Clip16.claim(),
        Clip17.claim(),
        Clip18.claim(),
        Clip19.claim(),
        Clip20.claim(),
        Clip21.claim(),
        Clip22.claim(),
        Clip23.claim(),
        Clip24.claim(),
        Clip25.claim());
  }
}
