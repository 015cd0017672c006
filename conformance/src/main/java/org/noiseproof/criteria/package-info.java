/** How a computed number is judged against the exact one, without a hand-typed tolerance. */
@NullMarked
package org.noiseproof.criteria;

import org.jspecify.annotations.NullMarked;
