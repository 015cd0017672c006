// An ensemble's specification as plain numbers, as org.noiseproof.fast.gpu.ensemble writes it.
#pragma once
#include "problem.h"

// One part: what it is, and its parameters.
struct Part {
  const int* kinds;
  const double* numbers;
};

// The parts in the order in which they are written.
enum PartOf { RUN, ORACLE, ESTIMATOR, OPTIMIZER, OBSERVABLES, PARTS };

// Where a part begins stands in the first entries: two for each part.
static __device__ __forceinline__ Part part(const int* kinds, const double* numbers, int which) {
  return Part{kinds + kinds[2 * which], numbers + kinds[2 * which + 1]};
}

// A count of steps in two words.
static __device__ __forceinline__ long long long_of(const int* words) {
  return (long long)words[1] << 32 | (unsigned)words[0];
}
