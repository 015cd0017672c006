/** The conformance kit for JUnit 5: one test a check. */
@NullMarked
package org.noiseproof.junit;

import org.jspecify.annotations.NullMarked;
