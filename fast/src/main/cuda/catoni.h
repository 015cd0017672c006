// Catoni's estimator of a column: the root of F(θ) = Σ ψ(a (x_k - θ)), ψ(y) = sign(y) ln(1 + |y| + y²/2).
#pragma once
#include "columns.h"
#include "elementary.h"

// ln(1 + x), 0 <= x <= 2^1000, as org.noiseproof.random.Elementary has it.
static __device__ double log1p_of(double x) {
  double u = 1 + x;
  double low;
  double high = logarithm(u, low);
  double kept = u - 1;
  double lost = (x - kept) + (1 - (u - kept));
  return high + (low + lost / u);
}

// F at one θ; its slope, F' over -a; and what its roundings are relative to, the terms' sizes.
struct Influence {
  double sum, slope, terms;
};

template <class In>
static __device__ Influence influence(const Column<In>& column, double scale, double theta) {
  Compensated sum;
  double slope = 0, terms = 0;
  if (column.inside) {
    for (int k = column.team; k < column.n; k += column.teams) {
      double y = scale * (column.at(k) - theta);
      double size = fabs(y);
      double inside = size * (1 + size / 2);
      double height = inside <= 0x1p1000 ? log1p_of(inside) : not_a_number();
      double derivative = (1 + size) / (1 + inside);
      sum.add(y < 0 ? -height : height);
      slope = slope + derivative;
      terms = terms + (height + derivative * size);
    }
  }
  return {column.sum(sum).value(), column.sum(slope), column.sum(terms)};
}

// Newton's method from the median, between two points where F has either sign, until F is within what rounding may have
// made of it: that certifies the root where F is straight over a rounding of θ. NaN where it is not, where nothing
// converges, and where a number leaves the range.
template <class In>
static __device__ void catoni(const In* x, int n, int d, int columns, double scale, In* roots) {
  const int steps = 100;
  const double residual = 8 * 0x1p-53, straight = 0x1p-10;
  Column<In> column(x, n, d, columns);
  u64 least, most;
  bool fine = extremes(column, &least, &most);
  double low = value_of(least), high = value_of(most);
  double theta = middle_of(column, least, most);
  double root = low == high ? low : not_a_number();
  bool searching = column.inside && fine && low < high;
  Split none;
  for (int step = 1; step <= steps && share(column, searching, step, &none); step++) {
    Influence here = influence(column, scale, theta);
    if (!searching) continue;
    double noise = residual * (here.terms + scale * fabs(theta) * here.slope);
    if (!is_finite(here.sum) || !(noise >= 0x1p-1022)) {
      searching = false;
    } else if (fabs(here.sum) <= noise) {
      if (scale * fabs(theta) * 0x1p-53 <= straight) root = theta;
      searching = false;
    } else {
      if (here.sum > 0) {
        low = theta;
      } else {
        high = theta;
      }
      double next = theta + here.sum / (scale * here.slope);
      theta = next > low && next < high ? next : low / 2 + high / 2;
      if (!(low < high)) {
        root = low;
        searching = false;
      }
    }
  }
  if (column.writes()) roots[column.j] = fine ? (In)root : (In)not_a_number();
}
