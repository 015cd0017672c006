/**
 * Clipped gradients of a network without its per-sample gradients: a layer's gradient is an outer
 * product, whose norm is that of its factors.
 */
@NullMarked
package org.noiseproof.fast.model;

import org.jspecify.annotations.NullMarked;
