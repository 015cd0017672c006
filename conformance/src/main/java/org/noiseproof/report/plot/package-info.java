/** Plots as static SVG, drawn from data. */
@NullMarked
package org.noiseproof.report.plot;

import org.jspecify.annotations.NullMarked;
