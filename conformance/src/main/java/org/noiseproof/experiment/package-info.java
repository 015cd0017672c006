/** Comparisons of methods on real models: characterisation, which gates nothing. */
@NullMarked
package org.noiseproof.experiment;

import org.jspecify.annotations.NullMarked;
