/**
 * The gpu backend: kernels in CUDA C++ (in {@code src/main/cuda}), launched through JCuda, on a
 * device or in an emulation on the host.
 */
@NullMarked
package org.noiseproof.fast.gpu;

import org.jspecify.annotations.NullMarked;
