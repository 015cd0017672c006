// org.noiseproof.random.Elementary, operation by operation: the same bits. Its Javadoc says how they work.
#pragma once
#include "noiseproof.h"

// The sign of the highest bit on a magnitude.
static __device__ __forceinline__ double with_sign(double magnitude, u64 bits) {
  return __longlong_as_double((long long)((u64)__double_as_longlong(magnitude) | (bits & 0x8000000000000000ull)));
}

static const double LN2_HIGH = 0x1.62e42fefa38p-1;
static const double LN2_LOW = 0x1.ef35793c7673p-45;

// A polynomial, the coefficient of the highest power first, by Horner's rule.
template <int N>
static __device__ __forceinline__ double series(const double (&coefficients)[N], double z) {
  double sum = coefficients[0];
#pragma unroll
  for (int i = 1; i < N; i++) sum = fma(sum, z, coefficients[i]);
  return sum;
}

// ln x of a positive normal number, to twice the precision.
static __device__ __forceinline__ double logarithm(double x, double& low_part) {
  const double atanh_series[] = {2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15,
                                 2.0 / 13, 2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5};
  const double two_thirds = 2.0 / 3, two_thirds_low = 0x1.5555555555555p-55;
  u64 bits = (u64)__double_as_longlong(x);
  int exponent = (int)((bits - 0x3fe6a09e667f3bcdull + (1536ull << 52)) >> 52) - 1536;
  double m = __longlong_as_double((long long)(bits - ((u64)(long long)exponent << 52)));
  double k = (double)exponent;
  double f = m - 1;
  double sum = m + 1;
  double sum_low = f - (sum - 2);
  double inverse = 1 / sum;
  double s = f * inverse;
  double s_low = inverse * (fma(-s, sum, f) - s * sum_low);
  double z = s * s;
  double z_low = fma(s, s, -z) + 2 * s * s_low;
  double tail = z * series(atanh_series, z);
  double a = two_thirds + tail;
  double a_low = (two_thirds - a) + tail + two_thirds_low;
  double c = z * a;
  double c_low = fma(z, a, -c) + z * a_low + z_low * a;
  double b = 2 + c;
  double b_low = (2 - b) + c + c_low;
  double l = s * b;
  double l_low = fma(s, b, -l) + s * b_low + s_low * b;
  double whole = k * LN2_HIGH;
  double high = whole + l;
  double low = (whole - high) + l + fma(k, LN2_LOW, l_low);
  double rounded = high + low;
  low_part = (high - rounded) + low;
  return rounded;
}

// ln x of a positive normal number.
static __device__ __forceinline__ double log_of(double x) {
  double low;
  return logarithm(x, low);
}

static __device__ __forceinline__ double power_of_two(int k) {
  return __longlong_as_double((long long)(k + 1023) << 52);
}

// e to x + low.
static __device__ __forceinline__ double exponential(double x, double low) {
  const double exp_series[] = {1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0,
                               1.0 / 362880.0,     1.0 / 40320.0,     1.0 / 5040.0,     1.0 / 720.0,
                               1.0 / 120.0,        1.0 / 24.0,        1.0 / 6.0,        1.0 / 2.0};
  double t = larger(smaller(x, 800.0), -800.0);
  double shifted = fma(t, 0x1.71547652b82fep0, 0x1.8p52);
  double n = shifted - 0x1.8p52;
  int k = (int)(__double_as_longlong(shifted) - __double_as_longlong(0x1.8p52));
  double first = fma(-n, LN2_HIGH, t);
  double second = fma(-n, LN2_LOW, low);
  double r = first + second;
  double r_low = (first - r) + second;
  double e = 1 + (r + fma(r * r, series(exp_series, r), r_low));
  int half = ((k + 1536) >> 1) - 768;
  return e * power_of_two(half) * power_of_two(k - half);
}

// x^y of a positive normal number.
static __device__ __forceinline__ double power_of(double x, double y) {
  double low;
  double high = logarithm(x, low);
  double power = larger(smaller(y, 0x1p70), -0x1p70);
  double product = power * high;
  return exponential(product, fma(power, high, -product) + power * low);
}

// sin(pi x), |x| <= 1.
static __device__ __forceinline__ double sin_pi(double x) {
  const double sine_series[] = {0x1.aaec32af93359p-21, -0x1.6fadb9f155744p-16, 0x1.e8f434d018d63p-12,
                                -0x1.e3074fde8871fp-8, 0x1.50783487ee782p-4,   -0x1.32d2cce62bd86p-1,
                                0x1.466bc6775aae2p1,   -0x1.4abbce625be53p2};
  const double cosine_series[] = {0x1.20c62c2f2d7f5p-18, -0x1.b6e24f44b128fp-14, 0x1.f9d38a3763cc3p-10,
                                  -0x1.a6d1f2a204a8cp-6, 0x1.e1f506891babbp-3,   -0x1.55d3c7e3cbffap0,
                                  0x1.03c1f081b5ac4p2,   -0x1.3bd3cc9be45dep2};
  const double pi = 0x1.921fb54442d18p1, pi_low = 0x1.1a62633145c07p-53;
  double a = fabs(x);
  double folded = smaller(a, 1 - a);
  bool near = folded <= 0.25;
  double b = near ? folded : 0.5 - folded;
  double z = b * b;
  double sine = fma(b, pi, b * fma(z, series(sine_series, z), pi_low));
  double cosine = fma(z, series(cosine_series, z), 1.0);
  return with_sign(fabs(near ? sine : cosine), (u64)__double_as_longlong(x));
}

// cos(pi x), |x| <= 1.
static __device__ __forceinline__ double cos_pi(double x) { return sin_pi(0.5 - fabs(x)); }
