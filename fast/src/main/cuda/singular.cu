// Singular values and vectors by one-sided Jacobi rotations: vectors b_0, b_1, ..., the shorter side of a matrix, are
// turned in pairs until all are orthogonal, and so are the rows r of a matrix that starts as the identity. Then
// sigma_i = |b_i|, and b_i/sigma_i and r_i are the singular vectors. Which pairs come when is fixed by their number.
#include "matrix.h"

static const int WARP = 32, WARPS = 8, SWEEPS = 40;
static const double ROUNDOFF = 1.0 / (1LL << 53);

// b = the rows of x 2^-e, or its columns where they are fewer; r = the identity.
template <class T>
static __device__ void load(const T* x, int rows, int columns, const double* largest, double* b, double* r) {
  long long j = entry();
  bool wide = rows <= columns;
  int n = wide ? rows : columns;
  long long length = wide ? columns : rows;
  if (j < n * length) {
    long long i = j / length, l = j % length;
    b[j] = (double)x[wide ? j : l * columns + i] * unit_of(*largest);
  }
  if (j < (long long)n * n) r[j] = j / n == j % n;
}

KERNEL singular_load_f64(const double* x, int rows, int columns, const double* largest, double* b, double* r) {
  load(x, rows, columns, largest, b, r);
}
KERNEL singular_load_f32(const float* x, int rows, int columns, const double* largest, double* b, double* r) {
  load(x, rows, columns, largest, b, r);
}

// What the lanes of a warp hold, added in their order; the first `count` of them hold something.
static __device__ __forceinline__ double sum_of(const double* lanes, int count) {
  double sum = lanes[0];
  for (int l = 1; l < count; l++) sum += lanes[l];
  return sum;
}

// One warp makes two vectors orthogonal; false where they are, up to rounding, or where one of them is less than what
// rounding leaves of the others.
static __device__ bool turn(double* b, double* r, int n, int length, int i, int j, double (*room)[WARP]) {
  int lane = threadIdx.x % WARP;
  double* x = b + (long long)i * length;
  double* y = b + (long long)j * length;
  double xx = 0, yy = 0, xy = 0;
  for (int l = lane; l < length; l += WARP) {
    xx = fma(x[l], x[l], xx);
    yy = fma(y[l], y[l], yy);
    xy = fma(x[l], y[l], xy);
  }
  room[0][lane] = xx;
  room[1][lane] = yy;
  room[2][lane] = xy;
  __syncwarp();
  int lanes = length < WARP ? length : WARP;
  xx = sum_of(room[0], lanes);
  yy = sum_of(room[1], lanes);
  xy = sum_of(room[2], lanes);
  __syncwarp();
  const double nothing = 1.0 / ((double)(1LL << 55) * (double)(1LL << 55));
  double noise = (WARP + 8 + length / WARP) * ROUNDOFF;
  if (!(smaller(xx, yy) > nothing) || !(fabs(xy) > noise * sqrt(xx * yy))) return false;
  double cotangent = (yy - xx) / (2 * xy);
  double tangent = 1 / (fabs(cotangent) + sqrt(fma(cotangent, cotangent, 1.0)));
  if (cotangent < 0) tangent = -tangent;
  double cosine = 1 / sqrt(fma(tangent, tangent, 1.0));
  double sine = cosine * tangent;
  for (int part = 0; part < 2; part++) {
    for (int l = lane; l < (part == 0 ? length : n); l += WARP) {
      double u = x[l], v = y[l];
      x[l] = fma(cosine, u, -(sine * v));
      y[l] = fma(sine, u, cosine * v);
    }
    x = r + (long long)i * n;
    y = r + (long long)j * n;
  }
  return true;
}

// Pair p of a round: everybody meets everybody else once in n - 1 rounds (n even; of an odd number one rests).
static __device__ bool turn_pair(double* b, double* r, int n, int length, int round, int p, double (*room)[WARP]) {
  int circle = (n + 1) / 2 * 2 - 1;
  int i = p == 0 ? circle : (round + p) % circle;
  int j = (round + circle - p) % circle;
  if (i >= n || j >= n) return false;
  return turn(b, r, n, length, i < j ? i : j, i < j ? j : i, room);
}

// All sweeps, in one block, until nothing turns any more; sweeps[0] counts them, or is beyond all that there can be.
KERNEL singular_sweeps(double* b, double* r, int n, int length, int* sweeps) {
  __shared__ double room[WARPS][3][WARP];
  __shared__ int turned;
  int warp = threadIdx.x / WARP, warps = blockDim.x / WARP;
  int sweep = 0;
  for (bool done = n < 2; !done && sweep <= SWEEPS; sweep++) {
    if (threadIdx.x == 0) turned = 0;
    __syncthreads();
    for (int round = 0; round < (n + 1) / 2 * 2 - 1; round++) {
      for (int p = warp; p < (n + 1) / 2; p += warps)
        if (turn_pair(b, r, n, length, round, p, room[warp])) turned = 1;
      __syncthreads();
    }
    done = turned == 0;
    __syncthreads();
  }
  if (threadIdx.x == 0) sweeps[0] = sweep;
}

// One round, a warp a pair; turned[0] becomes 1 where something turned.
KERNEL singular_round(double* b, double* r, int n, int length, int round, int* turned) {
  __shared__ double room[WARPS][3][WARP];
  int warp = threadIdx.x / WARP;
  int p = blockIdx.x * (blockDim.x / WARP) + warp;
  if (p < (n + 1) / 2 && turn_pair(b, r, n, length, round, p, room[warp])) turned[0] = 1;
}

// sigma_i = |b_i|, a warp a vector; behind them, what they were scaled by.
KERNEL singular_values(const double* b, int n, int length, const double* largest, double* sigma) {
  __shared__ double room[WARPS][WARP];
  int warp = threadIdx.x / WARP, lane = threadIdx.x % WARP;
  int i = blockIdx.x * (blockDim.x / WARP) + warp;
  if (i >= n) return;
  if (i == 0 && lane == 0) sigma[n] = *largest;
  double sum = 0;
  for (int l = lane; l < length; l += WARP) sum = fma(b[(long long)i * length + l], b[(long long)i * length + l], sum);
  room[warp][lane] = sum;
  __syncwarp();
  if (lane == 0) sigma[i] = sqrt(sum_of(room[warp], length < WARP ? length : WARP));
}

// b_i <- w_i b_i/sigma_i, or 0 where w_i is.
KERNEL singular_weighted(double* b, int n, int length, const double* sigma, const double* weights) {
  long long j = entry();
  if (j >= (long long)n * length) return;
  int i = j / length;
  b[j] = weights[i] == 0 ? 0 : b[j] / sigma[i] * weights[i];
}
