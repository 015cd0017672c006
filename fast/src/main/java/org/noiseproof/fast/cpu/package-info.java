/**
 * The cpu backend: every estimator and optimizer in float64 and float32, with the same bits for any
 * number of threads, any lane width, and scalar code.
 */
@NullMarked
package org.noiseproof.fast.cpu;

import org.jspecify.annotations.NullMarked;
