// Batches of n rows and d columns, row-major: sums over rows, norms of rows, and sums of rows rescaled by their norms.
// Squares are summed in double whatever the format: those of floats are exact in it, and none of them leaves its range.
#include "elementary.h"
#include "rescale.h"

struct Plain {
  template <class T>
  __device__ T add(T sum, T x, int, int) const {
    return sum + x;
  }
};

// Entries clipped to [-bound, bound]; 0 x is NaN where the entry is not finite, which clipping alone would hide.
template <class T>
struct Clipped {
  T bound;
  __device__ T add(T sum, T x, int, int) const { return sum + fma(T(0), x, larger(smaller(x, bound), -bound)); }
};

template <class T>
struct Weighted {
  const double* weights;
  __device__ T add(T sum, T x, int row, int) const { return fma((T)weights[row], x, sum); }
};

// Weights times powers of two, which alone may leave the range.
template <class T>
struct Shifted {
  const double* weights;
  const int* exponents;
  __device__ T add(T sum, T x, int row, int) const {
    return fma((T)weights[row], (T)times_power_of_two((double)x, exponents[row]), sum);
  }
};

KERNEL rows_sum_f64(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                    double* sums) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Plain());
}
KERNEL rows_sum_f32(const float* x, int n, int d, int size, int more, int columns, int chunk, float divisor,
                    float* sums) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Plain());
}
KERNEL rows_sum_bf16(const unsigned short* x, int n, int d, int size, int more, int columns, int chunk, float divisor,
                     float* sums) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Plain());
}

KERNEL rows_clipped_sum_f64(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                            double* sums, double bound) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Clipped<double>{bound});
}
KERNEL rows_clipped_sum_f32(const float* x, int n, int d, int size, int more, int columns, int chunk, float divisor,
                            float* sums, float bound) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Clipped<float>{bound});
}

KERNEL rows_weighted_sum_f64(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                             double* sums, const double* weights) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Weighted<double>{weights});
}
KERNEL rows_weighted_sum_f32(const float* x, int n, int d, int size, int more, int columns, int chunk, float divisor,
                             float* sums, const double* weights) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Weighted<float>{weights});
}
KERNEL rows_weighted_sum_bf16(const unsigned short* x, int n, int d, int size, int more, int columns, int chunk,
                              float divisor, float* sums, const double* weights) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Weighted<float>{weights});
}

KERNEL rows_shifted_sum_f64(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                            double* sums, const double* weights, const int* exponents) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Shifted<double>{weights, exponents});
}
KERNEL rows_shifted_sum_f32(const float* x, int n, int d, int size, int more, int columns, int chunk, float divisor,
                            float* sums, const double* weights, const int* exponents) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Shifted<float>{weights, exponents});
}

KERNEL rows_rescaled_sum_f64(const double* x, int n, int d, int team, int chunk, int kind, const double* thresholds,
                             int growing, double slack, double divisor, double* sums) {
  sum_of_rescaled<double, 8>(x, n, d, team, chunk, kind, thresholds, growing, slack, divisor, sums);
}
KERNEL rows_rescaled_sum_f32(const float* x, int n, int d, int team, int chunk, int kind, const double* thresholds,
                             int growing, double slack, float divisor, float* sums) {
  sum_of_rescaled<float, 16>(x, n, d, team, chunk, kind, thresholds, growing, slack, divisor, sums);
}
KERNEL rows_rescaled_sum_bf16(const unsigned short* x, int n, int d, int team, int chunk, int kind,
                              const double* thresholds, int growing, double slack, float divisor, float* sums) {
  sum_of_rescaled<float, 16>(x, n, d, team, chunk, kind, thresholds, growing, slack, divisor, sums);
}

template <class In>
struct Squares {
  const In* x;
  int d;
  __device__ double add(double sum, int k, int j) const {
    return with_square(sum, (double)entry(x[(long long)k * d + j]));
  }
};

KERNEL rows_squares_f64(const double* x, int n, int d, int team, int segment, double* sums) {
  sum_of_entries(n, d, team, segment, sums, Squares<double>{x, d});
}
KERNEL rows_squares_f32(const float* x, int n, int d, int team, int segment, double* sums) {
  sum_of_entries(n, d, team, segment, sums, Squares<float>{x, d});
}
KERNEL rows_squares_bf16(const unsigned short* x, int n, int d, int team, int segment, double* sums) {
  sum_of_entries(n, d, team, segment, sums, Squares<unsigned short>{x, d});
}

template <class In>
struct Products {
  const In* x;
  const In* y;
  int d;
  __device__ double add(double sum, int k, int j) const {
    return fma((double)entry(x[(long long)k * d + j]), (double)entry(y[j]), sum);
  }
};

KERNEL rows_products_bf16(const unsigned short* x, int n, int d, int team, int segment, double* sums,
                          const unsigned short* y) {
  sum_of_entries(n, d, team, segment, sums, Products<unsigned short>{x, y, d});
}

// What is summed up already, once more.
struct Totals {
  const double* x;
  int d;
  __device__ double add(double sum, int k, int j) const { return sum + x[(long long)k * d + j]; }
};

KERNEL rows_totals_f64(const double* x, int n, int d, int team, int segment, double* sums) {
  sum_of_entries(n, d, team, segment, sums, Totals{x, d});
}

// factors[k] = the factor of row k, a thread a row.
template <class In>
static __device__ void factors_of_rows(const double* squares, int n, int kind, const double* thresholds, int growing,
                                       double slack, double* factors) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= n) return;
  double threshold = kind == NORMALIZE ? 0 : thresholds[growing ? k : 0];
  factors[k] = factor<In>(kind, squares[k], threshold, slack);
}

KERNEL rows_factors_f64(const double* squares, int n, int kind, const double* thresholds, int growing, double slack,
                        double* factors) {
  factors_of_rows<double>(squares, n, kind, thresholds, growing, slack, factors);
}
KERNEL rows_factors_f32(const double* squares, int n, int kind, const double* thresholds, int growing, double slack,
                        double* factors) {
  factors_of_rows<float>(squares, n, kind, thresholds, growing, slack, factors);
}

// k^(1/beta): 1/beta is rounded, and what the power lacks for that is added.
static __device__ double root_of(double k, double beta) {
  double exponent = 1 / beta;
  double power = power_of(k, exponent);
  double rest = fma(-exponent, beta, 1.0) / beta;
  double correction = power * (rest * log_of(k));
  return is_finite(correction) ? power + correction : power;
}

// thresholds[k - 1] = alpha k^(1/beta), operation by operation org.noiseproof.fast.Thresholds but for its power.
KERNEL rows_thresholds(int n, double alpha, double beta, double* thresholds) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= n) return;
  double k = row + 1;
  double threshold = alpha;
  if (row > 0) {
    double power = beta == 1 ? k : beta == 2 ? sqrt(k) : root_of(k, beta);
    threshold = alpha * power;
    if (!is_finite(power)) {
      double root = root_of(k, 4 * beta);
      threshold = alpha * root * root * root * root;
    }
  }
  thresholds[row] = threshold;
}

// Sums of groups of rows, in place, over the rows of each: `size`, and one more in the first `more`.
template <class T>
static __device__ void means_of_groups(T* sums, int groups, int d, int size, int more) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < groups * d) sums[i] = sums[i] / (T)(size + (i / d < more));
}

KERNEL rows_group_means_f64(double* sums, int groups, int d, int size, int more) {
  means_of_groups(sums, groups, d, size, more);
}
KERNEL rows_group_means_f32(float* sums, int groups, int d, int size, int more) {
  means_of_groups(sums, groups, d, size, more);
}

// Whether a number is not finite, a thread a number.
template <class T>
static __device__ void look_for_not_finite(const T* x, int d, int* found) {
  int j = blockIdx.x * blockDim.x + threadIdx.x;
  if (j < d && !is_finite(x[j])) *found = 1;
}

KERNEL rows_not_finite_f64(const double* x, int d, int* found) { look_for_not_finite(x, d, found); }
KERNEL rows_not_finite_f32(const float* x, int d, int* found) { look_for_not_finite(x, d, found); }
