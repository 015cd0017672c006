/** Exact vectors: short runs and small batches, each with the class of bug it hunts. */
@NullMarked
package org.noiseproof.vector;

import org.jspecify.annotations.NullMarked;
