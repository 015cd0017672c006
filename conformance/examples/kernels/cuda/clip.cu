// Per-sample clipping in two launches: a factor for each row, then each coordinate of the mean. Where a kernel cannot
// vouch for its answer it says NaN, and the exact reference is asked.
#include "noiseproof.h"

// min(1, alpha/|row|); thresholds that grow (beta finite) need a power, which has other bits elsewhere.
KERNEL clip_factors(const double* gradients, int n, int d, double alpha, double beta, double* factors) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= n) return;
  double squares = 0;
  bool zeros = true;
  for (int j = 0; j < d; j++) {
    double x = gradients[(size_t)k * d + j];
    squares = fma(x, x, squares);
    zeros = zeros && x == 0;
  }
  bool safe = squares > 0x1p-900 && squares < 0x1p900 && (n == 1 || !is_finite(beta));
  double norm = sqrt(squares);
  factors[k] = zeros ? 1.0 : !safe ? 0.0 / 0.0 : norm <= alpha ? 1.0 : alpha / norm;
}

KERNEL clip_mean(const double* gradients, const double* factors, int n, int d, double* estimate) {
  int j = blockIdx.x * blockDim.x + threadIdx.x;
  if (j >= d) return;
  double sum = 0;
  for (int k = 0; k < n; k++) sum = fma(factors[k], gradients[(size_t)k * d + j], sum);
  estimate[j] = sum / n;
}
