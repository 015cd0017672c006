/** Matrices of doubles: the parameters of optimizers that know rows from columns. */
@NullMarked
package org.noiseproof.matrix;

import org.jspecify.annotations.NullMarked;
