/** Which of all separating directions a method goes to: the implicit bias of steepest descent. */
@NullMarked
package org.noiseproof.claim.bias;

import org.jspecify.annotations.NullMarked;
