// Sums over the rows of a batch and over the entries of a row, for every format. The order of every sum is a matter of
// n and d alone, never of the device.
#pragma once
#include "noiseproof.h"

// An entry as the number that is computed with; 16 bits are a bfloat16, the upper half of a float.
static __device__ __forceinline__ double entry(double x) { return x; }
static __device__ __forceinline__ float entry(float x) { return x; }
static __device__ __forceinline__ float entry(unsigned short x) { return __int_as_float((int)x << 16); }

// The sum over the threads of a block that share a column: thread t has column t mod `columns`.
template <class T>
static __device__ T sum_of_teams(T mine, int columns, T* room) {
  int t = threadIdx.x;
  if ((int)blockDim.x == columns) return mine;
  room[t] = mine;
  __syncthreads();
  for (int half = blockDim.x / 2; half >= columns; half /= 2) {
    if (t < half) room[t] = room[t] + room[t + half];
    __syncthreads();
  }
  T sum = room[t % columns];
  __syncthreads();
  return sum;
}

// sums[part][j] = term(...term(0, x[k][j], k, j)...) / divisor over the rows k of a part. The n rows are in groups of `size`,
// the first `more` groups of one more, and each group in parts of `chunk` rows. A block has `columns` columns of one
// part; its threads take the rows in turn.
template <class T, class In, class Term>
static __device__ void sum_of_rows(const In* x, int n, int d, int size, int more, int columns, int chunk, T divisor,
                                   T* sums, Term term) {
  __shared__ T room[256];
  int tiles = (d + columns - 1) / columns;
  int part = blockIdx.x / tiles;
  int parts = (size + (more > 0) - 1) / chunk + 1;
  int group = part / parts;
  int first = group * size + (group < more ? group : more);
  int end = first + size + (group < more);
  int from = first + part % parts * chunk;
  int to = from + chunk < end ? from + chunk : end;
  if (to > n) to = n;
  int j = blockIdx.x % tiles * columns + threadIdx.x % columns;
  int teams = blockDim.x / columns;
  T sum = 0;
  if (j < d) {
#pragma unroll 4
    for (int k = from + (int)threadIdx.x / columns; k < to; k += teams)
      sum = term.add(sum, (T)entry(x[(long long)k * d + j]), k, j);
  }
  sum = sum_of_teams(sum, columns, room);
  if ((int)threadIdx.x < columns && j < d) sums[(long long)part * d + j] = sum / divisor;
}

// The sum over a team: `team` threads side by side, a power of two. Every one of them gets it. `room` has two slots a
// warp, which calls use in turn, so that one barrier a call is enough.
static __device__ double sum_of_team(double mine, int team, int turn, double* room) {
  for (int step = 1; step < team && step < 32; step *= 2) mine = mine + __shfl_xor_sync(0xffffffffu, mine, step);
  if (team <= 32) return mine;
  double* slots = room + (turn & 1) * 32;
  if (threadIdx.x % 32 == 0) slots[threadIdx.x / 32] = mine;
  __syncthreads();
  int warps = team / 32;
  int first = (int)threadIdx.x / team * warps;
  double sum = slots[first];
  for (int w = 1; w < warps; w++) sum = sum + slots[first + w];
  return sum;
}

// x 2^exponent, in three factors that are normal numbers.
static __device__ double times_power_of_two(double x, int exponent) {
  int third = exponent / 3;
  int rest = exponent - 2 * third;
  double factor = __longlong_as_double((long long)(third + 1023) << 52);
  return x * factor * factor * __longlong_as_double((long long)(rest + 1023) << 52);
}

// sum + x², 0 only where all were 0.
static __device__ __forceinline__ double with_square(double sum, double x) {
  double next = fma(x, x, sum);
  return next == 0 && x != 0 ? __longlong_as_double(1) : next;
}

// sums[k][s] = term(...term(0, k, j)...) over the entries j of segment s of row k: a team a segment.
template <class Term>
static __device__ void sum_of_entries(int n, int d, int team, int segment, double* sums, Term term) {
  __shared__ double room[64];
  int segments = (d - 1) / segment + 1;
  int teams = blockDim.x / team;
  int row = (int)(blockIdx.x / segments) * teams + (int)threadIdx.x / team;
  int s = blockIdx.x % segments;
  int lane = threadIdx.x % team;
  long long end = (long long)(s + 1) * segment;
  int to = end < d ? (int)end : d;
  double mine = 0;
  if (row < n) {
#pragma unroll 4
    for (int j = s * segment + lane; j < to; j += team) mine = term.add(mine, row, j);
  }
  double sum = sum_of_team(mine, team, 0, room);
  if (lane == 0 && row < n) sums[(long long)row * segments + s] = sum;
}
