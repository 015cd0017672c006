package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import jcuda.driver.CUresult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;

/** What can go wrong with a device, brought about in the emulation. */
final class GpuFailureTest {
  private static final Batch BATCH = Batch.ofRows(new double[100][100]);
  private static final long BATCH_BYTES = 100 * 100 * 8;

  private static double[] estimate(StandIn device) {
    return GpuEstimator.of(new EstimatorSpec.Mean(), device.gpu(), Format.FLOAT64)
        .orElseThrow()
        .estimate(BATCH);
  }

  @Test
  void out_of_memory_names_the_bytes_and_leaves_nothing_allocated() {
    try (StandIn device = StandIn.open()) {
      device.capacity(BATCH_BYTES + 100); // room for the batch, not for the estimate

      assertThatThrownBy(() -> estimate(device))
          .isInstanceOf(GpuFailure.class)
          .hasMessageMatching(".*out of memory: could not allocate [\\d,]+ bytes with .*")
          .hasMessageContaining("80,000 bytes held");
      assertThat(device.gpu().traffic().bytesHeld()).isZero();

      device.capacity(2 * BATCH_BYTES);
      assertThat(estimate(device)).containsOnly(0);
      assertThat(device.gpu().traffic().bytesHeld()).isZero();
      assertThat(device.gpu().traffic().bytesPeak()).isBetween(BATCH_BYTES, 2 * BATCH_BYTES);
    }
  }

  @Test
  void a_lost_device_says_so_once_and_for_all_and_holds_nothing() {
    try (StandIn device = StandIn.open()) {
      long before = device.gpu().traffic().launches();
      assertThat(estimate(device)).containsOnly(0);
      device.loseAfter(device.gpu().traffic().launches() - before);
      assertThat(estimate(device)).containsOnly(0);

      String story = "was lost (could not launch rows_sum_f64: CUDA_ERROR_LAUNCH_FAILED)";
      assertThatThrownBy(() -> estimate(device))
          .isInstanceOf(GpuFailure.class)
          .hasMessageContaining(story);
      assertThatThrownBy(() -> estimate(device))
          .isInstanceOf(GpuFailure.class)
          .hasMessageContaining(story);
      assertThat(device.gpu().traffic().bytesHeld()).isZero();
    }
    try (StandIn repaired = StandIn.open()) {
      assertThat(estimate(repaired)).containsOnly(0);
    }
  }

  @Test
  void memory_that_another_thread_closes_is_freed() throws InterruptedException {
    try (StandIn device = StandIn.open()) {
      long free = device.gpu().freeMemory();
      GpuMemory memory = device.gpu().memory();
      memory.upload(new double[100]);
      assertThat(device.gpu().freeMemory()).isLessThan(free);

      Thread closes = new Thread(memory::close); // where no context is current yet
      closes.start();
      closes.join();

      assertThat(device.gpu().freeMemory()).isEqualTo(free);
      assertThat(device.gpu().traffic().bytesHeld()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
        CUresult.CUDA_ERROR_ASSERT,
        CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE
      })
  void an_error_that_breaks_the_context_is_a_lost_device(int error) {
    try (StandIn device = StandIn.open()) {
      assertThatThrownBy(() -> device.gpu().check("wait", error))
          .isInstanceOf(GpuFailure.class)
          .hasMessageContaining("was lost (could not wait: " + CUresult.stringFor(error));
      assertThat(device.gpu().isLost()).isTrue();
    }
  }

  @Test
  void a_kernel_that_does_not_exist_is_named_with_its_file() {
    Gpu gpu = StandIn.emulation();

    assertThatThrownBy(() -> gpu.launch(Program.ROWS, "rows_smu_f64", 1, 1))
        .isInstanceOf(GpuFailure.class)
        .hasMessageContaining("find kernel rows_smu_f64 in rows.cu: CUDA_ERROR_NOT_FOUND");
  }

  @Test
  void a_ptx_that_the_driver_refuses_is_told_from_a_lost_device() {
    Gpu gpu = StandIn.emulation();
    UserKernels ptxAlone = new UserKernels("mine.ptx", Program.ROWS.ptx(), "", Map.of());

    assertThatThrownBy(() -> gpu.launch(ptxAlone, "rows_sum_f64", 1, 1))
        .isInstanceOf(GpuFailure.class)
        .hasMessageContaining(
            "refuses the kernels (could not load mine.ptx: CUDA_ERROR_INVALID_PTX)")
        .hasMessageContaining("CUDA 12 or newer");
    assertThat(gpu.isLost()).isFalse();
  }

  @Test
  void an_argument_that_no_kernel_takes_is_refused_before_the_launch() {
    Gpu gpu = StandIn.emulation();
    long launches = gpu.traffic().launches();

    assertThatThrownBy(() -> gpu.launch(Program.ROWS, "rows_sum_f64", 1, 1, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument 0 of rows_sum_f64 is a String");
    assertThat(gpu.traffic().launches()).isEqualTo(launches);
  }
}
