// One pass over parameters, buffers and a gradient, entry by entry.
#pragma once
#include "noiseproof.h"

template <class T>
struct Limits;
template <>
struct Limits<double> {
  static constexpr double TINY = 0x1p-1022;      // the smallest normal number
  static constexpr double LOST = 0x1p-1072;      // 4 s, s the smallest subnormal number
  static constexpr double ROUNDOFF = 0x1p-53;    // u
  static constexpr double BESIDE = 0x1p1019;     // u / (4 s)
};
template <>
struct Limits<float> {
  static constexpr float TINY = 0x1p-126f;
  static constexpr float LOST = 0x1p-147f;
  static constexpr float ROUNDOFF = 0x1p-24f;
  static constexpr float BESIDE = 0x1p123f;
};

// Entries that are moved by one instruction.
template <class T, int N>
struct alignas(sizeof(T) * N) Pack {
  T at[N];
};

static __device__ __forceinline__ double value(double x) { return x; }
static __device__ __forceinline__ float value(float x) { return x; }
// A bfloat16 is the upper half of a float.
static __device__ __forceinline__ float value(unsigned short x) { return __int_as_float((int)x << 16); }

// For each entry j: x = from[.][j], g = gradient[j], and to[.][j] = y of step(x, g, y), which says whether it is sure.
// 16 bytes of every array a thread.
template <int N, class T, class G, class Step>
static __device__ __forceinline__ void each(const T* const (&from)[N], const G* gradient, T* const (&to)[N],
                                            long long d, int* doubt, Step step) {
  const int V = 16 / sizeof(T);
  long long first = ((long long)blockIdx.x * blockDim.x + threadIdx.x) * V;
  if (first >= d) return;
  bool sure = true;
  T x[N], y[N];
  if (first + V <= d) {
    Pack<T, V> in[N], out[N];
    Pack<G, V> g = *reinterpret_cast<const Pack<G, V>*>(gradient + first);
#pragma unroll
    for (int i = 0; i < N; i++) in[i] = *reinterpret_cast<const Pack<T, V>*>(from[i] + first);
#pragma unroll
    for (int k = 0; k < V; k++) {
#pragma unroll
      for (int i = 0; i < N; i++) x[i] = in[i].at[k];
      sure &= step(x, value(g.at[k]), y);
#pragma unroll
      for (int i = 0; i < N; i++) {
        out[i].at[k] = y[i];
        sure &= is_finite(y[i]);
      }
    }
#pragma unroll
    for (int i = 0; i < N; i++) *reinterpret_cast<Pack<T, V>*>(to[i] + first) = out[i];
  } else {
    for (long long j = first; j < d; j++) {
#pragma unroll
      for (int i = 0; i < N; i++) x[i] = from[i][j];
      sure &= step(x, value(gradient[j]), y);
#pragma unroll
      for (int i = 0; i < N; i++) {
        to[i][j] = y[i];
        sure &= is_finite(y[i]);
      }
    }
  }
  if (!sure) *doubt = 1;
}
