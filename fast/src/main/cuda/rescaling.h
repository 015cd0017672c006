// Vectors made shorter or of length 1, and added to a sum: the operations of LaneRescaling.
#pragma once
#include "problem.h"

template <int D>
static __device__ __forceinline__ void add(const double* v, int d, double* sum) {
  COORDINATES(j, 0) sum[j] += v[j];
}

template <int D>
static __device__ __forceinline__ void clear(double* v, int d) {
  COORDINATES(j, 0) v[j] = 0;
}

// sum + clamp(v, -threshold, threshold), coordinate by coordinate.
template <int D>
static __device__ __forceinline__ void add_clamped(const double* v, int d, double threshold, double* sum) {
  COORDINATES(j, 0) sum[j] += larger(smaller(v[j], threshold), -threshold);
}

// sum + sign(v), coordinate by coordinate; that of 0 and NaN is itself.
template <int D>
static __device__ __forceinline__ void add_signs(const double* v, int d, double* sum) {
  COORDINATES(j, 0) sum[j] += v[j] > 0 ? 1.0 : v[j] < 0 ? -1.0 : v[j];
}

template <int D>
static __device__ __forceinline__ double fused_squares(const double* v, int d) {
  double squares = v[0] * v[0];
  COORDINATES(j, 1) squares = fma(v[j], v[j], squares);
  return squares;
}

// The factor of a vector whose squares are out of the range in which they are accurate: the vector is scaled by a
// power of two, and the factor is threshold over what is then its norm.
template <int D>
static __device__ double far_factor(double* v, int d, double threshold, double factor) {
  double most = 0;
  COORDINATES(j, 0) most = larger(most, fabs(v[j]));
  if (most == 0 || !is_finite(most)) return factor;
  int biased = (int)((u64)__double_as_longlong(most) >> 52);
  // 2^-e of the exponent e, that of a subnormal number being -1023.
  double scale = biased < 2046 ? __longlong_as_double((long long)(2046 - biased) << 52) : 0x1p-1023;
  COORDINATES(j, 0) v[j] *= scale;
  return threshold / sqrt(fused_squares<D>(v, d));
}

template <int D>
static __device__ __forceinline__ void add_scaled(const double* v, int d, double factor, double* sum) {
  COORDINATES(j, 0) sum[j] = fma(factor, v[j], sum[j]);
}

// sum + min(1, threshold/|v|) v. May change v.
template <int D>
static __device__ __forceinline__ void add_clipped(double* v, int d, double threshold, double* sum) {
  if (coordinates<D>(d) == 1) {
    // No norm on a line, and an infinite threshold is one like any other.
    add_clamped<D>(v, d, threshold, sum);
    return;
  }
  if (!is_finite(threshold)) {
    add<D>(v, d, sum);
    return;
  }
  double squares = fused_squares<D>(v, d);
  // A zero vector stays, for a threshold of 0 too.
  double factor = smaller(threshold / larger(sqrt(squares), 0x1p-1074), 1.0);
  if (squares > 0x1p1000) factor = far_factor<D>(v, d, threshold, factor);
  add_scaled<D>(v, d, factor, sum);
}

// sum + v/|v|, 0 for v = 0. May change v.
template <int D>
static __device__ __forceinline__ void add_normalized(double* v, int d, double* sum) {
  if (coordinates<D>(d) == 1) {
    add_signs<D>(v, d, sum);
    return;
  }
  double squares = fused_squares<D>(v, d);
  double factor = 1 / larger(sqrt(squares), 0x1p-1022);
  if (squares > 0x1p1000 || squares < 0x1p-900) factor = far_factor<D>(v, d, 1.0, factor);
  add_scaled<D>(v, d, factor, sum);
}
