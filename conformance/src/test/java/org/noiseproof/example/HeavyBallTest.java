package org.noiseproof.example;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.noiseproof.check.Implementation;
import org.noiseproof.junit.ConformanceTests;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Does it do what its name says? One test a law, a vector, a criterion. */
class HeavyBallTest {
  static final Implementation HEAVY_BALL =
      Implementation.named("heavy-ball")
          .optimizer(
              Sgd.class,
              sgd -> start -> new HeavyBall(sgd.learningRate(), sgd.momentum(), start)::step,
              "learning_rate",
              "momentum")
          .notPromising(
              "law/sgd/refuses-bad-gradients",
              "gradients are taken as they come",
              "https://example.org/heavy-ball#gradients");

  @TestFactory
  Stream<DynamicNode> conforms() {
    return ConformanceTests.of(HEAVY_BALL);
  }
}
