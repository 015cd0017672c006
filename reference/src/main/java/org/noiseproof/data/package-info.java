/** Data sets that ship with the project. */
@NullMarked
package org.noiseproof.data;

import org.jspecify.annotations.NullMarked;
