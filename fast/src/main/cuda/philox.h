// The streams of random numbers of org.noiseproof.random.RandomStream, one a thread, in registers.
#pragma once
#include "noiseproof.h"

// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011): two 64-bit
// numbers of the counter (index, 0, replicate).
static __device__ __forceinline__ void philox(u64 key, u64 replicate, unsigned index, u64& even, u64& odd) {
  unsigned k0 = (unsigned)key, k1 = (unsigned)(key >> 32);
  unsigned c0 = index, c1 = 0, c2 = (unsigned)replicate, c3 = (unsigned)(replicate >> 32);
#pragma unroll
  for (int round = 0; round < 10; round++) {
    unsigned high0 = __umulhi(0xD2511F53u, c0), low0 = 0xD2511F53u * c0;
    unsigned high1 = __umulhi(0xCD9E8D57u, c2), low1 = 0xCD9E8D57u * c2;
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  even = (u64)c1 << 32 | c0;
  odd = (u64)c3 << 32 | c2;
}

// Stream 0 of a replicate, read number by number. All threads are at the same number, so that no branch diverges.
struct Stream {
  u64 key, replicate, position, odd;

  __device__ __forceinline__ Stream(u64 key, u64 replicate, u64 position)
      : key(key), replicate(replicate), position(position), odd(0) {
    u64 even;
    if (position & 1) philox(key, replicate, (unsigned)(position >> 1), even, odd);
  }

  // The next 64 bits.
  __device__ __forceinline__ u64 next() {
    u64 bits = odd;
    if (!(position & 1)) philox(key, replicate, (unsigned)(position >> 1), bits, odd);
    position++;
    return bits;
  }

  // The next two numbers, for those who read nothing but twos.
  __device__ __forceinline__ void two(u64& first, u64& second) {
    philox(key, replicate, (unsigned)(position >> 1), first, second);
    position += 2;
  }
};

// Uniform on (0, 1): (i + 1/2) 2^-52, i the upper 52 bits, exactly.
static __device__ __forceinline__ double uniform(u64 bits) {
  return __longlong_as_double((long long)(bits >> 12 | 0x3FF0000000000000ull)) - 0x1.fffffffffffffp-1;
}
