// Compiles a .cu as plain C++17. The threads of a block are fibers that take turns in an order drawn anew for every
// round, and warps rest for many rounds while others run ahead, so that what depends on the order of threads is seen to
// change.
#pragma once
#include <setjmp.h>
#include <ucontext.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __shared__ static thread_local
#define __constant__ static const

struct uint3 {
  unsigned x = 0, y = 0, z = 0;
};
struct dim3 {
  unsigned x = 1, y = 1, z = 1;
};

static thread_local uint3 threadIdx, blockIdx;
static thread_local dim3 blockDim, gridDim;
static const int warpSize = 32;

using std::abs;
using std::fabs;
using std::fma;
using std::sqrt;

static inline double __fma_rn(double a, double b, double c) { return std::fma(a, b, c); }
static inline float __fmaf_rn(float a, float b, float c) { return std::fmaf(a, b, c); }
static inline unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)(((uint64_t)a * b) >> 32); }
static inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  return (unsigned long long)(((unsigned __int128)a * b) >> 64);
}
static inline long long __double_as_longlong(double x) {
  long long bits;
  memcpy(&bits, &x, 8);
  return bits;
}
static inline double __longlong_as_double(long long bits) {
  double x;
  memcpy(&x, &bits, 8);
  return x;
}
static inline int __float_as_int(float x) {
  int bits;
  memcpy(&bits, &x, 4);
  return bits;
}
static inline float __int_as_float(int bits) {
  float x;
  memcpy(&x, &bits, 4);
  return x;
}

namespace host {

enum class Wait { NOTHING, WARP, BLOCK, FOREVER };

// One thread of the block. Its stack outlives the thread: the next one is run on it.
struct Fiber {
  ucontext_t start;
  jmp_buf here;
  std::unique_ptr<char[]> stack;
  unsigned index = 0;
  Wait wait = Wait::NOTHING;
  bool begun = false;
  uint64_t exchanged = 0;
};

using Invoke = void (*)(void**);

struct Block {
  std::vector<std::unique_ptr<Fiber>> fibers;
  Fiber* running = nullptr;
  jmp_buf scheduler;
  ucontext_t back;
  Invoke kernel = nullptr;
  void** arguments = nullptr;
};

static thread_local Block block;
static const size_t STACK = 128 << 10;

static inline void place(unsigned index) {
  threadIdx.x = index % blockDim.x;
  threadIdx.y = index / blockDim.x % blockDim.y;
  threadIdx.z = index / (blockDim.x * blockDim.y);
}

// A fiber's first and only function: a thread, and then, when it is asked again, the next thread.
static void live() {
  for (;;) {
    block.kernel(block.arguments);
    Fiber* me = block.running;
    me->wait = Wait::FOREVER;
    if (_setjmp(me->here) == 0) _longjmp(block.scheduler, 1);
  }
}

static inline void resume(Fiber* fiber) {
  block.running = fiber;
  fiber->wait = Wait::NOTHING;
  place(fiber->index);
  if (_setjmp(block.scheduler) != 0) return;
  if (fiber->begun) _longjmp(fiber->here, 1);
  fiber->begun = true;
  getcontext(&fiber->start);
  fiber->stack.reset(new char[STACK]);
  fiber->start.uc_stack.ss_sp = fiber->stack.get();
  fiber->start.uc_stack.ss_size = STACK;
  fiber->start.uc_link = nullptr;
  makecontext(&fiber->start, live, 0);
  setcontext(&fiber->start);
}

static inline void pause(Wait wait) {
  Fiber* me = block.running;
  me->wait = wait;
  if (_setjmp(me->here) == 0) _longjmp(block.scheduler, 1);
}

// The other lane's value: all lanes of the warp give theirs, then all look.
static inline uint64_t exchange(uint64_t mine, unsigned lane) {
  unsigned me = block.running->index;
  block.running->exchanged = mine;
  pause(Wait::WARP);
  uint64_t theirs = block.fibers[me / 32 * 32 + lane % 32]->exchanged;
  pause(Wait::WARP);
  return theirs;
}

struct Order {
  uint64_t state;
  unsigned below(unsigned bound) {
    state += 0x9e3779b97f4a7c15ull;
    uint64_t z = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return (unsigned)(((z >> 32) * bound) >> 32);
  }
};

// Releases the threads [from, to) where all that are left of them wait for the same; whether any were.
static inline bool release(unsigned from, unsigned to, Wait wait) {
  unsigned waiting = 0, left = 0;
  for (unsigned i = from; i < to; i++) {
    if (block.fibers[i]->wait == Wait::FOREVER) continue;
    left++;
    if (block.fibers[i]->wait == wait) waiting++;
  }
  if (left == 0 || waiting < left) return false;
  // A barrier that some have left by returning is undefined on a device.
  if (left < to - from) return false;
  for (unsigned i = from; i < to; i++) block.fibers[i]->wait = Wait::NOTHING;
  return true;
}

// False where the threads do not all come to the same barrier.
static inline bool run(unsigned threads, Order& order) {
  while (block.fibers.size() < threads) block.fibers.emplace_back(new Fiber());
  std::vector<unsigned> turns(threads);
  for (unsigned i = 0; i < threads; i++) {
    turns[i] = i;
    block.fibers[i]->index = i;
    block.fibers[i]->wait = Wait::NOTHING;
  }
  uint32_t rests = 0;  // a bit a warp: others run ahead of it, from one barrier into the stretch after it
  for (unsigned left = threads; left > 0;) {
    for (unsigned i = threads; i > 1; i--) std::swap(turns[i - 1], turns[order.below(i)]);
    bool moved = false, rested = false;
    for (unsigned turn : turns) {
      Fiber* fiber = block.fibers[turn].get();
      if (fiber->wait != Wait::NOTHING) continue;
      if (rests >> (turn / 32) & 1) {
        rested = true;
        continue;
      }
      moved = true;
      resume(fiber);
      if (fiber->wait == Wait::FOREVER) left--;
    }
    if (left > 0) {
      for (unsigned w = 0; w < threads; w += 32) {
        unsigned end = w + 32 < threads ? w + 32 : threads;
        if (release(w, end, Wait::WARP)) moved = true;
      }
      if (release(0, threads, Wait::BLOCK)) moved = true;
    }
    if (!moved && !rested) return false;
    // Others rest now and then, and where only those that rest could go on; at times none does.
    if (!moved || order.below(32) == 0) rests = order.below(4) == 0 ? 0 : order.below(~0u);
  }
  return true;
}

// Every block of a grid in turn; 0 where all is well.
static inline int launch(Invoke kernel, dim3 grid, dim3 threads, void** arguments, uint64_t seed) {
  Order order{seed};
  block.kernel = kernel;
  block.arguments = arguments;
  gridDim = grid;
  blockDim = threads;
  for (unsigned z = 0; z < grid.z; z++)
    for (unsigned y = 0; y < grid.y; y++)
      for (unsigned x = 0; x < grid.x; x++) {
        blockIdx.x = x;
        blockIdx.y = y;
        blockIdx.z = z;
        if (!run(threads.x * threads.y * threads.z, order)) {
          // The fibers that wait for good are of no more use.
          block.fibers.clear();
          return 1;
        }
      }
  return 0;
}

template <auto F>
struct Call;
template <class... A, void (*F)(A...)>
struct Call<F> {
  template <size_t... I>
  static void with(void** p, std::index_sequence<I...>) {
    F(*static_cast<A*>(p[I])...);
  }
  static void run(void** p) { with(p, std::index_sequence_for<A...>{}); }
};

}  // namespace host

static inline void __syncthreads() { host::pause(host::Wait::BLOCK); }
static inline void __syncwarp(unsigned = 0xffffffffu) { host::pause(host::Wait::WARP); }

template <class T>
static inline T __shfl_xor_sync(unsigned, T value, int mask) {
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof(T));
  bits = host::exchange(bits, (host::block.running->index % 32) ^ (unsigned)mask);
  memcpy(&value, &bits, sizeof(T));
  return value;
}

template <class T>
static inline T __shfl_down_sync(unsigned, T value, unsigned delta) {
  unsigned lane = host::block.running->index % 32;
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof(T));
  bits = host::exchange(bits, lane + delta < 32 ? lane + delta : lane);
  memcpy(&value, &bits, sizeof(T));
  return value;
}

template <class T>
static inline T __shfl_sync(unsigned, T value, int from) {
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof(T));
  bits = host::exchange(bits, (unsigned)from);
  memcpy(&value, &bits, sizeof(T));
  return value;
}
