/**
 * Exact arithmetic on binary floating-point numbers, rounded once; and the one place where
 * tolerances are defined.
 */
@NullMarked
package org.noiseproof.exact;

import org.jspecify.annotations.NullMarked;
