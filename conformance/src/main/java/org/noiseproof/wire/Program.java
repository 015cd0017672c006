package org.noiseproof.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.check.Check.Broken;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.NotPromised;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Dialogue.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program behind a command, in any language, as a subject. It is started once, and again whenever
 * it died, hung or answered what is no answer ({@link Broken}); the runs that it had are then lost.
 */
public final class Program implements Subject {
  /** How long an answer may take unless told otherwise. */
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  /** How much longer the first answer may take: interpreters and their libraries load slowly. */
  private static final int START_UP = 6;

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** Starts the program. */
  @FunctionalInterface
  interface Starter {
    Channel start() throws IOException;
  }

  private final Identity identity;
  private final Starter starter;
  private final Duration limit;
  private final Hello hello;
  private final List<String> handles = new ArrayList<>();
  private Dialogue dialogue;

  private Program(Identity identity, Starter starter, Duration limit) {
    this.identity = identity;
    this.starter = starter;
    this.limit = limit;
    try {
      this.dialogue = new Dialogue(starter.start());
      this.hello = hello(dialogue);
    } catch (IOException e) {
      throw new ProgramUnavailable(
          "cannot start %s: %s".formatted(identity.command(), e.getMessage()));
    } catch (Broken | NotImplemented | IllegalArgumentException e) {
      throw new ProgramUnavailable(
          "%s does not answer hello: %s".formatted(identity.command(), e.getMessage()));
    }
  }

  /**
   * Starts a program and asks who it is.
   *
   * @param command as one would type it
   * @param limit how long each answer may take; the first may take six times as long
   * @throws IllegalArgumentException where the command is none, or the limit is not positive
   * @throws ProgramUnavailable where the program cannot be started or does not say what it is
   */
  public static Program start(String command, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("limit = %s is out of range: above 0".formatted(limit));
    }
    Command taken = Command.of(command);
    return new Program(Identity.of(taken), () -> ProcessChannel.start(taken.words()), limit);
  }

  /**
   * Starts a program that has a name and an option of its own on the command line.
   *
   * @param words the executable and its arguments
   * @param limit as above
   * @throws ProgramUnavailable where the program cannot be started or does not say what it is
   */
  public static Program start(String name, String option, List<String> words, Duration limit) {
    return new Program(new Identity(name, name, option), () -> ProcessChannel.start(words), limit);
  }

  /** A program at the other end of any channel. */
  static Program over(String name, Starter starter, Duration limit) {
    return new Program(Identity.of(Command.of(name)), starter, limit);
  }

  /**
   * What a program is called.
   *
   * @param name in reports; empty where the program's own is to be taken
   * @param command in messages
   * @param option what selects it on the command line
   */
  private record Identity(String name, String command, String option) {
    static Identity of(Command command) {
      return new Identity("", command.text(), "--command " + command.quoted());
    }

    /** Whether a person chose the command, and with it the time it has. */
    boolean isCommand() {
      return name.isEmpty();
    }
  }

  private Hello hello(Dialogue with) {
    return with.ask(
        new Request<>(Hello.request(), fields -> Hello.of(fields.json()), "*"),
        limit.multipliedBy(START_UP));
  }

  @Override
  public String name() {
    return identity.name().isEmpty() ? hello.name() : identity.name();
  }

  @Override
  public String option() {
    return identity.isCommand() && !limit.equals(DEFAULT_LIMIT)
        ? identity.option() + " --timeout " + seconds(limit)
        : identity.option();
  }

  /** As it is typed: without a fraction that is 0. */
  private static String seconds(Duration limit) {
    return BigDecimal.valueOf(limit.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  /** Held to repeating its bits, as what it says of itself has nothing about that. */
  @Override
  public Description describe() {
    return new Description(
        hello.precision(), Determinism.REPRODUCIBLE, 1, 1, hello.words(identity.command()));
  }

  @Override
  public List<String> types() {
    return hello.types().stream().sorted().toList();
  }

  /** What it says it can do that this version knows nothing of: misspelt, or of a later version. */
  public List<String> unknown() {
    return hello.unknown();
  }

  /** The checks, or the beginnings of their ids, whose demand its authors never made. */
  public List<String> notPromised() {
    return hello.notPromised().stream().map(NotPromised::check).toList();
  }

  @Override
  public Dialect dialect(String type) {
    Dialect declared = hello.dialects().get(type);
    return declared == null ? Subject.super.dialect(type) : declared;
  }

  @Override
  public Optional<String> exemption(String checkId) {
    return hello.exemption(checkId);
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return implemented(spec, () -> new RemoteEstimator(this, spec));
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return implemented(spec, () -> new RemoteOptimizer(this, spec));
  }

  @Override
  public Optional<Norm> norm(NormSpec spec) {
    return implemented(spec, () -> new RemoteNorm(this, spec));
  }

  private <T> Optional<T> implemented(Spec spec, Supplier<T> remote) {
    return hello.types().contains(SpecJson.type(spec))
        ? Optional.of(remote.get())
        : Optional.empty();
  }

  /**
   * That the program said it can do this.
   *
   * @throws NotImplemented where it did not
   */
  void require(Hello.Capability capability) {
    if (!can(capability)) {
      throw new NotImplemented("does not declare the capability " + capability.id());
    }
  }

  boolean can(Hello.Capability capability) {
    return hello.capabilities().contains(capability);
  }

  static ObjectNode request(String op) {
    return Fields.JSON.createObjectNode().put("op", op);
  }

  /** Asks the program one thing, as {@link Dialogue#ask}; one that is over is started again. */
  <T> T ask(Request<T> request) {
    return dialogue().ask(request, limit);
  }

  /** Asks for a run; its handle, and the program's life in which it is one. */
  Handle open(ObjectNode request) {
    return open(dialogue(), request);
  }

  Handle open(Dialogue now, ObjectNode request) {
    String id = now.ask(new Request<>(request, fields -> fields.text("handle"), "handle"), limit);
    handles.add(id);
    return new Handle(this, now, id);
  }

  /** A run of the program. */
  record Handle(Program program, Dialogue dialogue, String id) {
    /** A request about the run. */
    ObjectNode request(String op) {
      return Program.request(op).put("handle", id);
    }

    /** Asks about the run; it is lost where the program was started again since. */
    <T> List<T> ask(List<Request<T>> requests) {
      return dialogue.ask(requests, program.limit);
    }
  }

  private Dialogue dialogue() {
    if (dialogue.isOver()) {
      handles.clear();
      try {
        dialogue = new Dialogue(starter.start());
        hello(dialogue);
      } catch (IOException e) {
        throw new Broken("cannot be started again: " + e.getMessage());
      }
    }
    return dialogue;
  }

  /** Lets the program forget its runs, when it is next asked anything. */
  @Override
  public void endOfCase() {
    handles.forEach(id -> dialogue.tellLater(request("close").put("handle", id)));
    handles.clear();
  }

  /** Lets the program end; what was wrong with that, or nothing. */
  public String end() {
    return dialogue.end(FAREWELL);
  }

  @Override
  public void close() {
    end();
  }
}
