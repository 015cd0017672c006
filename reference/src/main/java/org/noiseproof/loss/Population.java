package org.noiseproof.loss;

import java.util.List;
import org.noiseproof.random.RandomStream;

/**
 * Finitely many samples, each as likely as every other: a data set, or a law with equiprobable
 * atoms. Every expectation over it is a finite sum.
 *
 * @param samples N ≥ 1 of them, x and y of the same lengths in all
 */
public record Population(List<Sample> samples) implements SampleLaw {
  public Population {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("samples = [] is out of range: at least one sample");
    }
    for (int k = 1; k < samples.size(); k++) {
      if (samples.get(k).x().size() != samples.getFirst().x().size()
          || samples.get(k).y().size() != samples.getFirst().y().size()) {
        throw new IllegalArgumentException(
            "sample %d has %d features and %d targets, expected %d and %d"
                .formatted(
                    k,
                    samples.get(k).x().size(),
                    samples.get(k).y().size(),
                    samples.getFirst().x().size(),
                    samples.getFirst().y().size()));
      }
    }
  }

  /** Of these samples. */
  public static Population of(Sample... samples) {
    return new Population(List.of(samples));
  }

  /** N. */
  public int size() {
    return samples.size();
  }

  /** Sample k, from 0. */
  public Sample get(int k) {
    return samples.get(k);
  }

  @Override
  public int inputs() {
    return samples.getFirst().x().size();
  }

  @Override
  public int outputs() {
    return samples.getFirst().y().size();
  }

  /** Sample {@link RandomStream#nextIndex} of N: one number of the stream. */
  @Override
  public Sample draw(RandomStream random) {
    return samples.get(random.nextIndex(samples.size()));
  }
}
