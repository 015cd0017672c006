// The oracle grad F(x) + noise: the operations of org.noiseproof.problem.NoisyGradient.
#pragma once
#include "noise.h"
#include "plan.h"

enum Spread { ALONG, PER_COORDINATE };

enum ProblemQuantity {
  VALUE,
  SQUARED_GRADIENT,
  GRADIENT_NORM,
  SQUARED_DISTANCE,
  COORDINATE,
  SQUARED_ERROR,
  ERROR_NORM
};

// kinds: spread, law, objective; numbers: 5 of the law, the direction, the minimizer.
template <int D>
struct NoisyGradient {
  int d, spread, objective;
  Noise noise;
  const double *direction, *minimizer;
  double gradient[D];

  __device__ __forceinline__ NoisyGradient(Part part, int d)
      : d(d),
        spread(part.kinds[0]),
        objective(part.kinds[2]),
        noise(part.kinds[1], part.numbers),
        direction(part.numbers + 5),
        minimizer(part.numbers + 5 + d) {}

  // A new step begins at x.
  __device__ __forceinline__ void at(const double* x) { gradient_of<D>(objective, minimizer, x, d, gradient); }

  // The next sample of the gradient there.
  __device__ __forceinline__ void sample(const double* x, Stream& random, double* row) {
    double xi = 0;
    COORDINATES(j, 0) {
      if (j == 0 || spread == PER_COORDINATE) xi = noise.draw(random);
      row[j] = gradient[j] + (spread == ALONG ? xi * direction[j] : xi);
    }
  }

  // What a run shows at x, where a step has begun.
  __device__ __forceinline__ double measure(int quantity, const double* x, const double* estimate) const {
    switch (quantity) {
      case VALUE: return value_of<D>(objective, minimizer, x, d);
      case SQUARED_GRADIENT: return sum_of_squares<D>(gradient, d);
      case GRADIENT_NORM: return sqrt(sum_of_squares<D>(gradient, d));
      case SQUARED_DISTANCE: return squared_distance<D>(x, minimizer, d);
      case COORDINATE: return x[0];
      case SQUARED_ERROR: return squared_distance<D>(estimate, gradient, d);
      default: return sqrt(squared_distance<D>(estimate, gradient, d));
    }
  }
};
