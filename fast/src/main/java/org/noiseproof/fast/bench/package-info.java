/**
 * Benchmarks of the cpu kernels by JMH: against the plain loop that a user would write, against the
 * library that a user would pick, and against the speed of memory.
 */
@NullMarked
package org.noiseproof.fast.bench;

import org.jspecify.annotations.NullMarked;
