/**
 * Losses ℓ(θ; z) of one sample with their gradients and symmetries, and what samples are drawn
 * from.
 */
@NullMarked
package org.noiseproof.loss;

import org.jspecify.annotations.NullMarked;
