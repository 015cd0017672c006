package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;

/** Steepest descent on separable data, and the margins it goes to. */
public final class BiasClaims implements ClaimFamily {

  @Override
  public String name() {
    return "bias";
  }

  @Override
  public String title() {
    return "Implicit bias of normalized steepest descent";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        Bias1.claim(),
        Bias2.claim(),
        Bias3.claim(),
        Bias4.claim(),
        Bias5.claim(),
        Bias6.claim(),
        Bias7.claim(),
        Bias8.claim(),
        Bias9.claim(),
        Bias10.claim(),
        Bias11.claim(),
        Bias12.claim(),
        Bias13.claim(),
        Bias14.claim(),
        Bias15.claim(),
        Bias16.claim(),
        Bias17.claim(),
        Bias18.claim(),
        Bias19.claim(),
        Bias20.claim(),
        Bias21.claim(),
        Bias22.claim(),
        Bias23.claim(),
        Bias24.claim(),
        Bias25.claim(),
        Bias26.claim(),
        Bias27.claim(),
        Bias28.claim());
  }
}
