// Objectives F with their gradients: the operations of org.noiseproof.problem.
#pragma once
#include "noiseproof.h"

enum Objective { SATURATING, SEPARABLE_SATURATING, PSEUDO_HUBER, QUADRATIC };

// How many coordinates there are: what D says up to 4, where they live in registers, else at most D.
template <int D>
static __device__ __forceinline__ int coordinates(int d) {
  return D <= 4 ? D : d;
}

// Over those from the first, without a loop where they live in registers.
#define COORDINATES(j, first) \
  _Pragma("unroll (D <= 4 ? D : 1)") for (int j = first; j < coordinates<D>(d); j++)

// Sums of squares from the first coordinate to the last, each product and each sum rounded.
template <int D>
static __device__ __forceinline__ double sum_of_squares(const double* v, int d) {
  double sum = v[0] * v[0];
  COORDINATES(j, 1) sum += v[j] * v[j];
  return sum;
}

template <int D>
static __device__ __forceinline__ double squared_distance(const double* v, const double* w, int d) {
  double sum = 0;
  COORDINATES(j, 0) {
    double difference = v[j] - w[j];
    sum += difference * difference;
  }
  return sum;
}

// s/(1 + s), which for s > 1 is computed as 1/(1 + 1/s).
static __device__ __forceinline__ double saturation(double s) { return smaller(s, 1.0) / (1 + smaller(s, 1 / s)); }

static __device__ __forceinline__ double near_enough(double x) { return larger(smaller(x, 0x1p500), -0x1p500); }

// grad F.
template <int D>
static __device__ __forceinline__ void gradient_of(int objective, const double* minimizer, const double* x, int d,
                                                   double* into) {
  double squares = objective == SATURATING ? sum_of_squares<D>(x, d) : 0.0;
  COORDINATES(j, 0) {
    switch (objective) {
      case QUADRATIC: into[j] = x[j] - minimizer[j]; break;
      case PSEUDO_HUBER: {
        double c = near_enough(x[j]);
        into[j] = c / sqrt(1 + c * c);
        break;
      }
      default: {
        double base = 1 + (objective == SATURATING ? squares : x[j] * x[j]);
        into[j] = 2 * x[j] / base / base;
      }
    }
  }
}

// F.
template <int D>
static __device__ __forceinline__ double value_of(int objective, const double* minimizer, const double* x, int d) {
  if (objective == SATURATING) return saturation(sum_of_squares<D>(x, d));
  if (objective == QUADRATIC) return squared_distance<D>(x, minimizer, d) / 2;
  double sum = 0;
  COORDINATES(j, 0) {
    if (objective == SEPARABLE_SATURATING) {
      sum += saturation(x[j] * x[j]);
    } else {
      double c = near_enough(x[j]);
      sum += x[j] * (c / (1 + sqrt(1 + c * c)));
    }
  }
  return sum;
}
