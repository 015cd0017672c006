/** Libraries of other projects, fetched on demand and seen as subjects. */
@NullMarked
package org.noiseproof.library;

import org.jspecify.annotations.NullMarked;
