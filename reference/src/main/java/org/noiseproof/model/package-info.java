/**
 * Small classifiers with per-sample gradients: plain in doubles, and on real numbers to check
 * those.
 */
@NullMarked
package org.noiseproof.model;

import org.jspecify.annotations.NullMarked;
