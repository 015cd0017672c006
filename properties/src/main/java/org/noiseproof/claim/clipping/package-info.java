/** The clipping family, CLIP-1 … */
@NullMarked
package org.noiseproof.claim.clipping;

import org.jspecify.annotations.NullMarked;
