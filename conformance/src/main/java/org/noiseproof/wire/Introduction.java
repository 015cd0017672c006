package org.noiseproof.wire;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.report.Facts;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Hello.Capability;

/** How a subject introduces itself: what it can do is found by asking it for a little of each. */
final class Introduction {
  private static final List<String> ESTIMATORS =
      List.of(
          "{'type':'mean'}",
          "{'type':'per_sample_clip','alpha':1}",
          "{'type':'truncated_mean','alpha':1}",
          "{'type':'batch_clip','threshold':1}",
          "{'type':'micro_batch_clip','threshold':1,'micro_batch_size':1}",
          "{'type':'normalize'}",
          "{'type':'per_sample_normalize'}",
          "{'type':'sign'}",
          "{'type':'coordinate_clip','threshold':1}",
          "{'type':'quantile_clip','quantile':0.5}",
          "{'type':'trimmed_mean','trim':0}",
          "{'type':'median_of_means','blocks':1}",
          "{'type':'geometric_median'}",
          "{'type':'catoni','scale':1}");

  private static final List<String> OPTIMIZERS =
      List.of(
          "{'type':'sgd','learning_rate':1}",
          "{'type':'clipped_sgd','learning_rate':1,'threshold':1}",
          "{'type':'normalized_sgd','learning_rate':1}",
          "{'type':'sign_sgd','learning_rate':1}",
          "{'type':'adam','learning_rate':1}",
          "{'type':'rmsprop','learning_rate':1}",
          "{'type':'adagrad','learning_rate':1}",
          "{'type':'adadelta','learning_rate':1}",
          "{'type':'adamax','learning_rate':1}",
          "{'type':'nadam','learning_rate':1}",
          "{'type':'amsgrad','learning_rate':1}",
          "{'type':'adabelief','learning_rate':1}",
          "{'type':'lion','learning_rate':1}",
          "{'type':'nsd','learning_rate':1,'norm':'frobenius'}",
          "{'type':'nucgd','learning_rate':1}",
          "{'type':'muon','learning_rate':1}",
          "{'type':'polar_grad','learning_rate':1}",
          "{'type':'scheduled','optimizer':{'type':'sgd','learning_rate':1}}");

  private static final List<String> NORMS =
      List.of(
          "{'type':'frobenius'}",
          "{'type':'max'}",
          "{'type':'l1'}",
          "{'type':'spectral'}",
          "{'type':'nuclear'}",
          "{'type':'schatten','p':3}",
          "{'type':'ky_fan','k':1}",
          "{'type':'ky_fan_dual','k':1}");

  private Introduction() {}

  /** One spec of each type, with hyperparameters that nobody would refuse. */
  static List<Spec> samples() {
    return Stream.of(
            ESTIMATORS.stream().map(json -> SpecJson.estimator(json.replace('\'', '"'))),
            OPTIMIZERS.stream().map(json -> SpecJson.optimizer(json.replace('\'', '"'))),
            NORMS.stream().map(json -> SpecJson.norm(json.replace('\'', '"'))))
        .<Spec>flatMap(specs -> specs)
        .toList();
  }

  static Hello of(Subject subject) {
    List<Spec> implemented =
        samples().stream().filter(sample -> implementsIt(subject, sample)).toList();
    Set<String> types =
        implemented.stream().map(SpecJson::type).collect(Collectors.toUnmodifiableSet());
    Map<String, Dialect> dialects = new LinkedHashMap<>();
    for (String type : SpecJson.optimizers()) {
      if (types.contains(type) && !Dialects.of(type).isEmpty()) {
        dialects.put(type, subject.dialect(type));
      }
    }
    return new Hello(
        subject.name(),
        Facts.version(),
        subject.describe().precision(),
        "Java",
        "",
        types,
        capabilities(subject, implemented),
        dialects,
        List.of(),
        List.of());
  }

  private static boolean implementsIt(Subject subject, Spec spec) {
    return switch (spec) {
      case EstimatorSpec estimator -> subject.estimator(estimator).isPresent();
      case OptimizerSpec optimizer -> subject.optimizer(optimizer).isPresent();
      case NormSpec norm -> subject.norm(norm).isPresent();
      case ScheduleSpec part -> throw Case.part(part);
    };
  }

  private static Set<Capability> capabilities(Subject subject, List<Spec> implemented) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Spec spec : implemented) {
      if (spec instanceof NormSpec) {
        capabilities.add(Capability.NORM);
      }
      if (spec instanceof OptimizerSpec optimizer) {
        Stream.of(Capability.values())
            .filter(capability -> can(subject, optimizer, capability))
            .forEach(capabilities::add);
      }
    }
    return capabilities;
  }

  /** Whether an optimizer does not say that it cannot; what it does wrongly, it can. */
  private static boolean can(Subject subject, OptimizerSpec spec, Capability capability) {
    OptimizerUnderTest optimizer = subject.optimizer(spec).orElseThrow();
    double[] one = {1};
    try {
      switch (capability) {
        case STATE -> {
          return optimizer.start(one).state().flatMap(optimizer::resume).isPresent();
        }
        case COPY -> optimizer.start(one).copy();
        case SET -> optimizer.start(one).set(spec);
        case WEIGHT -> optimizer.start(one).step(one, 1);
        case TENSORS -> optimizer.start(one, 1);
        case NORM -> {
          return false;
        }
      }
      return true;
    } catch (NotImplemented e) {
      return false;
    }
  }
}
