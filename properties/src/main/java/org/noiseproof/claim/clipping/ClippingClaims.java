package org.noiseproof.claim.clipping;

import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;

/** Clipping and its rivals as estimators of a mean under heavy-tailed noise. */
public final class ClippingClaims implements ClaimFamily {

  @Override
  public String name() {
    return "clipping";
  }

  @Override
  public String title() {
    return "Clipping and robust means under heavy-tailed noise";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        Clip1Projection.claim(),
        Clip2Equivariance.claim(),
        Clip3Structure.claim(),
        Clip4Contamination.claim(),
        Clip5ClosedForms.claim(),
        Clip6OneSample.claim(),
        Clip7.claim(),
        Clip8.claim(),
        Clip9.claim(),
        Clip10.claim(),
        Clip11.claim(),
        Clip12.claim(),
        Clip13.claim());
  }
}
