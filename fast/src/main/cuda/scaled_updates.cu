// The steps of optimizers that clip or normalize: a norm by a tree whose shape depends on the number of entries alone,
// then one pass.
#include "entrywise.h"

// Entries of which one block takes the squares: the shape of the sum depends on their number alone.
static const int CHUNK = 4096;
static const int BLOCK = 256;

// partial[block] = the sum of the squares of a chunk, in doubles.
template <class T>
static __device__ __forceinline__ void sum_of_squares(const T* x, long long d, double* partial) {
  __shared__ double room[BLOCK];
  long long first = (long long)blockIdx.x * CHUNK;
  long long end = smaller(d, first + CHUNK);
  double sum = 0;
  for (long long j = first + threadIdx.x; j < end; j += BLOCK) sum = fma((double)x[j], (double)x[j], sum);
  double whole = block_sum(sum, room);
  if (threadIdx.x == 0) partial[blockIdx.x] = whole;
}

// b' = fma(mu, b, fresh g) with the sums of its squares; mark[block] is 1 where an entry is not 0, and 2 more where
// one that moved is below `small`, so that underflow may have cost it bits.
template <class T>
static __device__ __forceinline__ void average(const T* b, const T* g, T* newB, long long d, T mu, T fresh, T small,
                                               double* partial, int* mark) {
  __shared__ double room[BLOCK];
  __shared__ int places[BLOCK];
  long long first = (long long)blockIdx.x * CHUNK;
  long long end = smaller(d, first + CHUNK);
  double sum = 0;
  int few = 0;
  for (long long j = first + threadIdx.x; j < end; j += BLOCK) {
    T old = b[j], now = g[j];
    T average = fma(mu, old, fresh * now);
    newB[j] = average;
    sum = fma((double)average, (double)average, sum);
    bool moved = (mu != T(0) && old != T(0)) || now != T(0);
    few += (average != T(0) ? 1 : 0) + (moved && fabs(average) < small ? 1 << 16 : 0);
  }
  double whole = block_sum(sum, room);
  int all = block_sum(few, places);
  if (threadIdx.x == 0) {
    partial[blockIdx.x] = whole;
    mark[blockIdx.x] = ((all & 0xffff) != 0 ? 1 : 0) + ((all >> 16) != 0 ? 2 : 0);
  }
}

// The sum of n partial sums, by one block.
static __device__ double whole_sum(const double* partial, int n, double* room) {
  double sum = 0;
  for (int i = threadIdx.x; i < n; i += BLOCK) sum += partial[i];
  return block_sum(sum, room);
}


// min(1, threshold / norm); in doubt where rounding could turn the comparison, or `least` is too large for the factor.
KERNEL update_clip_factor(const double* partial, int n, double threshold, double lowest, double slack, double least,
                          double* scale, int* doubt) {
  __shared__ double room[BLOCK];
  double square = whole_sum(partial, n, room);
  if (threadIdx.x > 0) return;
  double ratio = threshold == 0 ? 0 : threshold / sqrt(square);
  bool sure = threshold == 0 || (threshold >= lowest && ratio >= least && fabs(ratio - 1) > slack);
  if (!sure) *doubt = 1;
  scale[0] = smaller(ratio, 1.0);
  scale[1] = 0;
  scale[2] = 0;
}

// 1 / norm, or 1 of nothing; in doubt where the squares leave the doubles' range or the factor [least, most].
KERNEL update_normalize_factor(const double* partial, const int* mark, int n, double smallest, double least,
                               double most, double needed, double* scale, int* doubt) {
  __shared__ double room[BLOCK];
  __shared__ int places[BLOCK];
  double square = whole_sum(partial, n, room);
  int mine = 0;
  for (int i = threadIdx.x; i < n; i += BLOCK) mine |= mark[i];
  int moved = block_sum(mine & 1, places);
  int suspect = block_sum(mine >> 1, places);
  if (threadIdx.x > 0) return;
  double factor = moved == 0 ? 1 : 1 / sqrt(square);
  bool sure = moved == 0 || (square >= smallest && factor >= least && factor <= most);
  if (!sure) *doubt = 1;
  scale[0] = factor;
  scale[1] = needed * factor;
  scale[2] = suspect;
}

// As momentum, of the gradient times a factor.
template <class T>
static __device__ __forceinline__ void scaled_momentum(const T* p, const T* b, const T* g, T* newP, T* newB,
                                                       long long d, int* doubt, const double* scale, T back, T mu,
                                                       T fresh) {
  const T* const from[] = {p, b};
  T* const to[] = {newP, newB};
  T factor = (T)scale[0];
  each(from, g, to, d, doubt, [=](const T(&x)[2], T g, T(&y)[2]) {
    T average = fma(mu, x[1], fresh * fma(factor, g, T(0)));
    y[0] = fma(back, average, x[0]);
    y[1] = average;
    return true;
  });
}

// p' = fma(back, factor b', p). Where an average b' that moved is small, p must be large enough not to notice.
template <class T>
static __device__ __forceinline__ void scaled_descent(const T* p, const T* b, const T* g, const T* newB, T* newP,
                                                      long long d, int* doubt, const double* scale, T back, T mu,
                                                      T small) {
  const T* const from[] = {p};
  T* const to[] = {newP};
  T factor = (T)scale[0];
  double needed = scale[1];
  each(from, newB, to, d, doubt, [=](const T(&x)[1], T average, T(&y)[1]) {
    y[0] = fma(back, fma(factor, average, T(0)), x[0]);
    return true;
  });
  if (scale[2] == 0) return;
  const int V = 16 / sizeof(T);
  long long first = ((long long)blockIdx.x * blockDim.x + threadIdx.x) * V;
  for (long long j = first; j < smaller(d, first + V); j++) {
    bool moved = (mu != T(0) && b[j] != T(0)) || g[j] != T(0);
    if (moved && fabs(newB[j]) < small && !((double)fabs(p[j]) >= needed)) *doubt = 1;
  }
}

KERNEL update_sum_of_squares_f64(const double* x, long long d, double* partial) { sum_of_squares(x, d, partial); }
KERNEL update_sum_of_squares_f32(const float* x, long long d, double* partial) { sum_of_squares(x, d, partial); }
KERNEL update_average_f64(const double* b, const double* g, double* newB, long long d, double mu, double fresh,
                          double small, double* partial, int* mark) {
  average(b, g, newB, d, mu, fresh, small, partial, mark);
}
KERNEL update_average_f32(const float* b, const float* g, float* newB, long long d, float mu, float fresh,
                          float small, double* partial, int* mark) {
  average(b, g, newB, d, mu, fresh, small, partial, mark);
}
KERNEL update_scaled_momentum_f64(const double* p, const double* b, const double* g, double* newP, double* newB,
                                  long long d, int* doubt, const double* scale, double back, double mu, double fresh) {
  scaled_momentum(p, b, g, newP, newB, d, doubt, scale, back, mu, fresh);
}
KERNEL update_scaled_momentum_f32(const float* p, const float* b, const float* g, float* newP, float* newB,
                                  long long d, int* doubt, const double* scale, float back, float mu, float fresh) {
  scaled_momentum(p, b, g, newP, newB, d, doubt, scale, back, mu, fresh);
}
KERNEL update_scaled_descent_f64(const double* p, const double* b, const double* g, const double* newB, double* newP,
                                 long long d, int* doubt, const double* scale, double back, double mu, double small) {
  scaled_descent(p, b, g, newB, newP, d, doubt, scale, back, mu, small);
}
KERNEL update_scaled_descent_f32(const float* p, const float* b, const float* g, const float* newB, float* newP,
                                 long long d, int* doubt, const double* scale, float back, float mu, float small) {
  scaled_descent(p, b, g, newB, newP, d, doubt, scale, back, mu, small);
}
