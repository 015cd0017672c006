// Ensembles: many independent replicas of one recursion, a thread a replica, the streams in registers.
#include "noisy_gradient.h"
#include "replica.h"
#include "sampled_gradient.h"

#define LAUNCH                                                                                                    \
  const int *kinds, const double *numbers, const double *rates, const double *thresholds, int constant,           \
      long long key, long long first, int count, long long from, long long to, long long steps, long long position, \
      double *state, double *seen, int *room, int *doubts
#define LAUNCHED \
  Launch { kinds, numbers, rates, thresholds, constant, (u64)key, first, count, from, to, steps, position, state, seen, room, doubts }

// In at most D dimensions; up to 4, in just so many.
template <int D>
static __device__ __forceinline__ void noisy(const Launch& launch) {
  int d = D <= 4 ? D : part(launch.kinds, launch.numbers, RUN).kinds[0];
  advance<D>(launch, NoisyGradient<D>(part(launch.kinds, launch.numbers, ORACLE), d), d);
}

KERNEL ensemble_noisy_1(LAUNCH) { noisy<1>(LAUNCHED); }
KERNEL ensemble_noisy_2(LAUNCH) { noisy<2>(LAUNCHED); }
KERNEL ensemble_noisy_16(LAUNCH) { noisy<16>(LAUNCHED); }

template <int D>
static __device__ __forceinline__ void sampled(const Launch& launch) {
  int d = D <= 4 ? D : part(launch.kinds, launch.numbers, RUN).kinds[0];
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  SampledGradient<D> oracle(part(launch.kinds, launch.numbers, ORACLE), d, launch.room + r, launch.count);
  if (r < launch.count) oracle.begin();
  advance<D>(launch, oracle, d);
}

KERNEL ensemble_sampled_2(LAUNCH) { sampled<2>(LAUNCHED); }
KERNEL ensemble_sampled_32(LAUNCH) { sampled<32>(LAUNCHED); }
