/** Runs claims on a backend and collects their verdicts. */
@NullMarked
package org.noiseproof.verifier;

import org.jspecify.annotations.NullMarked;
