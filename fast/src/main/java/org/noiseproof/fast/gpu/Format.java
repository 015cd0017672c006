package org.noiseproof.fast.gpu;

import org.noiseproof.backend.Precision;

/** The format of a backend's numbers on the device. */
public enum Format {
  /** IEEE binary64. */
  FLOAT64(Precision.FLOAT64, Double.BYTES, "f64"),
  /** IEEE binary32. */
  FLOAT32(Precision.FLOAT32, Float.BYTES, "f32");

  private final Precision precision;
  private final int bytes;
  private final String suffix;

  Format(Precision precision, int bytes, String suffix) {
    this.precision = precision;
    this.bytes = bytes;
    this.suffix = suffix;
  }

  /** What it promises. */
  public Precision precision() {
    return precision;
  }

  /** Of one number. */
  public int bytes() {
    return bytes;
  }

  /** The kernel of that name for these numbers. */
  public String kernel(String name) {
    return name + "_" + suffix;
  }

  /** A number as a kernel's argument. */
  public Object argument(double value) {
    return this == FLOAT64 ? (Object) value : (Object) (float) value;
  }

  /** Numbers on the device, rounded to this format. */
  public GpuArray upload(GpuMemory memory, double[] values) {
    return switch (this) {
      case FLOAT64 -> memory.upload(values);
      case FLOAT32 -> {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          rounded[i] = (float) values[i];
        }
        yield memory.upload(rounded);
      }
    };
  }

  /** Numbers from the device. */
  public double[] download(GpuMemory memory, GpuArray array) {
    return switch (this) {
      case FLOAT64 -> memory.doubles(array);
      case FLOAT32 -> {
        float[] narrow = memory.floats(array);
        double[] values = new double[narrow.length];
        for (int i = 0; i < narrow.length; i++) {
          values[i] = narrow[i];
        }
        yield values;
      }
    };
  }
}
