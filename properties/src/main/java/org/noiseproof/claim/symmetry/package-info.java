/** SYM-1 … SYM-19: parameter symmetry and the noise equilibrium of SGD. */
@NullMarked
package org.noiseproof.claim.symmetry;

import org.jspecify.annotations.NullMarked;
