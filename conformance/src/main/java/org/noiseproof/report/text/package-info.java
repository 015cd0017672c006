/** Numbers and markup as text. */
@NullMarked
package org.noiseproof.report.text;

import org.jspecify.annotations.NullMarked;
