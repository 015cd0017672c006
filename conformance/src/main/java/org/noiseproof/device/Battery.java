package org.noiseproof.device;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.WideDraws;
import org.noiseproof.conformance.Checks;
import org.noiseproof.fast.bench.Dynamics;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;

/**
 * Fixed questions to a backend, and a hash of the bits of its answers, by type of spec. Two devices
 * that round alike give the same hashes; so does the host emulation.
 */
public final class Battery {
  private static final String NONE = "none";
  private static final int CASES = 12;
  private static final int DIGITS = 16;
  private static final int REPLICAS = 16;
  private static final int STEPS = 8;
  private static final Streams STREAMS = Streams.of(20260801, "battery");

  private Battery() {}

  /** The hashes of a backend; {@code none} for what it does not have. */
  public static Map<String, String> digests(Backend backend) {
    Precision precision = backend.describe().precision();
    Map<String, String> digests = new LinkedHashMap<>();
    Stream.of(SpecJson.estimators(), SpecJson.optimizers(), SpecJson.norms())
        .flatMap(types -> types.stream())
        .forEach(
            type ->
                drawn(type)
                    .ifPresent(
                        cases -> {
                          digests.put(type, hash(backend, small(cases, precision)));
                          digests.put(type + "/wide", hash(backend, wide(cases, precision)));
                        }));
    if (precision == Precision.FLOAT64) {
      for (Dynamics dynamics : Dynamics.values()) {
        digests.put("ensemble/" + dynamics.label(), hash(backend, dynamics));
      }
    }
    return digests;
  }

  /** Where the cases of a type come from: the criterion of repeated bits, or whatever draws any. */
  private static Optional<Cases.Drawn> drawn(String type) {
    return Stream.concat(
            Checks.all().stream().filter(check -> check.id().startsWith("criterion/E/")),
            Checks.all().stream())
        .filter(check -> check.type().equals(type))
        .map(Check::cases)
        .filter(Cases.Drawn.class::isInstance)
        .map(Cases.Drawn.class::cast)
        .findFirst();
  }

  private static Stream<Case> small(Cases.Drawn cases, Precision precision) {
    return IntStream.range(0, CASES)
        .mapToObj(i -> cases.generator().apply(new Draw(STREAMS.replicate(i), precision)))
        .filter(input -> cases.assumption().test(input) && input.isInRangeOf(precision))
        .map(input -> input.roundedTo(precision));
  }

  /** What the code for small inputs does not answer. */
  private static Stream<Case> wide(Cases.Drawn cases, Precision precision) {
    Draw draw = new Draw(STREAMS.replicate(CASES), precision);
    return switch (cases.generator().apply(draw).spec()) {
      case EstimatorSpec spec -> WideDraws.batches(spec.getClass(), draw);
      case OptimizerSpec spec -> Stream.of(WideDraws.step(spec, draw));
      case NormSpec spec -> Stream.of(WideDraws.matrix(spec, draw));
      case ScheduleSpec part -> throw Case.part(part);
    };
  }

  private static String hash(Backend backend, Stream<Case> cases) {
    Subject subject = Subject.of(backend);
    MessageDigest bits = sha256();
    int answered = 0;
    for (Case input : cases.toList()) {
      try {
        answer(subject, input, bits);
        answered++;
      } catch (NotImplemented e) {
        bits.update((byte) 0);
      } catch (IllegalArgumentException refused) {
        bits.update((byte) 1);
      }
    }
    return answered == 0 ? NONE : HexFormat.of().formatHex(bits.digest()).substring(0, DIGITS);
  }

  private static void answer(Subject subject, Case input, MessageDigest bits) {
    switch (input.spec()) {
      case EstimatorSpec _ -> update(bits, Probe.estimate(subject, input));
      case OptimizerSpec _ -> {
        for (double[] position : Probe.trajectory(subject, input)) {
          update(bits, position);
        }
      }
      case NormSpec _ -> {
        Norm norm = Probe.norm(subject, input);
        for (Matrix matrix : input.matrices()) {
          Direction direction = norm.direction(matrix);
          update(bits, norm.of(matrix), direction.dualNorm());
          update(bits, direction.matrix().entries());
        }
      }
      case ScheduleSpec part -> throw Case.part(part);
    }
  }

  private static String hash(Backend backend, Dynamics dynamics) {
    return backend
        .ensemble(dynamics.spec(STEPS))
        .map(
            ensemble -> {
              MessageDigest bits = sha256();
              for (double[] replica : ensemble.run(STREAMS, 0, REPLICAS)) {
                update(bits, replica);
              }
              return HexFormat.of().formatHex(bits.digest()).substring(0, DIGITS);
            })
        .orElse(NONE);
  }

  private static void update(MessageDigest bits, double... values) {
    for (double value : values) {
      bits.update(ByteBuffer.allocate(Long.BYTES).putLong(Double.doubleToLongBits(value)).flip());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
