// Columns of a row-major batch, and the threads of a block that have one.
#pragma once
#include "rows.h"

// Keys are ordered as the doubles are, -0 before 0.
static __device__ __forceinline__ u64 key_of(double x) {
  u64 bits = (u64)__double_as_longlong(x);
  return bits >> 63 ? ~bits : bits | 0x8000000000000000ull;
}
static __device__ __forceinline__ double value_of(u64 key) {
  return __longlong_as_double((long long)(key >> 63 ? key & 0x7fffffffffffffffull : ~key));
}
static __device__ __forceinline__ double not_a_number() { return __longlong_as_double(0x7ff8000000000000ll); }

// A sum with what rounding takes from it, added up beside it (Knuth's exact error of a sum).
struct Compensated {
  double high = 0, low = 0, lost = 0;

  __device__ void add(double x) {
    double next = high + x;
    double added = next - high;
    double error = (high - (next - added)) + (x - added);
    low = low + error;
    lost = lost + fabs(error);
    high = next;
  }
  __device__ void add(const Compensated& other) {
    add(other.high);
    low = low + other.low;
    lost = lost + other.lost;
  }
  __device__ double value() const { return high + low; }
};

// Column j as a thread sees it: thread t of a block has column t mod `columns` of the block's, and every `teams`-th row.
template <class In>
struct Column {
  const In* x;
  int n, d, columns, j, team, teams;
  bool inside;

  __device__ Column(const In* x, int n, int d, int columns) : x(x), n(n), d(d), columns(columns) {
    j = blockIdx.x * columns + threadIdx.x % columns;
    team = threadIdx.x / columns;
    teams = blockDim.x / columns;
    inside = j < d;
  }
  __device__ double at(int k) const { return (double)entry(x[(long long)k * d + j]); }
  __device__ bool writes() const { return inside && team == 0; }

  // Sums over the threads of the column, in a fixed order; all threads of the block must ask.
  __device__ double sum(double mine) const {
    __shared__ double room[256];
    return sum_of_teams(mine, columns, room);
  }
  __device__ Compensated sum(const Compensated& mine) const {
    __shared__ double high[256], low[256], lost[256];
    if (teams == 1) return mine;
    int t = threadIdx.x;
    high[t] = mine.high;
    low[t] = mine.low;
    lost[t] = mine.lost;
    __syncthreads();
    Compensated sum;
    for (int i = t % columns; i < (int)blockDim.x; i += columns) {
      Compensated theirs;
      theirs.high = high[i];
      theirs.low = low[i];
      theirs.lost = lost[i];
      sum.add(theirs);
    }
    __syncthreads();
    return sum;
  }
};

// What a thread has found of the keys that are at most `middle`, and of the others.
struct Split {
  int count = 0;
  u64 below = 0, above = ~0ull;

  __device__ void take(u64 key, u64 middle) {
    if (key <= middle) {
      count++;
      below = larger(below, key);
    } else {
      above = smaller(above, key);
    }
  }
  __device__ void take(const Split& other) {
    count += other.count;
    below = larger(below, other.below);
    above = smaller(above, other.above);
  }
};

// What all threads of each column have found, and whether any thread of the block is still searching.
template <class In>
static __device__ bool share(const Column<In>& column, bool searching, int turn, Split* split) {
  __shared__ int counts[256];
  __shared__ u64 belows[256], aboves[256];
  __shared__ int busy[2];
  int t = threadIdx.x;
  if (column.teams == 1) return searching;
  counts[t] = split->count;
  belows[t] = split->below;
  aboves[t] = split->above;
  if (t == 0) busy[turn & 1] = 0;
  __syncthreads();
  if (searching) busy[turn & 1] = 1;
  *split = Split();
  for (int i = t % column.columns; i < (int)blockDim.x; i += column.columns) {
    Split theirs;
    theirs.count = counts[i];
    theirs.below = belows[i];
    theirs.above = aboves[i];
    split->take(theirs);
  }
  __syncthreads();
  return busy[turn & 1] != 0;
}

// The smallest and the largest key; whether every value is finite.
template <class In>
static __device__ bool extremes(const Column<In>& column, u64* least, u64* most) {
  Split all;
  if (column.inside) {
    for (int k = column.team; k < column.n; k += column.teams) {
      u64 key = key_of(column.at(k));
      all.below = larger(all.below, key);
      all.above = smaller(all.above, key);
    }
  }
  share(column, false, 0, &all);
  *least = all.above;
  *most = all.below;
  return is_finite(value_of(*least)) && is_finite(value_of(*most));
}

// The key of that rank, from 0, between two keys of the column: halves the range, whose ends are always keys, until
// they are one. Some log2(n) times for numbers of any ordinary distribution, at most 64.
template <class In>
static __device__ u64 select(const Column<In>& column, int rank, u64 low, u64 high) {
  bool searching = column.inside && low < high;
  bool any = true;
  for (int turn = 1; any; turn++) {
    u64 middle = low + (high - low) / 2;
    Split split;
    if (searching) {
      for (int k = column.team; k < column.n; k += column.teams) split.take(key_of(column.at(k)), middle);
    }
    any = share(column, searching, turn, &split);
    if (searching) {
      if (rank < split.count) {
        high = split.below;
      } else {
        low = split.above;
      }
      searching = low < high;
    }
  }
  return low;
}

// The middle value, or halfway between the two in the middle.
template <class In>
static __device__ double middle_of(const Column<In>& column, u64 least, u64 most) {
  u64 low = select(column, (column.n - 1) / 2, least, most);
  u64 high = column.n % 2 ? low : select(column, column.n / 2, low, most);
  double sum = value_of(low) + value_of(high);
  return is_finite(sum) ? sum / 2 : value_of(low) / 2 + value_of(high) / 2;
}
