package org.tribuo.math.la;

/** The shape of Tribuo's tensor, for tests without Tribuo. */
public interface Tensor {}
