package org.noiseproof.loss;

import org.noiseproof.random.RandomStream;

/** What samples are drawn from. */
public sealed interface SampleLaw permits Population, GaussianTeacher {

  /** The length of x. */
  int inputs();

  /** The length of y. */
  int outputs();

  /** One draw. */
  Sample draw(RandomStream random);
}
