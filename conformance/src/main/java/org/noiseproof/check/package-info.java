/**
 * What a check of an implementation is: a subject, cases, and a demand that each case can refute.
 */
@NullMarked
package org.noiseproof.check;

import org.jspecify.annotations.NullMarked;
