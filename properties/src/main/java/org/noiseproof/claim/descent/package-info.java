/** Claims about methods that descend along heavy-tailed gradients: CLIP-14 to CLIP-25. */
@NullMarked
package org.noiseproof.claim.descent;

import org.jspecify.annotations.NullMarked;
