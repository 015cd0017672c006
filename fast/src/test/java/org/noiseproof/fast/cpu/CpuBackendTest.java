package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Precision;

class CpuBackendTest {

  @Test
  void both_backends_are_found_by_name() {
    assertThat(Backends.named("cpu")).isInstanceOf(CpuBackend.class);
    assertThat(Backends.named("cpu-float32")).isInstanceOf(CpuFloat32Backend.class);
  }

  @Test
  void a_backend_says_its_lanes_threads_and_device() {
    Description description = new CpuBackend(3).describe();
    assertThat(description.precision()).isEqualTo(Precision.FLOAT64);
    assertThat(description.determinism()).isEqualTo(Determinism.REPRODUCIBLE);
    assertThat(description.threads()).isEqualTo(3);
    assertThat(description.lanes()).isEqualTo(VectorShape.preferredShape().vectorBitSize() / 64);
    assertThat(description.device()).isNotBlank();
    assertThat(new CpuFloat32Backend(1).describe().lanes()).isEqualTo(2 * description.lanes());
  }

  @Test
  void every_estimator_is_there() {
    for (Backend backend : new Backend[] {new CpuBackend(1), new CpuFloat32Backend(1)}) {
      assertThat(Cases.ESTIMATORS).allMatch(spec -> backend.estimator(spec).isPresent());
    }
  }
}
