// What all kernels share. Only + - * / sqrt fma and comparisons are used where bits are promised: each is rounded
// once, the same on every device and in the host emulation (compiled without contraction).
#pragma once

#define KERNEL extern "C" __global__ void

typedef unsigned long long u64;

// The smaller and the larger; the first where one of them is NaN.
template <class T>
static __device__ __forceinline__ T smaller(T a, T b) {
  return b < a ? b : a;
}
template <class T>
static __device__ __forceinline__ T larger(T a, T b) {
  return b > a ? b : a;
}

template <class T>
static __device__ __forceinline__ bool is_finite(T x) {
  return x - x == T(0);
}

// The sum over the threads of a block, whose number is a power of two: always the same binary tree. `room` holds one
// entry a thread. Every thread gets the sum; all must call.
template <class T>
static __device__ T block_sum(T mine, T* room) {
  unsigned t = threadIdx.x;
  room[t] = mine;
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) room[t] = room[t] + room[t + half];
    __syncthreads();
  }
  T sum = room[0];
  __syncthreads();
  return sum;
}
