// Losses of the margins of labelled samples, their weights, and what the weights combine to: the operations of
// org.noiseproof.margin.Loss in its order, so its bits.
#include "elementary.h"

static __device__ __forceinline__ int thread() { return blockIdx.x * blockDim.x + threadIdx.x; }

// ln(1 + x), x >= 0: that of u = 1 + x rounded, and what rounding took, over u.
static __device__ __forceinline__ double log_of_one_plus(double x) {
  double u = 1 + x;
  double low;
  double high = logarithm(u, low);
  double kept = u - 1;
  double lost = (x - kept) + (1 - (u - kept));
  return high + (low + lost / u);
}

// The margins of a sample: the score of its class less that of every other, a thread a sample.
KERNEL margins_of_scores(const double* scores, const int* labels, int n, int classes, double* margins) {
  int i = thread();
  if (i >= n) return;
  const double* of = scores + (long long)i * classes;
  double* to = margins + (long long)i * (classes - 1);
  double best = of[labels[i]];
  for (int c = 0; c < classes; c++)
    if (c != labels[i]) *to++ = best - of[c];
}

// log sum exp: the logits are -m.
KERNEL margins_opposite(const double* margins, int pairs, double* logits) {
  int j = thread();
  if (j < pairs) logits[j] = -margins[j];
}

// Cross entropy: s = log sum exp(-m) of a sample, its loss l = log(1 + e^s), its logits -m - l; logs = log l.
KERNEL margins_of_samples(const double* margins, int n, int wrong, double negligible, double* logits, double* logs) {
  int i = thread();
  if (i >= n) return;
  const double* m = margins + (long long)i * wrong;
  double least = m[0];
  for (int c = 1; c < wrong; c++) least = smaller(least, m[c]);
  double sum = 0;
  for (int c = 0; c < wrong; c++) sum += exponential(least - m[c], 0);
  double s = log_of(sum) - least;
  double loss = larger(s, 0.0) + log_of_one_plus(exponential(-fabs(s), 0));
  logs[i] = s < negligible ? s : log_of(loss);
  for (int c = 0; c < wrong; c++) logits[(long long)i * wrong + c] = -m[c] - loss;
}

// Logits to weights of sum 1, in one block of 256; log_sum[0] = the log of the sum of their exponentials. Term j goes
// to partial sum j mod 8, these in halves.
KERNEL margins_normalized(double* logits, int count, double* log_sum) {
  __shared__ double room[256];
  int t = threadIdx.x;
  double most = logits[0];
  for (int j = t; j < count; j += blockDim.x) most = larger(most, logits[j]);
  room[t] = most;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) room[t] = larger(room[t], room[t + half]);
    __syncthreads();
  }
  most = room[0];
  __syncthreads();
  for (int j = t; j < count; j += blockDim.x) logits[j] = exponential(logits[j] - most, 0);
  __syncthreads();
  if (t < 8) {
    double sum = 0;
    for (int j = t; j < count; j += 8) sum += logits[j];
    room[t] = sum;
  }
  __syncthreads();
  for (int half = 4; half > 0; half /= 2) {
    if (t < half) room[t] = room[t] + room[t + half];
    __syncthreads();
  }
  double sum = room[0];
  for (int j = t; j < count; j += blockDim.x) logits[j] = logits[j] / sum;
  if (t == 0) log_sum[0] = most + log_of(sum);
}

// The smallest margin, in one block of 256.
KERNEL margins_least(const double* margins, int pairs, double* least) {
  __shared__ double room[256];
  int t = threadIdx.x;
  double mine = margins[0];
  for (int j = t; j < pairs; j += blockDim.x) mine = smaller(mine, margins[j]);
  room[t] = mine;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) room[t] = smaller(room[t], room[t + half]);
    __syncthreads();
  }
  if (t == 0) least[0] = room[0];
}

// q[i][c] = -p of the pair (i, c), and for the class of a sample their sum, so that A p = Q^T X.
KERNEL margins_of_classes(const double* p, const int* labels, int n, int classes, double* q) {
  int i = thread();
  if (i >= n) return;
  const double* of = p + (long long)i * (classes - 1);
  double* to = q + (long long)i * classes;
  double whole = 0;
  for (int c = 0; c < classes; c++) {
    if (c == labels[i]) continue;
    whole += *of;
    to[c] = -*of++;
  }
  to[labels[i]] = whole;
}
