package org.noiseproof.claim.bias;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Trial;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.random.RandomStream;

/** Gaussian samples with random labels, whether or not they can be separated. */
final class RandomProblems {
  private RandomProblems() {}

  /** That many, of 2 to 4 classes, 1 to 5 features, 1 to 8 samples. */
  static List<MarginProblem> of(Trial trial, int count) {
    return IntStream.range(0, count).mapToObj(i -> of(trial.streams().replicate(i))).toList();
  }

  private static MarginProblem of(RandomStream random) {
    int classes = 2 + random.nextInt(3);
    int features = 1 + random.nextInt(5);
    int samples = 1 + random.nextInt(8);
    double[] inputs = new double[samples * features];
    Arrays.setAll(inputs, j -> random.nextNormal());
    int[] labels = new int[samples];
    Arrays.setAll(labels, i -> random.nextInt(classes));
    return new MarginProblem(new LabelledData(features, classes, inputs, labels));
  }
}
