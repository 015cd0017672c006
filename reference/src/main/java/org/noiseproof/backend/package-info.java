/** Contracts between those who ask (claims, conformance) and those who compute (backends). */
@NullMarked
package org.noiseproof.backend;

import org.jspecify.annotations.NullMarked;
