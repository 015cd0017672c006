/**
 * Specifications of ensembles as plain numbers, for a kernel that interprets them; what the numbers
 * mean stands in the kernel's headers.
 */
@NullMarked
package org.noiseproof.fast.gpu.ensemble;

import org.jspecify.annotations.NullMarked;
