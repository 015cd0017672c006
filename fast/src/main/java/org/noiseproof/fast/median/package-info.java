/** The search for a geometric median, wherever the samples are. */
@NullMarked
package org.noiseproof.fast.median;

import org.jspecify.annotations.NullMarked;
