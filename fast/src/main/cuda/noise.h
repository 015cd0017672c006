// Laws of noise: the operations of org.noiseproof.noise.NoiseLaw.sample.
#pragma once
#include "elementary.h"
#include "philox.h"

enum Law { TWO_POINT, THREE_POINT, STUDENT, SIGNED_PARETO, SHIFTED_PARETO, CAUCHY, STABLE };

// A law and its parameters, in the order in which NoiseCode writes them.
struct Noise {
  int law;
  double a, b, c, d, e;

  __device__ __forceinline__ Noise(int law, const double* p)
      : law(law), a(p[0]), b(p[1]), c(p[2]), d(p[3]), e(p[4]) {}

  __device__ __forceinline__ double draw(Stream& random) const {
    switch (law) {
      case TWO_POINT: return uniform(random.next()) < a ? b : c;
      case STUDENT: {
        double u = uniform(random.next());
        double twice = u * 2;
        return (twice - 1) / sqrt(twice * (1 - u));
      }
      case SHIFTED_PARETO: return b * power_of(uniform(random.next()), a) - c;
      case CAUCHY: {
        double u = uniform(random.next());
        return a * (sin_pi(u - 0.5) / sin_pi(u));
      }
      default: break;
    }
    u64 first, second;
    random.two(first, second);
    double u = uniform(second);
    switch (law) {
      case THREE_POINT: return u < a ? with_sign(b, first) : 0.0;
      case SIGNED_PARETO: return with_sign(b, first) * power_of(u, a);
      default: return stable(uniform(first), u);
    }
  }

  // Chambers, Mallows and Stuck's: a the index, b the scale, c = -1/a, d = 1 - a, e = (1 - a)/a.
  __device__ __forceinline__ double stable(double u, double v) const {
    double angle = u - 0.5;
    double reach = b * sin_pi(a * angle) * power_of(sin_pi(u), c);
    return reach * power_of(cos_pi(d * angle) / -log_of(v), e);
  }
};
