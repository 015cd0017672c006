/**
 * Ensembles on the cpu: lanes are replicas. A block of replicas is an array for each coordinate,
 * and a step of the run is a few loops over these arrays, so that the work of one step is shared by
 * all lanes of a block and nothing is allocated. What one lane does is fixed, operation by
 * operation: its bits do not depend on the block, the width of the vectors or the threads.
 */
@NullMarked
package org.noiseproof.fast.ensemble;

import org.jspecify.annotations.NullMarked;
