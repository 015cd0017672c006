// Batches of n rows and d columns, row-major.
#include "noiseproof.h"

// mean[j] = (x[0][j] + x[1][j] + ...) / n, one thread a column.
template <class T>
static __device__ void mean_of_columns(const T* x, int n, int d, T* mean) {
  int j = blockIdx.x * blockDim.x + threadIdx.x;
  if (j >= d) return;
  T sum = 0;
  for (int k = 0; k < n; k++) sum += x[(long long)k * d + j];
  mean[j] = sum / (T)n;
}

KERNEL rows_mean_f64(const double* x, int n, int d, double* mean) { mean_of_columns(x, n, d, mean); }
KERNEL rows_mean_f32(const float* x, int n, int d, float* mean) { mean_of_columns(x, n, d, mean); }

// squares[k] = the squared norm of row k, one block a row.
template <class T>
static __device__ void squared_norm_of_row(const T* x, int d, T* squares) {
  __shared__ T room[256];
  const T* row = x + (long long)blockIdx.x * d;
  T sum = 0;
  for (int j = threadIdx.x; j < d; j += blockDim.x) sum = fma(row[j], row[j], sum);
  T whole = block_sum(sum, room);
  if (threadIdx.x == 0) squares[blockIdx.x] = whole;
}

KERNEL rows_squared_norms_f64(const double* x, int d, double* squares) { squared_norm_of_row(x, d, squares); }
