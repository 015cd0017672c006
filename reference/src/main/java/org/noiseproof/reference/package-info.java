/** The reference backend: slow, exact, rounded once. */
@NullMarked
package org.noiseproof.reference;

import org.jspecify.annotations.NullMarked;
