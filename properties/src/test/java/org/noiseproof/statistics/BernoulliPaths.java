package org.noiseproof.statistics;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;
import org.noiseproof.exact.Tolerance;

/**
 * All 0-1 paths up to a horizon, with their exact probabilities: BigDecimal arithmetic on dyadic p
 * and on the e-values as the doubles that they are. The only slack is the rounding inside the
 * e-values.
 */
final class BernoulliPaths {
  /** Roundings in one factor 1 + λ(z − m) ≥ 1/16 and its product: each counts at most 16-fold. */
  private static final int ROUNDINGS = 64;

  private final int horizon;
  private final BigDecimal one;
  private final BigDecimal zero;

  BernoulliPaths(int horizon, double p) {
    this.horizon = horizon;
    this.one = new BigDecimal(p);
    this.zero = BigDecimal.ONE.subtract(one);
  }

  /** E e_T, exactly. */
  BigDecimal expectation(Supplier<Gambler> gambler) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int path = 0; path < 1 << horizon; path++) {
      int ones = Integer.bitCount(path);
      BigDecimal probability = one.pow(ones).multiply(zero.pow(horizon - ones));
      sum = sum.add(probability.multiply(value(gambler, path, horizon)));
    }
    return sum;
  }

  /** 1, and the rounding of so many factors. */
  BigDecimal oneRounded() {
    return BigDecimal.ONE.add(rounding());
  }

  private BigDecimal rounding() {
    return new BigDecimal(Tolerance.gamma((long) ROUNDINGS * horizon, Tolerance.UNIT_ROUNDOFF));
  }

  /**
   * What keeps it from being an e-process: not 1 at first, negative somewhere, or E[e_{t+1} | path]
   * > e_t after some path.
   */
  Optional<String> flaw(Supplier<Gambler> gambler) {
    if (value(gambler, 0, 0).compareTo(BigDecimal.ONE) != 0) {
      return Optional.of("starts at " + value(gambler, 0, 0));
    }
    BigDecimal slack = BigDecimal.ONE.add(rounding());
    for (int length = 0; length < horizon; length++) {
      for (int path = 0; path < 1 << length; path++) {
        BigDecimal now = value(gambler, path, length);
        BigDecimal afterZero = value(gambler, path, length + 1);
        BigDecimal afterOne = value(gambler, path | 1 << length, length + 1);
        if (afterZero.signum() < 0 || afterOne.signum() < 0) {
          return Optional.of("negative after " + describe(path, length));
        }
        BigDecimal next = zero.multiply(afterZero).add(one.multiply(afterOne));
        if (next.compareTo(now.multiply(slack)) > 0) {
          return Optional.of("gains by expectation after " + describe(path, length));
        }
      }
    }
    return Optional.empty();
  }

  private static String describe(int path, int length) {
    StringBuilder bits = new StringBuilder("path ");
    for (int i = 0; i < length; i++) {
      bits.append(path >> i & 1);
    }
    return bits.toString();
  }

  private static BigDecimal value(Supplier<Gambler> gambler, int path, int length) {
    Gambler fresh = gambler.get();
    for (int i = 0; i < length; i++) {
      fresh.observe(path >> i & 1);
    }
    return new BigDecimal(fresh.value());
  }
}
