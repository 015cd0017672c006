/** Everything about a device in one run: criteria, claims, bits, times. */
@NullMarked
package org.noiseproof.device;

import org.jspecify.annotations.NullMarked;
