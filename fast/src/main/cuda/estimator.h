// Estimates that take their samples one by one: the operations of LaneEstimator.
#pragma once
#include "plan.h"
#include "rescaling.h"

enum Share { PASS, MEAN, CLIP, NORMALIZE, SIGN, COORDINATE_CLIP, TRUNCATE };

// kinds: share, samples, rows of a group, whether it averages; numbers: a threshold for each group, as its share
// needs it.
template <int D>
struct Estimator {
  int d, share, samples, size;
  bool averages;
  const double* thresholds;
  int seen, rows, k;
  double group[D], total[D];

  __device__ __forceinline__ Estimator(Part part, int d)
      : d(d),
        share(part.kinds[0]),
        samples(part.kinds[1]),
        size(part.kinds[2]),
        averages(part.kinds[3]),
        thresholds(part.numbers),
        seen(0),
        rows(0),
        k(0) {}

  __device__ __forceinline__ void begin() {
    clear<D>(total, d);
    seen = rows = k = 0;
  }

  // Takes the next sample, which may be changed; false where it was too close to a threshold to tell.
  __device__ __forceinline__ bool add_sample(double* row) {
    seen++;
    if (share == PASS) {
      COORDINATES(j, 0) total[j] = row[j];
      return true;
    }
    if (size == 1) return add_group(row, k++);
    if (rows == 0) clear<D>(group, d);
    add<D>(row, d, group);
    rows++;
    if (rows < size && seen < samples) return true;
    rows = 0;
    return add_group(group, k++);
  }

  // Makes the total the estimate from the samples taken.
  __device__ __forceinline__ void average() {
    if (averages && samples > 1) {
      COORDINATES(j, 0) total[j] /= (double)samples;
    }
  }

 private:
  __device__ __forceinline__ bool add_group(double* sum, int k) {
    switch (share) {
      case MEAN: add<D>(sum, d, total); break;
      case CLIP: add_clipped<D>(sum, d, thresholds[k], total); break;
      case NORMALIZE: add_normalized<D>(sum, d, total); break;
      case SIGN: add_signs<D>(sum, d, total); break;
      case COORDINATE_CLIP: add_clamped<D>(sum, d, thresholds[0], total); break;
      default: return add_within(sum, thresholds[k]);
    }
    return true;
  }

  // total + row where its norm is at most the threshold.
  __device__ __forceinline__ bool add_within(const double* row, double threshold) {
    if (!is_finite(threshold)) {
      add<D>(row, d, total);
      return true;
    }
    bool kept = fabs(row[0]) <= threshold, sure = true;
    if (coordinates<D>(d) > 1) {
      double squares = sum_of_squares<D>(row, d), square = threshold * threshold;
      kept = squares <= square;
      sure = !(fabs(squares - square) <= square * (d + 4) * 0x1p-52);
    }
    add_scaled<D>(row, d, kept ? 1.0 : 0.0, total);
    return sure;
  }
};
