/**
 * Specs: immutable records that name an estimator or an optimizer with its hyperparameters, and
 * their JSON form.
 */
@NullMarked
package org.noiseproof.spec;

import org.jspecify.annotations.NullMarked;
