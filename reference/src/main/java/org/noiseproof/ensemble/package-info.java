/** Ensembles as data: which run is replicated, and what is observed of each replica. */
@NullMarked
package org.noiseproof.ensemble;

import org.jspecify.annotations.NullMarked;
