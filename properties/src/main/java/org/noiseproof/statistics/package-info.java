/**
 * Anytime-valid tests with an error bound on either side, and the ledger that shares out the
 * errors.
 */
@NullMarked
package org.noiseproof.statistics;

import org.jspecify.annotations.NullMarked;
