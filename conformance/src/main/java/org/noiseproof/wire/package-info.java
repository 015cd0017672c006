/** The wire protocol, both ways: a program as a subject, and a subject as a program. */
@NullMarked
package org.noiseproof.wire;

import org.jspecify.annotations.NullMarked;
