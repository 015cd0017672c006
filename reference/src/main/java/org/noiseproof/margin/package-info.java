/**
 * Multiclass separable data as a game between a matrix and a weighting of its constraints: margins,
 * the losses that weigh them, and certificates of how large a margin can be.
 */
@NullMarked
package org.noiseproof.margin;

import org.jspecify.annotations.NullMarked;
