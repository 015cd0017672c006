/**
 * Formulas as the catalogue writes them, a part of amsmath's LaTeX, as MathML and as plain text.
 */
@NullMarked
package org.noiseproof.report.formula;

import org.jspecify.annotations.NullMarked;
