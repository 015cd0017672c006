// What kernels for matrices share.
#pragma once
#include "noiseproof.h"

// The entry that is this thread's.
static __device__ __forceinline__ long long entry() { return (long long)blockIdx.x * blockDim.x + threadIdx.x; }

// 2^-e of x = 1.b 2^e > 0, exact; of a subnormal number, and of 0, 2^1023.
static __device__ __forceinline__ double unit_of(double x) {
  long long e = (__double_as_longlong(x) >> 52 & 0x7ff) - 1023;
  return __longlong_as_double(e >= 1023 ? 1LL << 51 : (1023 - e) << 52);
}
