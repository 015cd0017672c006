// One replica's run, a thread a replica.
//
// An oracle is a type with
//   Oracle(Part part, int d)                                  what was written of it, see plan.h
//   void at(const double* x)                                  a new step begins at x
//   void sample(const double* x, Stream& random, double* row) the next sample of the gradient there, d numbers
//   double measure(int quantity, const double* x, const double* estimate) const
//                                                             its own quantities, codes below POINT_QUANTITIES
// Whatever it draws, it draws as many numbers in every sample, and branches alike in all threads.
#pragma once
#include "estimator.h"
#include "observables.h"
#include "optimizer.h"
#include "philox.h"

// Arrays and numbers of a launch.
struct Launch {
  const int* kinds;
  const double* numbers;
  const double *rates, *thresholds;  // of each step of the launch, or of all where they are constant
  int constant;
  u64 key;
  long long first;      // replicate of the first thread
  int count;            // replicas
  long long from, to;   // steps of this launch
  long long steps;      // of the run
  long long position;   // in the streams
  double* state;        // x, momentum and breaks of every replica, replica by replica in the last index
  double* seen;         // likewise
  int* room;            // likewise, what the oracle needs of a replica
  int* doubts;          // set where a comparison was too close to call
};

// RUN, kinds: d; numbers: lower and upper end of the domain, x_0.
template <int D, class Oracle>
static __device__ void advance(const Launch& launch, Oracle oracle, int d) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= launch.count) return;
  long long stride = launch.count;
  Part run = part(launch.kinds, launch.numbers, RUN);
  double lower = run.numbers[0], upper = run.numbers[1];
  Estimator<D> estimator(part(launch.kinds, launch.numbers, ESTIMATOR), d);
  Optimizer<D> optimizer(part(launch.kinds, launch.numbers, OPTIMIZER), d);
  Observables<D> observables(part(launch.kinds, launch.numbers, OBSERVABLES), launch.seen + r, stride);
  Stream random(launch.key, (u64)(launch.first + r), (u64)launch.position);
  double* state = launch.state + r;

  double x[D], row[D];
  double breaks = 0;
  bool begins = launch.from == 0;
  COORDINATES(j, 0) {
    x[j] = begins ? run.numbers[2 + j] : state[j * stride];
    optimizer.momentum[j] = begins ? 0.0 : state[(d + j) * stride];
  }
  if (begins) {
    observables.begin();
  } else {
    breaks = state[2 * d * stride];
  }

  for (long long t = launch.from; t < launch.to; t++) {
    oracle.at(x);
    estimator.begin();
    bool sure = true;
    for (int k = 0; k < estimator.samples; k++) {
      oracle.sample(x, random, row);
      COORDINATES(j, 0) breaks = fma(0.0, row[j], breaks);  // NaN for good
      sure &= estimator.add_sample(row);
    }
    if (!sure) launch.doubts[r] = 1;
    estimator.average();
    observables.at(t, oracle, x, estimator.total);
    long long entry = launch.constant ? 0 : t - launch.from;
    optimizer.step(t == 0, launch.rates[entry], launch.thresholds[entry], x, estimator.total);
    COORDINATES(j, 0) x[j] = x[j] < lower ? lower : x[j] > upper ? upper : x[j];
  }

  if (launch.to < launch.steps) {
    COORDINATES(j, 0) {
      state[j * stride] = x[j];
      state[(d + j) * stride] = optimizer.momentum[j];
    }
    state[2 * d * stride] = breaks;
    return;
  }
  oracle.at(x);
  bool broken = breaks != breaks;
  COORDINATES(j, 0) broken |= !is_finite(x[j]);
  observables.end(launch.steps, oracle, x, broken);
}
