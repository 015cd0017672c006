/** Counter-based random streams: any replicate of any experiment re-runs alone, to the bit. */
@NullMarked
package org.noiseproof.random;

import org.jspecify.annotations.NullMarked;
