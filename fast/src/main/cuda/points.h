// Numbers that a point shows by itself: the operations of org.noiseproof.ensemble.PointQuantity.
#pragma once
#include "plan.h"

// Codes of quantities below this are the oracle's own.
enum PointQuantity { POINT_QUANTITIES = 16, LINEAR = POINT_QUANTITIES };

// code: LINEAR, how many coefficients; numbers: the coefficients, of which zeros are left out of the sum.
template <int D>
static __device__ __forceinline__ double point_quantity(const int* code, const double* numbers, const double* x) {
  double sum = 0;
  for (int j = 0; j < code[1]; j++)
    if (numbers[j] != 0) sum += numbers[j] * x[j];
  return sum;
}
