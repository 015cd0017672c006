package org.noiseproof.fast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured gives right answers, or its speed means nothing. */
class BenchmarkCorrectnessTest {
  private static final int ENTRIES = 1 << 12;

  /** Sums of a few thousand terms near 1, in any order. */
  private static double allowance(Precision precision) {
    return Tolerance.gamma(ENTRIES, precision.unitRoundoff());
  }

  private static RowBenchmarks64.Rows rows64(int d) {
    RowBenchmarks64.Rows rows = new RowBenchmarks64.Rows();
    rows.entries = ENTRIES;
    rows.d = d;
    rows.fill();
    return rows;
  }

  private static RowBenchmarks32.Rows rows32(int d) {
    RowBenchmarks32.Rows rows = new RowBenchmarks32.Rows();
    rows.entries = ENTRIES;
    rows.d = d;
    rows.fill();
    return rows;
  }

  private static void assertClose(double[] actual, double[] expected, Precision precision) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int j = 0; j < expected.length; j++) {
      assertThat(actual[j])
          .as("coordinate %d", j)
          .isCloseTo(expected[j], within(allowance(precision)));
    }
  }

  private static double[] widened(float[] x) {
    double[] widened = new double[x.length];
    Arrays.setAll(widened, j -> x[j]);
    return widened;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 128, 1024})
  void every_clip_and_mean_of_doubles_is_the_backends(int d) {
    RowBenchmarks64 benchmarks = new RowBenchmarks64();
    RowBenchmarks64.Rows rows = rows64(d);
    Batch batch = Batch.of(rows.n, d, rows.x);
    CpuBackend backend = new CpuBackend(1);
    double[] clip =
        backend
            .estimator(new PerSampleClip(Math.sqrt(d), Double.POSITIVE_INFINITY))
            .orElseThrow()
            .estimate(batch);
    double[] mean = backend.estimator(new Mean()).orElseThrow().estimate(batch);
    assertThat(benchmarks.perSampleClip(rows)).containsExactly(clip);
    assertThat(benchmarks.mean(rows)).containsExactly(mean);
    assertClose(benchmarks.perSampleClipPlain(rows), clip, Precision.FLOAT64);
    assertClose(benchmarks.meanPlain(rows), mean, Precision.FLOAT64);
    assertClose(benchmarks.meanLibrary(rows), mean, Precision.FLOAT64);
    assertThat(clip).isNotEqualTo(mean);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 128, 1024})
  void every_clip_and_mean_of_floats_is_that_of_doubles_to_rounding(int d) {
    RowBenchmarks32 benchmarks = new RowBenchmarks32();
    RowBenchmarks32.Rows rows = rows32(d);
    double[] clip = new RowBenchmarks64().perSampleClip(rows64(d));
    double[] mean = new RowBenchmarks64().mean(rows64(d));
    assertClose(widened(benchmarks.perSampleClip(rows)), clip, Precision.FLOAT32);
    assertClose(widened(benchmarks.perSampleClipPlain(rows)), clip, Precision.FLOAT32);
    assertClose(widened(benchmarks.mean(rows)), mean, Precision.FLOAT32);
    assertClose(widened(benchmarks.meanPlain(rows)), mean, Precision.FLOAT32);
  }

  @Test
  void every_norm_is_the_root_of_the_sum_of_squares() {
    double norm = Math.sqrt(Arrays.stream(rows64(16).x).map(x -> x * x).sum());
    double allowed = norm * allowance(Precision.FLOAT64);
    assertThat(new RowBenchmarks64().norm(rows64(16))).isCloseTo(norm, within(allowed));
    assertThat(new RowBenchmarks64().normPlain(rows64(16))).isCloseTo(norm, within(allowed));
    assertThat(new RowBenchmarks64().normLibrary(rows64(16))).isCloseTo(norm, within(allowed));
    double coarse = norm * allowance(Precision.FLOAT32);
    assertThat((double) new RowBenchmarks32().norm(rows32(16))).isCloseTo(norm, within(coarse));
    assertThat((double) new RowBenchmarks32().normPlain(rows32(16)))
        .isCloseTo(norm, within(coarse));
  }

  @Test
  void every_momentum_update_is_a_step_of_sgd() {
    OptimizerSpec spec = new Sgd(1e-6, 0.9, 0, false, 0);
    UpdateBenchmarks64.Vectors fresh = vectors64();
    double[] expected = exactStep(spec, fresh.parameters, fresh.gradient);
    UpdateBenchmarks64.Vectors vectors = vectors64();
    new UpdateBenchmarks64().momentum(vectors);
    assertClose(vectors.parameters, expected, Precision.FLOAT64);
    UpdateBenchmarks64.Vectors plain = vectors64();
    new UpdateBenchmarks64().momentumPlain(plain);
    assertClose(plain.parameters, expected, Precision.FLOAT64);
    UpdateBenchmarks32.Vectors floats = vectors32();
    new UpdateBenchmarks32().momentum(floats);
    assertClose(widened(floats.parameters), expected, Precision.FLOAT32);
    UpdateBenchmarks32.Vectors plainFloats = vectors32();
    new UpdateBenchmarks32().momentumPlain(plainFloats);
    assertClose(widened(plainFloats.parameters), expected, Precision.FLOAT32);
    assertThat(vectors.parameters).isNotEqualTo(fresh.parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam",
        "rmsprop",
        "adagrad",
        "adadelta",
        "adamax",
        "nadam",
        "amsgrad",
        "adabelief",
        "lion"
      })
  void every_step_is_the_same_in_kernels_and_plain_loops(String optimizer) {
    // Step 10 on empty buffers, as benchmarked: no step from a start.
    StepBenchmarks64.Vectors vectors = steps64(optimizer);
    new StepBenchmarks64().step(vectors);
    StepBenchmarks64.Vectors plain = steps64(optimizer);
    new StepBenchmarks64().stepPlain(plain);
    assertClose(vectors.parameters, plain.parameters, Precision.FLOAT64);
    StepBenchmarks32.Vectors floats = steps32(optimizer);
    new StepBenchmarks32().step(floats);
    assertClose(widened(floats.parameters), plain.parameters, Precision.FLOAT32);
    StepBenchmarks32.Vectors plainFloats = steps32(optimizer);
    new StepBenchmarks32().stepPlain(plainFloats);
    assertClose(widened(plainFloats.parameters), plain.parameters, Precision.FLOAT32);
    for (int i = 0; i < vectors.buffers.size(); i++) {
      double[] buffer = plain.buffers.get(i);
      assertClose(vectors.buffers.get(i), buffer, Precision.FLOAT64);
      assertClose(widened(floats.buffers.get(i)), buffer, Precision.FLOAT32);
      assertClose(widened(plainFloats.buffers.get(i)), buffer, Precision.FLOAT32);
      assertThat(buffer).isNotEqualTo(new double[ENTRIES]);
    }
    assertThat(vectors.parameters).isNotEqualTo(steps64(optimizer).parameters);
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void every_kernel_has_its_benchmarks(Kernel kernel) {
    assertThat(Kernel.named(kernel.label())).isEqualTo(kernel);
    Set<String> known = benchmarks();
    for (int bits : new int[] {32, 64}) {
      assertThat(known).contains(kernel.benchmark(bits, ""));
      assertThat(known).contains(kernel.benchmark(bits, "Plain"));
    }
    assertThat(known.contains(kernel.benchmark(64, "Library"))).isEqualTo(kernel.inLibrary());
  }

  @Test
  void every_product_is_the_same_to_rounding() {
    MatrixBenchmarks benchmarks = new MatrixBenchmarks();
    MatrixBenchmarks.Factors factors = new MatrixBenchmarks.Factors();
    factors.fill();
    double[] product = benchmarks.gemm(factors).clone();
    assertClose(benchmarks.gemmPlain(factors), product, Precision.FLOAT64);
    assertClose(benchmarks.gemmEjml(factors), product, Precision.FLOAT64);
    assertThat(product).isNotEqualTo(new double[product.length]);
  }

  @Test
  void every_softmax_is_the_same_to_rounding() {
    WeightBenchmarks benchmarks = new WeightBenchmarks();
    WeightBenchmarks.Margins margins = new WeightBenchmarks.Margins();
    margins.fill();
    double[] weights = benchmarks.weights(margins);
    assertThat(benchmarks.weightsScalar(margins)).isEqualTo(weights);
    assertClose(benchmarks.weightsPlain(margins), weights, Precision.FLOAT64);
  }

  @Test
  void every_step_on_matrices_moves_as_its_optimizer_does() {
    MatrixBenchmarks benchmarks = new MatrixBenchmarks();
    MatrixBenchmarks.Steps steps = new MatrixBenchmarks.Steps();
    steps.n = 12;
    steps.start();
    for (OptimizerState state :
        List.of(
            benchmarks.nucgd(steps),
            benchmarks.nucgdEjml(steps),
            benchmarks.muon(steps),
            benchmarks.muonEjml(steps))) {
      assertThat(state.steps()).isEqualTo(2);
      assertThat(state.parameters()).isNotEqualTo(new double[144]);
    }
    assumeTrue(NativeBlas.isNamed(), "no OpenBLAS here");
    MatrixBenchmarks.Native blas = new MatrixBenchmarks.Native();
    assertClose(
        benchmarks.nucgdNative(steps, blas),
        benchmarks.nucgdEjml(steps).parameters(),
        Precision.FLOAT64);
    assertClose(
        benchmarks.muonNative(steps, blas),
        benchmarks.muonEjml(steps).parameters(),
        Precision.FLOAT64);
  }

  @ParameterizedTest
  @EnumSource(MatrixTimes.Subject.class)
  void every_subject_of_matrices_has_its_benchmarks(MatrixTimes.Subject subject) {
    assertThat(benchmarks()).contains(subject.benchmark(""));
    assertThat(subject.rivals())
        .allMatch(rival -> benchmarks().contains(subject.benchmark(rival.suffix)));
  }

  @ParameterizedTest
  @EnumSource(Dynamics.class)
  void every_ensemble_shows_what_the_plain_loop_does(Dynamics dynamics) {
    EnsembleBenchmarks.Run run = new EnsembleBenchmarks.Run();
    run.dynamics = dynamics;
    run.make();
    double[][] lanes = new EnsembleBenchmarks().lanes(run);
    double[] plain = new EnsembleBenchmarks().plain(run);
    assertThat(plain[0]).isPositive();
    for (int r = 0; r < plain.length; r++) {
      assertThat(lanes[r][0]).isCloseTo(plain[r], within(allowance(Precision.FLOAT64)));
    }
    for (String method : List.of("lanes", "plain", "reference")) {
      assertThat(benchmarks()).contains(EnsembleBenchmarks.class.getName() + "." + method);
    }
  }

  /** Every benchmark that JMH finds, by class and method. */
  private static Set<String> benchmarks() {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
            List.of(".*"),
            List.of())
        .stream()
        .map(BenchmarkListEntry::getUsername)
        .collect(Collectors.toSet());
  }

  @Test
  void an_unknown_kernel_is_refused_with_the_nearest_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernel.named("maen"))
        .withMessageContaining("unknown kernel \"maen\"; did you mean \"mean\"?");
  }

  private static double[] exactStep(OptimizerSpec spec, double[] parameters, double[] gradient) {
    OptimizerState start = ExactOptimizer.start(spec, parameters);
    return ExactOptimizer.step(spec, start, gradient).rounded().parameters();
  }

  private static UpdateBenchmarks64.Vectors vectors64() {
    UpdateBenchmarks64.Vectors vectors = new UpdateBenchmarks64.Vectors();
    vectors.entries = ENTRIES;
    vectors.fill();
    return vectors;
  }

  private static UpdateBenchmarks32.Vectors vectors32() {
    UpdateBenchmarks32.Vectors vectors = new UpdateBenchmarks32.Vectors();
    vectors.entries = ENTRIES;
    vectors.fill();
    return vectors;
  }

  private static StepBenchmarks64.Vectors steps64(String optimizer) {
    StepBenchmarks64.Vectors vectors = new StepBenchmarks64.Vectors();
    vectors.entries = ENTRIES;
    vectors.optimizer = optimizer;
    vectors.fill();
    return vectors;
  }

  private static StepBenchmarks32.Vectors steps32(String optimizer) {
    StepBenchmarks32.Vectors vectors = new StepBenchmarks32.Vectors();
    vectors.entries = ENTRIES;
    vectors.optimizer = optimizer;
    vectors.fill();
    return vectors;
  }
}
