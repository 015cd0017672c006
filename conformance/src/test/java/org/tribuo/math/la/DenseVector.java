package org.tribuo.math.la;

/** The shape of Tribuo's vector, for tests without Tribuo. */
public final class DenseVector implements Tensor {
  private final double[] elements;

  private DenseVector(double[] elements) {
    this.elements = elements;
  }

  /** Of a copy of these values. */
  public static DenseVector createDenseVector(double[] values) {
    return new DenseVector(values.clone());
  }

  /** A copy of its values. */
  public double[] toArray() {
    return elements.clone();
  }

  /** Replaces a value. */
  public void set(int index, double value) {
    elements[index] = value;
  }
}
