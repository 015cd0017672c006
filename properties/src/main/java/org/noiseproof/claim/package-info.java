/** The model of a claim: a theorem in checkable form. */
@NullMarked
package org.noiseproof.claim;

import org.jspecify.annotations.NullMarked;
