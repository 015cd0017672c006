/** Wrong implementations, kept to prove that the checks find them. */
@NullMarked
package org.noiseproof.zoo;

import org.jspecify.annotations.NullMarked;
