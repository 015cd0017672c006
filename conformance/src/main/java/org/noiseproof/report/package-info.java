/** Runs written down: one HTML file for people, JSON and JUnit XML for programs. */
@NullMarked
package org.noiseproof.report;

import org.jspecify.annotations.NullMarked;
