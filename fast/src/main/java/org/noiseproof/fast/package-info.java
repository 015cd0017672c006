/** What the cpu backend's estimators and its ensembles share. */
@NullMarked
package org.noiseproof.fast;

import org.jspecify.annotations.NullMarked;
