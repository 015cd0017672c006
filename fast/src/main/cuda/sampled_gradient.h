// The oracle of a loss and the law of its samples: the operations of org.noiseproof.problem.SampledGradient.
#pragma once
#include "losses.h"
#include "philox.h"
#include "elementary.h"
#include "plan.h"

enum Draw { WITH_REPLACEMENT, WITHOUT_REPLACEMENT, GAUSSIAN_TEACHER };

// Uniform on 0 ... bound - 1.
static __device__ __forceinline__ int index_below(int bound, Stream& random) {
  return (int)__umul64hi(random.next(), (u64)bound);
}

// Standard normal (Box and Muller 1958); never after an odd number of numbers.
static __device__ __forceinline__ double normal(Stream& random) {
  u64 first, second;
  random.two(first, second);
  double v = uniform(second);
  return sqrt(-2 * log_of(uniform(first))) * cos_pi(2 * smaller(v, 1 - v));
}

// kinds: draw, features, numbers of a sample, population, samples of a step, loss, layers, widths from the input on;
// numbers: the population, sample by sample, or the teacher and its noise; room: without replacement, a place for every
// sample of the population.
template <int D>
struct SampledGradient {
  int d, draw, inputs, row, population, batch, loss, layers;
  const int* widths;
  const double* numbers;
  int* order;
  long long stride;
  int k;

  // This replica's room begins at `order`, and each place of it is `stride` further.
  __device__ __forceinline__ SampledGradient(Part part, int d, int* order, long long stride)
      : d(d),
        draw(part.kinds[0]),
        inputs(part.kinds[1]),
        row(part.kinds[2]),
        population(part.kinds[3]),
        batch(part.kinds[4]),
        loss(part.kinds[5]),
        layers(part.kinds[6]),
        widths(part.kinds + 7),
        numbers(part.numbers),
        order(order),
        stride(stride),
        k(0) {}

  // Before the first sample of a launch: all in order.
  __device__ __forceinline__ void begin() {
    if (draw != WITHOUT_REPLACEMENT) return;
    for (int i = 0; i < population; i++) order[i * stride] = i;
  }

  // A new step begins at x.
  __device__ __forceinline__ void at(const double*) { k = 0; }

  // The next sample's gradient there.
  __device__ __forceinline__ void sample(const double* x, Stream& random, double* g) {
    double room[D + 1];
    const double* z = next(random, room);
    switch (loss) {
      case DEEP_LINEAR: return deep_linear<D>(widths, layers, x, z, g);
      case DIAGONAL_LINEAR: return diagonal_linear<D>(layers, x, d, z, g);
      case DIFFERENCE_OF_SQUARES: return difference_of_squares(x, z, g);
      case RELU_NEURON: return relu_neuron(x, inputs, z, g);
      case ANGLE_LOSS: return angle_loss(x, z, g);
      default: return sphere_loss<D>(x, d, z, g);
    }
  }

  // It shows nothing of its own.
  __device__ __forceinline__ double measure(int, const double*, const double*) const { return 0; }

 private:
  // The next sample; in `room` where it is in no table.
  __device__ __forceinline__ const double* next(Stream& random, double* room) {
    switch (draw) {
      case WITH_REPLACEMENT: return numbers + (long long)index_below(population, random) * row;
      case WITHOUT_REPLACEMENT: return numbers + (long long)next_place(random) * row;
      default: {
        double y = 0;
        for (int j = 0; j < inputs; j++) {
          room[j] = normal(random);
          y += numbers[j] * room[j];
        }
        room[inputs] = y + numbers[inputs] * normal(random);
        return room;
      }
    }
  }

  // Place k of a shuffle of Fisher and Yates. A place that was taken remembers with which it changed, so that after the
  // last sample of a batch all are put back in order, the latest change first.
  __device__ __forceinline__ int next_place(Stream& random) {
    int other = k + index_below(population - k, random);
    int chosen = order[other * stride];
    order[other * stride] = order[k * stride];
    order[k * stride] = other;
    if (++k == batch)
      while (k-- > 0) {
        int changed = order[k * stride];
        order[k * stride] = k;
        order[changed * stride] = changed;
      }
    return chosen;
  }
};
