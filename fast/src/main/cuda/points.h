// Numbers that a point shows by itself: the operations of org.noiseproof.ensemble.PointQuantity.
#pragma once
#include "elementary.h"
#include "plan.h"

// Instructions for a stack. Codes of quantities below these are the oracle's own.
enum PointQuantity { POINT_QUANTITIES = 16, LINEAR = POINT_QUANTITIES, QUADRATIC_FORM, RATIO, LOG_MAGNITUDE, CUT, SHOW };

// The stack's places.
const int DEEPEST = 8;

// code: LINEAR, how many coefficients; QUADRATIC_FORM, how many terms, each one's i and j; RATIO of the last two; ln |q|;
// what is CUT off at two ends; and SHOW in the end. numbers: what they need, one after the other.
template <int D>
static __device__ double point_quantity(const int* code, const double* numbers, const double* x) {
  double stack[DEEPEST];
  for (int top = -1;;) switch (*code++) {
      case LINEAR: {
        double sum = 0;
        for (int j = 0, n = *code++; j < n; j++, numbers++)
          if (*numbers != 0) sum += *numbers * x[j];
        stack[++top] = sum;
        break;
      }
      case QUADRATIC_FORM: {
        double sum = 0;
        for (int n = *code++; n > 0; n--, code += 2, numbers++) sum += *numbers * x[code[0]] * x[code[1]];
        stack[++top] = sum;
        break;
      }
      case RATIO:
        top--;
        stack[top] /= stack[top + 1];
        break;
      case LOG_MAGNITUDE: {
        double q = fabs(stack[top]);
        stack[top] = q == 0 ? -1 / q : is_finite(q) ? log_of(q) : q;
        break;
      }
      case CUT: {
        double q = stack[top];
        stack[top] = q <= numbers[0] ? numbers[0] : q < numbers[1] ? q : numbers[1];
        numbers += 2;
        break;
      }
      default: return stack[top];
    }
}
