// What is reported of a replica, gathered step by step: the operations of LaneObservable.
#pragma once
#include "points.h"

enum When { AVERAGE, LARGEST, AT, LAST };

// kinds: how many; of each: when, the step in two words, where its quantity's code and numbers begin.
template <int D>
struct Observables {
  static const int WORDS = 5;

  Part part;
  int count;
  double* seen;
  long long stride;

  // What was seen of observable o stands at seen[o * stride].
  __device__ __forceinline__ Observables(Part part, double* seen, long long stride)
      : part(part), count(part.kinds[0]), seen(seen), stride(stride) {}

  __device__ __forceinline__ void begin() {
    for (int o = 0; o < count; o++)
      seen[o * stride] = of(o)[0] == LARGEST ? __longlong_as_double((long long)0xfff0000000000000ull) : 0.0;
  }

  // Looks at x_t and at the estimate of the gradient there.
  template <class Oracle>
  __device__ __forceinline__ void at(long long t, const Oracle& oracle, const double* x, const double* estimate) {
    for (int o = 0; o < count; o++) {
      const int* words = of(o);
      int when = words[0];
      long long step = when == LARGEST ? 0 : long_of(words + 1);
      if (when == LAST || t < step || (when == AT && t > step)) continue;
      double quantity = measure(words, oracle, x, estimate);
      double before = seen[o * stride];
      seen[o * stride] = when == AT ? quantity : when == AVERAGE ? before + quantity : greater(before, quantity);
    }
  }

  // Looks at x_T after T steps; what is broken shows nothing.
  template <class Oracle>
  __device__ __forceinline__ void end(long long steps, const Oracle& oracle, const double* x, bool broken) {
    for (int o = 0; o < count; o++) {
      const int* words = of(o);
      double shown = seen[o * stride];
      if (words[0] == AVERAGE) shown /= (double)(steps - long_of(words + 1));
      // A last point has no estimate, and what is observed there needs none.
      if (words[0] == LAST) shown = measure(words, oracle, x, x);
      if (broken || shown != shown) shown = __longlong_as_double(0x7ff8000000000000ll);
      seen[o * stride] = shown;
    }
  }

 private:
  __device__ __forceinline__ const int* of(int o) const { return part.kinds + 1 + o * WORDS; }

  template <class Oracle>
  __device__ __forceinline__ double measure(const int* words, const Oracle& oracle, const double* x,
                                            const double* estimate) const {
    const int* code = part.kinds + words[3];
    return code[0] < POINT_QUANTITIES ? oracle.measure(code[0], x, estimate)
                                      : point_quantity<D>(code, part.numbers + words[4], x);
  }

  // As Java's Math.max: NaN where either is, and 0 above -0.
  static __device__ __forceinline__ double greater(double a, double b) {
    if (a == b) return __longlong_as_double(__double_as_longlong(a) & __double_as_longlong(b));
    return a != a || a > b ? a : b;
  }
};
