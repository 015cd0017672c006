package org.noiseproof.fast.gpu;

import jcuda.driver.CUevent;
import jcuda.driver.JCudaDriver;

/** A device's own clock, by events between which work is put. */
public record Stopwatch(Gpu gpu) {

  /**
   * How long the device takes for what is launched, in seconds. In the emulation it is the host's
   * time, and says nothing of any device.
   */
  public double seconds(Runnable launches) {
    gpu.current();
    CUevent start = new CUevent();
    CUevent end = new CUevent();
    gpu.check("make an event", JCudaDriver.cuEventCreate(start, 0));
    try {
      gpu.check("make an event", JCudaDriver.cuEventCreate(end, 0));
      try {
        gpu.check("note the start", JCudaDriver.cuEventRecord(start, null));
        launches.run();
        gpu.check("note the end", JCudaDriver.cuEventRecord(end, null));
        gpu.check("wait for the end", JCudaDriver.cuEventSynchronize(end));
        float[] milliseconds = new float[1];
        gpu.check("read the time", JCudaDriver.cuEventElapsedTime(milliseconds, start, end));
        return milliseconds[0] / 1e3;
      } finally {
        JCudaDriver.cuEventDestroy(end);
      }
    } finally {
      JCudaDriver.cuEventDestroy(start);
    }
  }

  /** The shortest of several times, after as many that warm up: what disturbs only slows. */
  public double best(int times, Runnable launches) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2 * times; i++) {
      double seconds = seconds(launches);
      best = i < times ? best : Math.min(best, seconds);
    }
    return best;
  }
}
