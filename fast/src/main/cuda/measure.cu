// What a device can do at most, to measure the other kernels by: bytes copied and operations done in a second.
#include "noiseproof.h"

// to = from, each block a stretch of it.
template <class T>
static __device__ void copied(const T* from, long long n, T* to) {
  long long step = (long long)gridDim.x * blockDim.x;
  for (long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step) to[i] = from[i];
}

KERNEL measure_copy_f64(const double* from, long long n, double* to) { copied(from, n, to); }
KERNEL measure_copy_f32(const float* from, long long n, float* to) { copied(from, n, to); }

// Eight chains of x <- x a + b in every thread, side by side, so that none waits for its own last result.
template <class T>
static __device__ void multiplied_and_added(int steps, T a, T b, T* last) {
  int thread = blockIdx.x * blockDim.x + threadIdx.x;
  T x[8];
#pragma unroll
  for (int c = 0; c < 8; c++) x[c] = (T)(thread + c);
  for (int t = 0; t < steps; t++) {
#pragma unroll
    for (int c = 0; c < 8; c++) x[c] = fma(x[c], a, b);
  }
  T sum = 0;
#pragma unroll
  for (int c = 0; c < 8; c++) sum += x[c];
  last[thread] = sum;
}

KERNEL measure_fma_f64(int steps, double a, double b, double* last) { multiplied_and_added(steps, a, b, last); }
KERNEL measure_fma_f32(int steps, float a, float b, float* last) { multiplied_and_added(steps, a, b, last); }
