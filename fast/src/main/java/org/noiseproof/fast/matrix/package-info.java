/**
 * Matrices on the cpu: products, singular values, the norms and directions of matrix optimizers,
 * and the margins of linear classifiers. REPRODUCIBLE: the same bits for any lane width and scalar
 * code.
 */
@NullMarked
package org.noiseproof.fast.matrix;

import org.jspecify.annotations.NullMarked;
