/** Algebraic properties that every right implementation has. */
@NullMarked
package org.noiseproof.law;

import org.jspecify.annotations.NullMarked;
