/** Stands in for Tribuo where it is not fetched. */
@NullMarked
package org.tribuo.math.optimisers;

import org.jspecify.annotations.NullMarked;
