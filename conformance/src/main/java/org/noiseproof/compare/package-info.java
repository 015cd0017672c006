/**
 * The kernel comparison: a candidate against a baseline, first whether it is right, then, both in
 * turn, whether it is faster.
 */
@NullMarked
package org.noiseproof.compare;

import org.jspecify.annotations.NullMarked;
