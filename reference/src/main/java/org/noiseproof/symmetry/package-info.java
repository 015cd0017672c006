/**
 * What gradient noise does along the orbits of a symmetry: drifts of charges and their equilibria.
 */
@NullMarked
package org.noiseproof.symmetry;

import org.jspecify.annotations.NullMarked;
