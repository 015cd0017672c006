/** Claims about clipping and robust means as estimators: CLIP-1 to CLIP-13. */
@NullMarked
package org.noiseproof.claim.clipping;

import org.jspecify.annotations.NullMarked;
