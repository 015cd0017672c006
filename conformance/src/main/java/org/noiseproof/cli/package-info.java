/** The command line. */
@NullMarked
package org.noiseproof.cli;

import org.jspecify.annotations.NullMarked;
