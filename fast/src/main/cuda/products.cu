// Products of matrices. An entry of A B is the chain s <- fma(a_ik, b_kj, s), k ascending from s = 0, whatever the
// sizes: 64 x 64 entries a block, 4 x 4 a thread, 16 terms at a time through shared memory.
#include "noiseproof.h"

static const int TILE = 64, TERMS = 16, THREADS = 16;

// c = fma(keep, with, scale A B), or scale A B where keep = 0; c and with are m x n, row by row. Entry (i, k) of A is
// a[i ar + k ac], and so with B, so that either may be transposed. Of a product that is symmetric only tiles on and
// above the diagonal are computed, and those above are mirrored.
template <class T>
static __device__ void product(const T* a, int ar, int ac, const T* b, int br, int bc, int m, int n, int k, T scale,
                               T keep, const T* with, int symmetric, T* c) {
  // One more than the tile, so that a column of it lies in different banks.
  __shared__ T as[TERMS][TILE + 1];
  __shared__ T bs[TERMS][TILE + 1];
  int across = (n + TILE - 1) / TILE;
  int top = blockIdx.x / across, left = blockIdx.x % across;
  if (symmetric && left < top) return;
  int t = threadIdx.x;
  int y = t / THREADS, x = t % THREADS;
  int row = top * TILE + y, column = left * TILE + x;
  T sum[4][4] = {};
  for (int from = 0; from < k; from += TERMS) {
    int terms = k - from < TERMS ? k - from : TERMS;
    for (int e = t; e < TILE * TERMS; e += THREADS * THREADS) {
      // Neighbours in a warp read neighbours in memory.
      int i = ac == 1 ? e / TERMS : e % TILE, ik = ac == 1 ? e % TERMS : e / TILE;
      int j = bc == 1 ? e % TILE : e / TERMS, jk = bc == 1 ? e / TILE : e % TERMS;
      long long ai = top * TILE + i, bj = left * TILE + j;
      as[ik][i] = ai < m && ik < terms ? a[ai * ar + (long long)(from + ik) * ac] : T(0);
      bs[jk][j] = bj < n && jk < terms ? b[(long long)(from + jk) * br + bj * bc] : T(0);
    }
    __syncthreads();
    if (row < m && column < n) {
      for (int l = 0; l < terms; l++) {
        T u[4], v[4];
        for (int i = 0; i < 4; i++) {
          u[i] = as[l][y + THREADS * i];
          v[i] = bs[l][x + THREADS * i];
        }
        for (int i = 0; i < 4; i++)
          for (int j = 0; j < 4; j++) sum[i][j] = fma(u[i], v[j], sum[i][j]);
      }
    }
    __syncthreads();
  }
  for (int i = 0; i < 4; i++) {
    for (int j = 0; j < 4; j++) {
      long long r = row + THREADS * i, s = column + THREADS * j;
      if (r >= m || s >= n) continue;
      T whole = scale * sum[i][j];
      T out = keep == 0 ? whole : fma(keep, with[r * n + s], whole);
      c[r * n + s] = out;
      if (symmetric && top != left) c[s * n + r] = out;
    }
  }
}

KERNEL product_f64(const double* a, int ar, int ac, const double* b, int br, int bc, int m, int n, int k,
                   double scale, double keep, const double* with, int symmetric, double* c) {
  product(a, ar, ac, b, br, bc, m, n, k, scale, keep, with, symmetric, c);
}
KERNEL product_f32(const float* a, int ar, int ac, const float* b, int br, int bc, int m, int n, int k, float scale,
                   float keep, const float* with, int symmetric, float* c) {
  product(a, ar, ac, b, br, bc, m, n, k, scale, keep, with, symmetric, c);
}
