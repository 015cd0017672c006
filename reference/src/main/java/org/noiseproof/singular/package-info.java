/** Singular values and vectors, with a certificate in exact arithmetic. */
@NullMarked
package org.noiseproof.singular;

import org.jspecify.annotations.NullMarked;
