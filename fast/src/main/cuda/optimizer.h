// Steps of the optimizers: the operations of LaneOptimizer.
#pragma once
#include "plan.h"
#include "rescaling.h"

enum Method { SGD, CLIPPED_SGD, NORMALIZED_SGD, SIGN_SGD };

// kinds: method, its variant (Nesterov's momentum, or the clip after the buffer), warm start; numbers: momentum, dampening, weight decay.
template <int D>
struct Optimizer {
  int d, method;
  bool variant, warm;
  double kept, dampening, decay;
  double momentum[D];

  __device__ __forceinline__ Optimizer(Part part, int d)
      : d(d),
        method(part.kinds[0]),
        variant(part.kinds[1]),
        warm(part.kinds[2]),
        kept(part.numbers[0]),
        dampening(part.numbers[1]),
        decay(part.numbers[2]) {}

  // One step from x with the gradient g, which may be changed.
  __device__ __forceinline__ void step(bool first, double rate, double threshold, double* x, double* g) {
    if (method == SGD) {
      sgd(first, rate, x, g);
      return;
    }
    double direction[D];
    clear<D>(direction, d);
    switch (method) {
      case CLIPPED_SGD:
        if (variant) average_into(g, kept);
        add_clipped<D>(g, d, threshold, direction);
        if (!variant && kept != 0) {
          average(momentum, kept, 1 - kept, direction);
          descend(x, rate, momentum);
          return;
        }
        break;
      case NORMALIZED_SGD:
        average_into(g, warm && first ? 0.0 : kept);
        add_normalized<D>(g, d, direction);
        break;
      default: add_signs<D>(g, d, direction);
    }
    descend(x, rate, direction);
  }

 private:
  __device__ __forceinline__ void sgd(bool first, double rate, double* x, double* g) {
    if (decay > 0) {
      COORDINATES(j, 0) g[j] = fma(decay, x[j], g[j]);
    }
    if (kept == 0) {
      descend(x, rate, g);
      return;
    }
    average(momentum, first ? 0.0 : kept, first ? 1.0 : 1 - dampening, g);
    if (!variant) {
      descend(x, rate, momentum);
      return;
    }
    COORDINATES(j, 0) g[j] = fma(kept, momentum[j], g[j]);
    descend(x, rate, g);
  }

  // The buffer, and g as a copy of it.
  __device__ __forceinline__ void average_into(double* g, double kept) {
    average(momentum, kept, 1 - kept, g);
    COORDINATES(j, 0) g[j] = momentum[j];
  }

  __device__ __forceinline__ void average(double* buffer, double kept, double fresh, const double* g) {
    COORDINATES(j, 0) buffer[j] = fma(kept, buffer[j], fresh * g[j]);
  }

  __device__ __forceinline__ void descend(double* x, double rate, const double* update) {
    COORDINATES(j, 0) x[j] = fma(-rate, update[j], x[j]);
  }
};
