// The gradient of one sample's loss: the operations of org.noiseproof.loss. A sample is x followed by y.
#pragma once
#include "problem.h"

enum Loss { DEEP_LINEAR, DIAGONAL_LINEAR, DIFFERENCE_OF_SQUARES, RELU_NEURON, ANGLE_LOSS, SPHERE_LOSS };

// w.x from the first coordinate on; never -0.
static __device__ __forceinline__ double dot_product(const double* w, const double* x, int n) {
  double sum = 0 + w[0] * x[0];
  for (int j = 1; j < n; j++) sum += w[j] * x[j];
  return sum;
}

// |W_L ... W_1 x - y|^2/2: delta_L = W_L ... W_1 x - y, delta_{l-1} = W_l^T delta_l, and the gradient in W_l is
// delta_l a_{l-1}^T. Every unit has a weight, so that activations and deltas fit where parameters do.
template <int D>
static __device__ void deep_linear(const int* widths, int layers, const double* theta, const double* z, double* g) {
  double activations[D], delta[D], next[D];
  const double* a = z;
  double* into = activations;
  int offset = 0;
  for (int l = 1; l <= layers; l++) {
    int rows = widths[l], columns = widths[l - 1];
    for (int i = 0; i < rows; i++) into[i] = dot_product(theta + offset + i * columns, a, columns);
    offset += rows * columns;
    a = into;
    into += rows;
  }
  const double* y = z + widths[0];
  for (int i = 0; i < widths[layers]; i++) delta[i] = a[i] - y[i];
  for (int l = layers; l > 0; l--) {
    int rows = widths[l], columns = widths[l - 1];
    offset -= rows * columns;
    a = l > 1 ? a - columns : z;
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < columns; j++) g[offset + i * columns + j] = delta[i] * a[j];
    if (l == 1) return;
    for (int j = 0; j < columns; j++) {
      next[j] = 0 + theta[offset + j] * delta[0];
      for (int i = 1; i < rows; i++) next[j] += theta[offset + i * columns + j] * delta[i];
    }
    for (int j = 0; j < columns; j++) delta[j] = next[j];
  }
}

// (xv - y)x, the derivative of (xv - y)^2/2 in v.
static __device__ __forceinline__ double slope_derivative(double v, const double* z) { return (z[0] * v - z[1]) * z[0]; }

// (xv - y)^2/2, v the sum over subnets of the products over their layers.
template <int D>
static __device__ __forceinline__ void diagonal_linear(int layers, const double* theta, int d, const double* z,
                                                       double* g) {
  double v = 0;
  for (int first = 0; first < coordinates<D>(d); first += layers) {
    double product = theta[first];
    for (int j = first + 1; j < first + layers; j++) product *= theta[j];
    v += product;
  }
  double h = slope_derivative(v, z);
  for (int first = 0; first < coordinates<D>(d); first += layers)
    for (int i = first; i < first + layers; i++) {
      g[i] = h;
      for (int j = first; j < first + layers; j++)
        if (j != i) g[i] *= theta[j];
    }
}

// (xv - y)^2/2, v = (s^2 - d^2)/4.
static __device__ __forceinline__ void difference_of_squares(const double* theta, const double* z, double* g) {
  double s = theta[0], d = theta[1];
  double h = slope_derivative((s + d) * (s - d) / 4, z);
  g[0] = h * s / 2;
  g[1] = -(h * d / 2);
}

// (u max(0, w.x) - y)^2/2 with theta = (w, u); where it does not fire, zeros of either sign.
static __device__ __forceinline__ void relu_neuron(const double* theta, int inputs, const double* z, double* g) {
  double w_x = dot_product(theta, z, inputs), u = theta[inputs];
  double a = w_x <= 0 ? 0 : w_x;
  double fires = a > 0 ? 1 : a;  // or NaN
  double residual = fires * (u * a - z[inputs]);
  double backward = residual * u;
  for (int j = 0; j < inputs; j++) g[j] = backward * z[j];
  g[inputs] = residual * a;
}

// y times the angle of theta in the plane; x plays no part.
static __device__ __forceinline__ void angle_loss(const double* theta, const double* z, double* g) {
  double factor = z[1] / sum_of_squares<2>(theta, 2);
  g[0] = -(factor * theta[1]);
  g[1] = factor * theta[0];
}

// -y x.theta/|theta|.
template <int D>
static __device__ __forceinline__ void sphere_loss(const double* theta, int d, const double* z, double* g) {
  double squares = sum_of_squares<D>(theta, d);
  double projection = dot_product(theta, z, coordinates<D>(d)) / squares;
  double factor = z[coordinates<D>(d)] / sqrt(squares);
  COORDINATES(j, 0) g[j] = factor * (projection * theta[j] - z[j]);
}
