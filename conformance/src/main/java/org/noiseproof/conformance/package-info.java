/** Runs checks on a subject and keeps what they found. */
@NullMarked
package org.noiseproof.conformance;

import org.jspecify.annotations.NullMarked;
