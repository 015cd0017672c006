/** Closed forms: what the theorems predict. */
@NullMarked
package org.noiseproof.theory;

import org.jspecify.annotations.NullMarked;
