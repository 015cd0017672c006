/**
 * The search for maximum margins: an interior-point method whose iterates are certified elsewhere,
 * by {@link org.noiseproof.margin.Certificate}.
 */
@NullMarked
package org.noiseproof.fast.margin;

import org.jspecify.annotations.NullMarked;
