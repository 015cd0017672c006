// Batches of n rows and d columns, row-major, column by column: order statistics, signs and roots. A block has some
// columns with all their rows; the threads of a column take the rows in turn. Entries are doubles whatever the format.
#include "catoni.h"

// The value of that rank in each of one or more columns.
KERNEL columns_select(const double* x, int n, int d, int columns, int rank, double* value) {
  Column<double> column(x, n, d, columns);
  u64 low, high;
  extremes(column, &low, &high);
  u64 key = select(column, rank, low, high);
  if (column.writes()) value[column.j] = value_of(key);
}

// The mean of what is left of the values without the `trim` smallest and largest.
template <class In>
static __device__ void trimmed_mean(const In* x, int n, int d, int columns, int trim, In* mean) {
  Column<In> column(x, n, d, columns);
  u64 least, most;
  bool fine = extremes(column, &least, &most);
  u64 low = select(column, trim, least, most);
  u64 high = select(column, n - 1 - trim, low, most);
  double between = 0;
  int lows = 0, highs = 0;
  if (column.inside) {
    for (int k = column.team; k < n; k += column.teams) {
      double value = column.at(k);
      u64 key = key_of(value);
      if (key <= low) lows++;
      if (key >= high) highs++;
      if (key > low && key < high) between += value;
    }
  }
  between = column.sum(between);
  lows = (int)column.sum((double)lows);
  highs = (int)column.sum((double)highs);
  double ends = (lows - trim) * value_of(low) + (highs - trim) * value_of(high);
  double whole = (ends + between) / (n - 2 * trim);
  if (column.writes()) mean[column.j] = fine ? (In)(low == high ? value_of(low) : whole) : (In)not_a_number();
}

KERNEL columns_trimmed_mean_f64(const double* x, int n, int d, int columns, int trim, double* mean) {
  trimmed_mean(x, n, d, columns, trim, mean);
}
KERNEL columns_trimmed_mean_f32(const float* x, int n, int d, int columns, int trim, float* mean) {
  trimmed_mean(x, n, d, columns, trim, mean);
}

template <class In>
static __device__ void median(const In* x, int n, int d, int columns, In* result) {
  Column<In> column(x, n, d, columns);
  u64 least, most;
  bool fine = extremes(column, &least, &most);
  double value = middle_of(column, least, most);
  if (column.writes()) result[column.j] = fine ? (In)value : (In)not_a_number();
}

KERNEL columns_median_f64(const double* x, int n, int d, int columns, double* result) {
  median(x, n, d, columns, result);
}
KERNEL columns_median_f32(const float* x, int n, int d, int columns, float* result) {
  median(x, n, d, columns, result);
}

// The sign of the sum, or NaN where its rounding errors, of which `relative` bounds their own, might turn it.
template <class In>
static __device__ void sign(const In* x, int n, int d, int columns, double relative, In* result) {
  Column<In> column(x, n, d, columns);
  Compensated sum;
  if (column.inside)
    for (int k = column.team; k < n; k += column.teams) sum.add(column.at(k));
  sum = column.sum(sum);
  double whole = sum.value();
  bool sure = is_finite(sum.lost) && (sum.lost == 0 || fabs(whole) > relative * sum.lost);
  if (column.writes()) result[column.j] = sure ? (In)(whole > 0 ? 1 : whole < 0 ? -1 : 0) : (In)not_a_number();
}

KERNEL columns_sign_f64(const double* x, int n, int d, int columns, double relative, double* result) {
  sign(x, n, d, columns, relative, result);
}
KERNEL columns_sign_f32(const float* x, int n, int d, int columns, double relative, float* result) {
  sign(x, n, d, columns, relative, result);
}

KERNEL columns_catoni_f64(const double* x, int n, int d, int columns, double scale, double* roots) {
  catoni(x, n, d, columns, scale, roots);
}
KERNEL columns_catoni_f32(const float* x, int n, int d, int columns, double scale, float* roots) {
  catoni(x, n, d, columns, scale, roots);
}

// The largest magnitude, infinite where one is not finite, and the smallest that is not 0, of each column.
template <class In>
static __device__ void magnitudes(const In* x, int n, int d, int columns, double* largest, double* smallest) {
  Column<In> column(x, n, d, columns);
  Split all;
  if (column.inside) {
    for (int k = column.team; k < n; k += column.teams) {
      u64 key = key_of(fabs(column.at(k)));
      all.below = larger(all.below, key);
      if (key != key_of(0.0)) all.above = smaller(all.above, key);
    }
  }
  share(column, false, 0, &all);
  if (column.writes()) {
    largest[column.j] = value_of(all.below);
    smallest[column.j] = all.above == ~0ull ? value_of(all.below) : value_of(all.above);
  }
}

KERNEL columns_magnitudes_f64(const double* x, int n, int d, int columns, double* largest, double* smallest) {
  magnitudes(x, n, d, columns, largest, smallest);
}
KERNEL columns_magnitudes_f32(const float* x, int n, int d, int columns, double* largest, double* smallest) {
  magnitudes(x, n, d, columns, largest, smallest);
}
