package org.noiseproof.claim.bias;

import org.noiseproof.backend.Backend;

/** The backend whose steps are judged, made of the one under test. */
interface Stepping {
  Backend of(Backend backend);

  /** Its own. */
  Stepping OWN = backend -> backend;

  /** In a wrong direction. */
  static Stepping misdirected(Misdirected.Rule rule) {
    return backend -> Misdirected.by(rule, backend);
  }
}
