package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;

/** Where the loss has a symmetry, gradient noise chooses the point of the orbit. */
public final class SymmetryClaims implements ClaimFamily {

  @Override
  public String name() {
    return "symmetry";
  }

  @Override
  public String title() {
    return "Parameter symmetry and the noise equilibrium";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        Sym1.claim(),
        Sym2.claim(),
        Sym3.claim(),
        Sym4.claim(),
        Sym5.claim(),
        Sym6.claim(),
        Sym7.claim(),
        Sym8.claim(),
        Sym9.claim(),
        Sym10.claim(),
        Sym11.claim(),
        Sym12.claim(),
        Sym13.claim(),
        Sym14.claim(),
        Sym15.claim(),
        Sym16.claim(),
        Sym17.claim(),
        Sym18.claim(),
        Sym19.claim());
  }
}
