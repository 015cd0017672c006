/** Noise laws whose moments are known in closed form. */
@NullMarked
package org.noiseproof.noise;

import org.jspecify.annotations.NullMarked;
