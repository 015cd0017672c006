/**
 * The published variants behind the names of optimizers, as data, and the rules that they stand
 * for, each written once for every kind of number.
 */
@NullMarked
package org.noiseproof.dialect;

import org.jspecify.annotations.NullMarked;
