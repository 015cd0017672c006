// Matrices, row by row, and steps of the optimizers that know rows from columns. What is not a product of matrices is
// computed in doubles, in the order that the sizes fix, whatever the format of the entries.
#include "matrix.h"

// What a step has seen on its way.
enum { NOT_FINITE, SMALL_AND_MOVED, LARGE, MOVED, LOST, SEEN };

// Which entries of a buffer need all their bits: none, as there is no memory; each for its sign; the largest alone;
// each beside its parameter.
enum { NONE, SIGNS, LARGEST, BESIDE };

// Entries that a thread adds up.
static const int CHAIN = 16;

KERNEL matrix_clear(int* values) { values[entry()] = 0; }

// doubt[0] = 1 where something is not finite, or underflow has cost bits that are needed.
KERNEL matrix_judge(const int* seen, int needed, int hopeless, int* doubt) {
  bool lost = needed == SIGNS     ? seen[SMALL_AND_MOVED]
              : needed == LARGEST ? !seen[LARGE] && seen[MOVED]
              : needed == BESIDE  ? seen[LOST]
                                  : false;
  if (hopeless || seen[NOT_FINITE] || lost) doubt[0] = 1;
}

// m <- fma(mu, m, fresh g), in another array.
template <class T>
static __device__ void average(const T* old, const T* gradient, T* momentum, long long n, T mu, T fresh, T small,
                               int* seen) {
  long long j = entry();
  if (j >= n) return;
  T m = fma(mu, old[j], fresh * gradient[j]);
  momentum[j] = m;
  bool moved = old[j] != 0 || gradient[j] != 0;
  if (!is_finite(m)) seen[NOT_FINITE] = 1;
  if (moved) seen[MOVED] = 1;
  if (!(fabs(m) < small)) seen[LARGE] = 1;
  else if (moved) seen[SMALL_AND_MOVED] = 1;
}

KERNEL matrix_average_f64(const double* old, const double* gradient, double* momentum, long long n, double mu,
                          double fresh, double small, int* seen) {
  average(old, gradient, momentum, n, mu, fresh, small, seen);
}
KERNEL matrix_average_f32(const float* old, const float* gradient, float* momentum, long long n, float mu, float fresh,
                          float small, int* seen) {
  average(old, gradient, momentum, n, mu, fresh, small, seen);
}

// Whether an entry that underflow has cost bits moves a parameter so small that they count.
template <class T>
static __device__ void lost(const T* old, const T* gradient, const T* momentum, const T* parameters, long long n,
                            T small, double move, double normal, const double* largest, int* seen) {
  if (!seen[SMALL_AND_MOVED]) return;
  long long j = entry();
  if (j >= n || (old[j] == 0 && gradient[j] == 0) || !(fabs(momentum[j]) < small)) return;
  if (!(fabs(parameters[j]) >= move * (normal / *largest))) seen[LOST] = 1;
}

KERNEL matrix_lost_f64(const double* old, const double* gradient, const double* momentum, const double* parameters,
                       long long n, double small, double move, double normal, const double* largest,
                       int* seen) {
  lost(old, gradient, momentum, parameters, n, small, move, normal, largest, seen);
}
KERNEL matrix_lost_f32(const float* old, const float* gradient, const float* momentum, const float* parameters,
                       long long n, float small, double move, double normal, const double* largest,
                       int* seen) {
  lost(old, gradient, momentum, parameters, n, small, move, normal, largest, seen);
}

// theta <- fma(-eta, fma(lambda, theta, d), theta), in another array.
template <class T>
static __device__ void descend(const T* parameters, const T* direction, T* moved, long long n, T back, T decay,
                               int* seen) {
  long long j = entry();
  if (j >= n) return;
  T theta = fma(back, fma(decay, parameters[j], direction[j]), parameters[j]);
  moved[j] = theta;
  if (!is_finite(theta)) seen[NOT_FINITE] = 1;
}

KERNEL matrix_descend_f64(const double* parameters, const double* direction, double* moved, long long n, double back,
                          double decay, int* seen) {
  descend(parameters, direction, moved, n, back, decay, seen);
}
KERNEL matrix_descend_f32(const float* parameters, const float* direction, float* moved, long long n, float back,
                          float decay, int* seen) {
  descend(parameters, direction, moved, n, back, decay, seen);
}

// The largest |x| of each chunk of 16 entries a thread, and where it first stands; `where` names the entries, or none.
template <class T>
static __device__ void largest_of_chunk(const T* x, const long long* where, long long n, double* largest,
                                        long long* first) {
  __shared__ double size[256];
  __shared__ long long place[256];
  unsigned t = threadIdx.x;
  long long from = (long long)blockIdx.x * blockDim.x * CHAIN;
  double most = -1;
  long long at = 0;
  for (int l = 0; l < CHAIN; l++) {
    long long j = from + (long long)l * blockDim.x + t;
    if (j < n && fabs((double)x[j]) > most) {
      most = fabs((double)x[j]);
      at = where ? where[j] : j;
    }
  }
  size[t] = most;
  place[t] = at;
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) {
      double other = size[t + half];
      if (other > size[t] || (other == size[t] && place[t + half] < place[t])) {
        size[t] = other;
        place[t] = place[t + half];
      }
    }
    __syncthreads();
  }
  if (t == 0) {
    largest[blockIdx.x] = size[0];
    first[blockIdx.x] = place[0];
  }
}

KERNEL matrix_largest_f64(const double* x, long long n, double* largest, long long* first) {
  largest_of_chunk(x, (const long long*)0, n, largest, first);
}
KERNEL matrix_largest_f32(const float* x, long long n, double* largest, long long* first) {
  largest_of_chunk(x, (const long long*)0, n, largest, first);
}
KERNEL matrix_largest_of_chunks(const double* x, const long long* where, long long n, double* largest,
                                long long* first) {
  largest_of_chunk(x, where, n, largest, first);
}

// The sum of |x|, or with `largest` of (x 2^-e)^2, of each chunk of 16 entries a thread.
template <class T>
static __device__ void sum_of_chunk(const T* x, long long n, const double* largest, double* sums) {
  __shared__ double room[256];
  long long from = (long long)blockIdx.x * blockDim.x * CHAIN;
  double unit = largest ? unit_of(*largest) : 0;
  double sum = 0;
  for (int l = 0; l < CHAIN; l++) {
    long long j = from + (long long)l * blockDim.x + threadIdx.x;
    if (j >= n) break;
    double scaled = (double)x[j] * unit;
    sum = largest ? fma(scaled, scaled, sum) : sum + fabs((double)x[j]);
  }
  double whole = block_sum(sum, room);
  if (threadIdx.x == 0) sums[blockIdx.x] = whole;
}

KERNEL matrix_sizes_f64(const double* x, long long n, double* sums) { sum_of_chunk(x, n, (const double*)0, sums); }
KERNEL matrix_sizes_f32(const float* x, long long n, double* sums) { sum_of_chunk(x, n, (const double*)0, sums); }
KERNEL matrix_squares_f64(const double* x, long long n, const double* largest, double* sums) {
  sum_of_chunk(x, n, largest, sums);
}
KERNEL matrix_squares_f32(const float* x, long long n, const double* largest, double* sums) {
  sum_of_chunk(x, n, largest, sums);
}

// d = x/|x|, or 0; `squares` is of x 2^-e.
template <class T>
static __device__ void normalize(const T* x, long long n, const double* largest, const double* squares, T* d) {
  long long j = entry();
  if (j < n) d[j] = *largest == 0 ? T(0) : (T)((double)x[j] * unit_of(*largest) / sqrt(*squares));
}

KERNEL matrix_normalized_f64(const double* x, long long n, const double* largest, const double* squares, double* d) {
  normalize(x, n, largest, squares, d);
}
KERNEL matrix_normalized_f32(const float* x, long long n, const double* largest, const double* squares, float* d) {
  normalize(x, n, largest, squares, d);
}

// d = sign(x); with `only`, of that entry alone.
template <class T>
static __device__ void signs(const T* x, long long n, const long long* only, T* d) {
  long long j = entry();
  if (j < n) d[j] = only && *only != j ? T(0) : T((x[j] > 0) - (x[j] < 0));
}

KERNEL matrix_signs_f64(const double* x, long long n, double* d) { signs(x, n, (const long long*)0, d); }
KERNEL matrix_signs_f32(const float* x, long long n, float* d) { signs(x, n, (const long long*)0, d); }
KERNEL matrix_sign_of_f64(const double* x, long long n, const long long* only, double* d) { signs(x, n, only, d); }
KERNEL matrix_sign_of_f32(const float* x, long long n, const long long* only, float* d) { signs(x, n, only, d); }

KERNEL matrix_widened(const float* x, long long n, double* wide) {
  if (entry() < n) wide[entry()] = x[entry()];
}
KERNEL matrix_narrowed(const double* x, long long n, float* narrow) {
  if (entry() < n) narrow[entry()] = (float)x[entry()];
}

// image[i] = sum over j of x[i][j] 2^-e v[j], one block a row.
template <class T>
static __device__ void image_of_vector(const T* x, int columns, const double* largest, const double* v,
                                       double* image) {
  __shared__ double room[256];
  const T* row = x + (long long)blockIdx.x * columns;
  double unit = unit_of(*largest);
  double sum = 0;
  for (int j = threadIdx.x; j < columns; j += blockDim.x) sum = fma((double)row[j] * unit, v[j], sum);
  double whole = block_sum(sum, room);
  if (threadIdx.x == 0) image[blockIdx.x] = whole;
}

KERNEL matrix_image_f64(const double* x, int columns, const double* largest, const double* v, double* image) {
  image_of_vector(x, columns, largest, v, image);
}
KERNEL matrix_image_f32(const float* x, int columns, const double* largest, const double* v, double* image) {
  image_of_vector(x, columns, largest, v, image);
}

// back[j] = sum over i of x[i][j] 2^-e p[i], or without p of (x[i][j] 2^-e)^2: 32 columns a block, 8 threads a column.
// Nothing is done where `unless` is there and not 0.
template <class T>
static __device__ void back_of_vector(const T* x, int rows, int columns, const double* largest, const double* p,
                                      const double* unless, double* back) {
  __shared__ double room[8][32];
  if (unless && *unless != 0) return;
  int lane = threadIdx.x % 32, group = threadIdx.x / 32;
  int j = blockIdx.x * 32 + lane;
  double unit = unit_of(*largest);
  double sum = 0;
  for (int i = group; i < rows && j < columns; i += 8) {
    double scaled = (double)x[(long long)i * columns + j] * unit;
    sum = fma(scaled, p ? p[i] : scaled, sum);
  }
  room[group][lane] = sum;
  __syncthreads();
  if (group > 0 || j >= columns) return;
  for (int g = 1; g < 8; g++) sum += room[g][lane];
  back[j] = sum;
}

KERNEL matrix_back_f64(const double* x, int rows, int columns, const double* largest, const double* p,
                       const double* unless, double* back) {
  back_of_vector(x, rows, columns, largest, p, unless, back);
}
KERNEL matrix_back_f32(const float* x, int rows, int columns, const double* largest, const double* p,
                       const double* unless, double* back) {
  back_of_vector(x, rows, columns, largest, p, unless, back);
}
KERNEL matrix_column_squares_f64(const double* x, int rows, int columns, const double* largest, const double* unless,
                                 double* squares) {
  back_of_vector(x, rows, columns, largest, (const double*)0, unless, squares);
}
KERNEL matrix_column_squares_f32(const float* x, int rows, int columns, const double* largest, const double* unless,
                                 double* squares) {
  back_of_vector(x, rows, columns, largest, (const double*)0, unless, squares);
}

// column[i] = x[i][which] 2^-e, or p[i] where `unless` is not 0.
template <class T>
static __device__ void copy_column(const T* x, int rows, int columns, const double* largest, const long long* which,
                                   const double* p, const double* unless, double* column) {
  long long i = entry();
  if (i < rows) column[i] = *unless != 0 ? p[i] : (double)x[i * columns + *which] * unit_of(*largest);
}

KERNEL matrix_column_f64(const double* x, int rows, int columns, const double* largest, const long long* which,
                         const double* p, const double* unless, double* column) {
  copy_column(x, rows, columns, largest, which, p, unless, column);
}
KERNEL matrix_column_f32(const float* x, int rows, int columns, const double* largest, const long long* which,
                         const double* p, const double* unless, double* column) {
  copy_column(x, rows, columns, largest, which, p, unless, column);
}

// y = x/|x| of a vector, in one block; `otherwise` where the matrix is 0.
KERNEL vector_normalized(const double* x, int n, const double* largest, const double* otherwise, double* y) {
  __shared__ double room[256];
  unsigned t = threadIdx.x;
  double most = 0;
  for (int i = t; i < n; i += blockDim.x) most = larger(most, fabs(x[i]));
  room[t] = most;
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) room[t] = larger(room[t], room[t + half]);
    __syncthreads();
  }
  most = room[0];
  double unit = unit_of(most);
  __syncthreads();
  double sum = 0;
  for (int i = t; i < n; i += blockDim.x) sum = fma(x[i] * unit, x[i] * unit, sum);
  double length = sqrt(block_sum(sum, room));
  for (int i = t; i < n; i += blockDim.x) y[i] = *largest == 0 ? otherwise[i] : x[i] * unit / length;
}

// d = p v^T, or 0 where the matrix is.
template <class T>
static __device__ void outer(const double* p, const double* v, long long n, int columns, const double* largest, T* d) {
  long long j = entry();
  if (j < n) d[j] = *largest == 0 ? T(0) : (T)(p[j / columns] * v[j % columns]);
}

KERNEL matrix_outer_f64(const double* p, const double* v, long long n, int columns, const double* largest, double* d) {
  outer(p, v, n, columns, largest, d);
}
KERNEL matrix_outer_f32(const double* p, const double* v, long long n, int columns, const double* largest, float* d) {
  outer(p, v, n, columns, largest, d);
}
