// What a row is multiplied by: a function of its norm.
#pragma once
#include "rows.h"

// min(1, τ/‖x‖); 1 where ‖x‖ <= τ, else 0; 1/‖x‖; as the first, with τ given as its square.
enum Rescaling { CLIP = 0, KEEP = 1, NORMALIZE = 2, CLIP_AT_ROOT = 3 };

// Where numbers are no longer what they seem, by format: below `smallest`, what squares have lost to underflow may
// count; a factor below `least` has lost bits in it.
template <class In>
struct Range {
  static constexpr double smallest = 0, least = 0x1p-126;
};
template <>
struct Range<double> {
  static constexpr double smallest = 0x1p-962, least = 0x1p-1022;
};

// The factor of a row by its squares' sum; NaN where it is in doubt, which spoils every sum that it goes into. `slack`
// is how far the quotient τ/‖x‖ may be off, relatively: closer to 1 a row is left as it is, for its length is τ as far
// as anyone can tell, but whether it is kept is in doubt. A zero row is left as it is.
template <class In>
static __device__ double factor(int kind, double squares, double threshold, double slack) {
  if (squares == 0) return 1;
  bool sure = squares >= Range<In>::smallest && is_finite(squares);
  double factor = 1;
  if (kind == NORMALIZE) {
    factor = 1 / sqrt(squares);
  } else {
    double tau = kind == CLIP_AT_ROOT ? sqrt(threshold) : threshold;
    if (squares < Range<In>::smallest && tau > 0x1p-480) return 1;
    if (kind == CLIP_AT_ROOT && threshold != 0)
      sure = sure && threshold >= Range<In>::smallest && is_finite(threshold);
    double ratio = tau / sqrt(squares);
    bool near = fabs(ratio - 1) <= slack;
    if (kind == KEEP) {
      sure = sure && !near;
      factor = ratio > 1 ? 1 : 0;
    } else if (!(ratio > 1) && !near) {
      sure = sure && (ratio >= Range<In>::least || tau == 0);
      factor = ratio;
    }
  }
  return sure ? factor : __longlong_as_double(0x7ff8000000000000ll);
}

// sums[part][j] = sum of factor(k) x[k][j] over the rows k of a part of `chunk` rows, over `divisor`, in one pass: a
// team has a row in its registers, EACH entries a thread, from its norm to its sum.
template <class T, int EACH, class In>
static __device__ void sum_of_rescaled(const In* x, int n, int d, int team, int chunk, int kind,
                                       const double* thresholds, int growing, double slack, T divisor,
                                       T* sums) {
  __shared__ double slots[64];
  __shared__ T room[256];
  int lane = threadIdx.x % team;
  int teams = blockDim.x / team;
  int from = blockIdx.x * chunk;
  int to = from + chunk < n ? from + chunk : n;
  T row[EACH], total[EACH];
#pragma unroll
  for (int i = 0; i < EACH; i++) total[i] = 0;
  for (int turn = 0; from + turn * teams < to; turn++) {
    int k = from + turn * teams + (int)threadIdx.x / team;
    double squares = 0;
#pragma unroll
    for (int i = 0; i < EACH; i++) {
      int j = lane + i * team;
      row[i] = k < to && j < d ? (T)entry(x[(long long)k * d + j]) : T(0);
    }
#pragma unroll
    for (int i = 0; i < EACH; i++) squares = with_square(squares, (double)row[i]);
    squares = sum_of_team(squares, team, turn, slots);
    double threshold = k < to && kind != NORMALIZE ? thresholds[growing ? k : 0] : 0;
    T scale = (T)factor<In>(kind, squares, threshold, slack);
#pragma unroll
    for (int i = 0; i < EACH; i++) total[i] = fma(scale, row[i], total[i]);
  }
#pragma unroll
  for (int i = 0; i < EACH; i++) {
    int j = lane + i * team;
    if (i * team >= d) break;  // the same for every thread
    T sum = sum_of_teams(total[i], team, room);
    if ((int)threadIdx.x < team && j < d) sums[(long long)blockIdx.x * d + j] = sum / divisor;
  }
}
