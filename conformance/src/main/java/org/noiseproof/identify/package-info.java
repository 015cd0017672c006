/** Which dialect a black box speaks, found out by asking it. */
@NullMarked
package org.noiseproof.identify;

import org.jspecify.annotations.NullMarked;
