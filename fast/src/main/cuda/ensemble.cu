// Ensembles: many independent replicas of one recursion, a thread a replica, the streams in registers.
#include "noisy_gradient.h"
#include "replica.h"

#define LAUNCH                                                                                                    \
  const int *kinds, const double *numbers, const double *rates, const double *thresholds, int constant,           \
      long long key, long long first, int count, long long from, long long to, long long steps, long long position, \
      double *state, double *seen, int *doubts
#define LAUNCHED \
  Launch { kinds, numbers, rates, thresholds, constant, (u64)key, first, count, from, to, steps, position, state, seen, doubts }

// In at most D dimensions; up to 4, in just so many.
template <int D>
static __device__ __forceinline__ void noisy(const Launch& launch) {
  int d = D <= 4 ? D : part(launch.kinds, launch.numbers, RUN).kinds[0];
  advance<D>(launch, NoisyGradient<D>(part(launch.kinds, launch.numbers, ORACLE), d), d);
}

KERNEL ensemble_noisy_1(LAUNCH) { noisy<1>(LAUNCHED); }
KERNEL ensemble_noisy_2(LAUNCH) { noisy<2>(LAUNCHED); }
KERNEL ensemble_noisy_16(LAUNCH) { noisy<16>(LAUNCHED); }
