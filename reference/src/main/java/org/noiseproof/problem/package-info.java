/** Objectives with known constants, and their noisy per-sample gradients. */
@NullMarked
package org.noiseproof.problem;

import org.jspecify.annotations.NullMarked;
