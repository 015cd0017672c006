// The sweeps over n samples of d coordinates that the search for their geometric median needs, in doubles: `at` is a
// point, r_k its distance from sample k, and u_k = (at - x_k)/r_k. Samples at distance 0 pull nowhere.
#include "rows.h"

// to[i] = x[i] 2^exponent.
template <class In>
static __device__ void copy_scaled(const In* x, long long count, int exponent, double* to) {
  long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) to[i] = times_power_of_two((double)entry(x[i]), exponent);
}

KERNEL median_scaled_f64(const double* x, long long count, int exponent, double* to) {
  copy_scaled(x, count, exponent, to);
}
KERNEL median_scaled_f32(const float* x, long long count, int exponent, double* to) {
  copy_scaled(x, count, exponent, to);
}

struct Distance {
  const double *x, *at;
  int d;
  __device__ double add(double sum, int k, int j) const {
    double difference = at[j] - x[(long long)k * d + j];
    return fma(difference, difference, sum);
  }
};

KERNEL median_squares(const double* x, int n, int d, int team, int segment, double* squares, const double* at) {
  sum_of_entries(n, d, team, segment, squares, Distance{x, at, d});
}

struct Along {
  const double *x, *at, *distances, *p;
  int d;
  __device__ double add(double sum, int k, int j) const {
    double distance = distances[k];
    return distance > 0 ? fma((at[j] - x[(long long)k * d + j]) / distance, p[j], sum) : sum;
  }
};

// u_k · p.
KERNEL median_along(const double* x, int n, int d, int team, int segment, double* along, const double* at,
                    const double* distances, const double* p) {
  sum_of_entries(n, d, team, segment, along, Along{x, at, distances, p, d});
}

struct Pull {
  const double *at, *distances;
  __device__ double add(double sum, double x, int k, int j) const {
    double distance = distances[k];
    return distance > 0 ? sum + (at[j] - x) / distance : sum;
  }
};

KERNEL median_pull(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                   double* sums, const double* at, const double* distances) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Pull{at, distances});
}

struct Curvature {
  const double *at, *distances, *along, *p;
  __device__ double add(double sum, double x, int k, int j) const {
    double distance = distances[k];
    return distance > 0 ? sum + (p[j] - along[k] * ((at[j] - x) / distance)) / distance : sum;
  }
};

// Σ (p - u_k u_k·p)/r_k.
KERNEL median_curvature(const double* x, int n, int d, int size, int more, int columns, int chunk, double divisor,
                        double* sums, const double* at, const double* distances, const double* along,
                        const double* p) {
  sum_of_rows(x, n, d, size, more, columns, chunk, divisor, sums, Curvature{at, distances, along, p});
}
