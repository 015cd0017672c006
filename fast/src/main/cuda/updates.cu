// The steps of optimizers that move every entry by itself, in one pass over memory. The operations and their order are
// those of the cpu backend's loops, to the bit; coefficients come rounded to T.
#include "entrywise.h"

// Parameters p, buffers, gradient; their successors; how many; where doubt is told.
#define NO_BUFFER(T) const T *p, const T *g, T *newP, long long d, int *doubt
#define ONE_BUFFER(T) const T *p, const T *b, const T *g, T *newP, T *newB, long long d, int *doubt
#define TWO_BUFFERS(T, G) \
  const T *p, const T *b, const T *c, const G *g, T *newP, T *newB, T *newC, long long d, int *doubt
#define THREE_BUFFERS(T)                                                                                   \
  const T *p, const T *b, const T *c, const T *e, const T *g, T *newP, T *newB, T *newC, T *newE, long long d, \
      int *doubt
#define ONE p, b, g, newP, newB, d, doubt
#define TWO p, b, c, g, newP, newB, newC, d, doubt
#define THREE p, b, c, e, g, newP, newB, newC, newE, d, doubt

template <class T>
static __device__ __forceinline__ bool against(T a, T b) {
  return (a < T(0) && b > T(0)) || (a > T(0) && b < T(0));
}

template <class T>
static __device__ __forceinline__ T sign(T x) {
  return x > T(0) ? T(1) : x < T(0) ? T(-1) : x;
}

// Whether 4 s in a moment that is multiplied by `rate` and divided by D is nothing beside the parameter or 4 s, with
// room for the rounding of this very test.
template <class T>
static __device__ __forceinline__ bool harmless(T rate, T divisor, T parameter) {
  T beside = larger(fabs(parameter) * Limits<T>::BESIDE, T(1));
  return rate <= beside * smaller(divisor, T(1)) * T(0.5) && divisor * Limits<T>::TINY <= T(0.5);
}

// SGD: h = fma(decay, p, g), b' = fma(momentum, b, fresh h), p' = fma(back, fma(buffered, b', direct h), p).
template <class T>
static __device__ __forceinline__ void momentum(const T* p, const T* b, const T* g, T* newP, T* newB, long long d,
                                                int* doubt, T back, T mu, T fresh, T decay, T buffered, T direct) {
  const T* const from[] = {p, b};
  T* const to[] = {newP, newB};
  each(from, g, to, d, doubt, [=](const T(&x)[2], T g, T(&y)[2]) {
    T decayed = fma(decay, x[0], g);
    T average = fma(mu, x[1], fresh * decayed);
    T update = fma(buffered, average, direct * decayed);
    y[0] = fma(back, update, x[0]);
    y[1] = average;
    return true;
  });
}

// SGD without a buffer: p' = fma(back, fma(decay, p, g), p).
template <class T>
static __device__ __forceinline__ void descend(const T* p, const T* g, T* newP, long long d, int* doubt, T back,
                                               T decay) {
  const T* const from[] = {p};
  T* const to[] = {newP};
  each(from, g, to, d, doubt, [=](const T(&x)[1], T g, T(&y)[1]) {
    y[0] = fma(back, fma(decay, x[0], g), x[0]);
    return true;
  });
}

// Sign SGD: b' = fma(mu, b, fresh g), p' = fma(back, s, p) with the sign s of the average as a real number: that of its
// terms where they agree, else that of b' where it is beyond `error` times their sizes.
template <class T>
static __device__ __forceinline__ void sign_of_average(const T* p, const T* b, const T* g, T* newP, T* newB,
                                                       long long d, int* doubt, T back, T mu, T fresh, T remembers,
                                                       T error) {
  const T* const from[] = {p, b};
  T* const to[] = {newP, newB};
  each(from, g, to, d, doubt, [=](const T(&x)[2], T g, T(&y)[2]) {
    T old = remembers != T(0) ? x[1] : T(0);
    T average = fma(mu, x[1], fresh * g);
    T terms = fabs(mu * x[1]) + fabs(fresh * g);
    bool apart = against(old, g);
    T s = apart ? sign(average) : old != T(0) ? sign(old) : g != T(0) ? sign(g) : T(0);
    y[0] = fma(back, s, x[0]);
    y[1] = average;
    return !apart || (fabs(average) > error * terms && fabs(average) >= Limits<T>::TINY);
  });
}

// RMSprop, Adagrad: v' = fma(kept, v, (fresh g) g), p' = fma(back, g / (sqrt(v') + eps), p).
template <class T>
static __device__ __forceinline__ void squares(const T* p, const T* v, const T* g, T* newP, T* newV, long long d,
                                               int* doubt, T kept, T fresh, T back, T epsilon, T rate, T least) {
  const T* const from[] = {p, v};
  T* const to[] = {newP, newV};
  each(from, g, to, d, doubt, [=](const T(&x)[2], T g, T(&y)[2]) {
    T second = fma(kept, x[1], (fresh * g) * g);
    T divisor = sqrt(second) + epsilon;
    y[0] = fma(back, g / divisor, x[0]);
    y[1] = second;
    return g == T(0) || (second >= least && harmless(rate, divisor, y[0]));
  });
}

// Adadelta: v' = fma(kept, v, (fresh g) g), D = sqrt((u + eps) / (v' + eps)) g, u' = fma(kept, u, (fresh D) D),
// p' = fma(back, D, p). `exact` is from where on v' + eps is, and `still` says that eps is 0.
template <class T>
static __device__ __forceinline__ void steps(const T* p, const T* v, const T* u, const T* g, T* newP, T* newV, T* newU,
                                             long long d, int* doubt, T kept, T fresh, T back, T epsilon, T beneath,
                                             T rate, T exact, T still) {
  const T* const from[] = {p, v, u};
  T* const to[] = {newP, newV, newU};
  each(from, g, to, d, doubt, [=](const T(&x)[3], T g, T(&y)[3]) {
    T second = fma(kept, x[1], (fresh * g) * g);
    T above = x[2] + epsilon;
    T quotient = above / (second + beneath);
    T delta = sqrt(quotient) * g;
    y[0] = fma(back, delta, x[0]);
    y[1] = second;
    y[2] = fma(kept, x[2], (fresh * delta) * delta);
    bool root = second + epsilon >= exact &&
                (quotient >= T(4) * Limits<T>::TINY || (above == T(0) && still != T(0)));
    return g == T(0) || (root && harmless(rate, T(1), y[0]));
  });
}

// Adam, NAdam, AdaBelief: e = fma(away, m, g), m' = fma(beta1, m, fresh1 g),
// v' = fma(beta2, v, fma(fresh2 e, e, added)), n = fma(buffered, m', direct g), D = fma(root, sqrt(v'), eps),
// p' = fma(back, n / D, fma(shrink, p, p)).
template <class T, class G>
static __device__ __forceinline__ void moments(const T* p, const T* m, const T* v, const G* g, T* newP, T* newM,
                                               T* newV, long long d, int* doubt, T beta1, T fresh1, T beta2,
                                               T fresh2, T back, T root, T epsilon, T away, T added, T buffered,
                                               T direct, T shrink, T rate, T least) {
  const T* const from[] = {p, m, v};
  T* const to[] = {newP, newM, newV};
  each(from, g, to, d, doubt, [=](const T(&x)[3], T g, T(&y)[3]) {
    T apart = fma(away, x[1], g);
    T first = fma(beta1, x[1], fresh1 * g);
    T second = fma(beta2, x[2], fma(fresh2 * apart, apart, added));
    T ahead = fma(buffered, first, direct * g);
    T divisor = fma(root, sqrt(second), epsilon);
    y[0] = fma(back, ahead / divisor, fma(shrink, x[0], x[0]));
    y[1] = first;
    y[2] = second;
    bool moves = g != T(0) || x[1] != T(0);
    return !moves || (second >= least && harmless(rate, divisor, y[0]));
  });
}

// Amsgrad: as Adam, with w' = max(w, v') under the root.
template <class T>
static __device__ __forceinline__ void amsgrad(const T* p, const T* m, const T* v, const T* w, const T* g, T* newP,
                                               T* newM, T* newV, T* newW, long long d, int* doubt, T beta1, T fresh1,
                                               T beta2, T fresh2, T back, T root, T epsilon, T rate, T least) {
  const T* const from[] = {p, m, v, w};
  T* const to[] = {newP, newM, newV, newW};
  each(from, g, to, d, doubt, [=](const T(&x)[4], T g, T(&y)[4]) {
    T first = fma(beta1, x[1], fresh1 * g);
    T second = fma(beta2, x[2], (fresh2 * g) * g);
    T largest = second >= x[3] ? second : x[3];
    T divisor = fma(root, sqrt(largest), epsilon);
    y[0] = fma(back, first / divisor, x[0]);
    y[1] = first;
    y[2] = second;
    y[3] = largest;
    bool moves = g != T(0) || x[1] != T(0);
    return !moves || (largest >= least && harmless(rate, divisor, y[0]));
  });
}

// AdaMax: u' = max(beta2 u, |g| + eps), p' = fma(back, m' / max(u', the smallest normal number), p).
template <class T>
static __device__ __forceinline__ void adamax(const T* p, const T* m, const T* u, const T* g, T* newP, T* newM, T* newU,
                                              long long d, int* doubt, T beta1, T fresh1, T beta2, T back, T epsilon,
                                              T rate) {
  const T* const from[] = {p, m, u};
  T* const to[] = {newP, newM, newU};
  each(from, g, to, d, doubt, [=](const T(&x)[3], T g, T(&y)[3]) {
    T first = fma(beta1, x[1], fresh1 * g);
    T size = fabs(g) + epsilon;
    T kept = beta2 * x[2];
    T norm = size >= kept ? size : kept;
    y[0] = fma(back, first / larger(norm, Limits<T>::TINY), x[0]);
    y[1] = first;
    y[2] = norm;
    bool moves = g != T(0) || x[1] != T(0);
    return !moves || (norm >= Limits<T>::TINY && harmless(rate, norm, y[0]));
  });
}

// Lion: c = fma(beta1, m, fresh1 g), B = 16 (beta1 |m| + fresh1 |g|), s = sign((c + B) - B),
// m' = fma(beta2, m, fresh2 g), p' = fma(back, s, fma(shrink, p, p)).
template <class T>
static __device__ __forceinline__ void lion(const T* p, const T* m, const T* g, T* newP, T* newM, long long d,
                                            int* doubt, T beta1, T fresh1, T beta2, T fresh2, T back, T shrink,
                                            T ruler1, T rulerFresh) {
  const T* const from[] = {p, m};
  T* const to[] = {newP, newM};
  each(from, g, to, d, doubt, [=](const T(&x)[2], T g, T(&y)[2]) {
    T average = fma(beta1, x[1], fresh1 * g);
    T ruler = fma(ruler1, fabs(x[1]), rulerFresh * fabs(g));
    T s = sign((average + ruler) - ruler);
    y[0] = fma(back, s, fma(shrink, x[0], x[0]));
    y[1] = fma(beta2, x[1], fresh2 * g);
    bool moves = g != T(0) || x[1] != T(0);
    // The ruler is 16 times the sizes of the terms; either test leaves room for its own rounding.
    bool sure = against(x[1], g) ? ruler >= T(32) * (Limits<T>::TINY / Limits<T>::ROUNDOFF) &&
                                       fabs(average) > T(4) * Limits<T>::ROUNDOFF * ruler
                                 : ruler >= T(64) * Limits<T>::LOST;
    return !moves || sure;
  });
}

// What the host launches.
KERNEL update_momentum_f64(ONE_BUFFER(double), double back, double mu, double fresh, double decay, double buffered,
                           double direct) {
  momentum(ONE, back, mu, fresh, decay, buffered, direct);
}
KERNEL update_momentum_f32(ONE_BUFFER(float), float back, float mu, float fresh, float decay, float buffered,
                           float direct) {
  momentum(ONE, back, mu, fresh, decay, buffered, direct);
}
KERNEL update_descend_f64(NO_BUFFER(double), double back, double decay) {
  descend(p, g, newP, d, doubt, back, decay);
}
KERNEL update_descend_f32(NO_BUFFER(float), float back, float decay) { descend(p, g, newP, d, doubt, back, decay); }
KERNEL update_sign_f64(ONE_BUFFER(double), double back, double mu, double fresh, double remembers, double error) {
  sign_of_average(ONE, back, mu, fresh, remembers, error);
}
KERNEL update_sign_f32(ONE_BUFFER(float), float back, float mu, float fresh, float remembers, float error) {
  sign_of_average(ONE, back, mu, fresh, remembers, error);
}
KERNEL update_squares_f64(ONE_BUFFER(double), double kept, double fresh, double back, double epsilon, double rate,
                          double least) {
  squares(ONE, kept, fresh, back, epsilon, rate, least);
}
KERNEL update_squares_f32(ONE_BUFFER(float), float kept, float fresh, float back, float epsilon, float rate,
                          float least) {
  squares(ONE, kept, fresh, back, epsilon, rate, least);
}
KERNEL update_steps_f64(TWO_BUFFERS(double, double), double kept, double fresh, double back, double epsilon,
                        double beneath, double rate, double exact, double still) {
  steps(TWO, kept, fresh, back, epsilon, beneath, rate, exact, still);
}
KERNEL update_steps_f32(TWO_BUFFERS(float, float), float kept, float fresh, float back, float epsilon, float beneath,
                        float rate, float exact, float still) {
  steps(TWO, kept, fresh, back, epsilon, beneath, rate, exact, still);
}
KERNEL update_moments_f64(TWO_BUFFERS(double, double), double beta1, double fresh1, double beta2, double fresh2,
                          double back, double root, double epsilon, double away, double added, double buffered,
                          double direct, double shrink, double rate, double least) {
  moments(TWO, beta1, fresh1, beta2, fresh2, back, root, epsilon, away, added, buffered, direct, shrink, rate, least);
}
KERNEL update_moments_f32(TWO_BUFFERS(float, float), float beta1, float fresh1, float beta2, float fresh2, float back,
                          float root, float epsilon, float away, float added, float buffered, float direct,
                          float shrink, float rate, float least) {
  moments(TWO, beta1, fresh1, beta2, fresh2, back, root, epsilon, away, added, buffered, direct, shrink, rate, least);
}
KERNEL update_moments_bf16(TWO_BUFFERS(float, unsigned short), float beta1, float fresh1, float beta2, float fresh2,
                           float back, float root, float epsilon, float away, float added, float buffered,
                           float direct, float shrink, float rate, float least) {
  moments(TWO, beta1, fresh1, beta2, fresh2, back, root, epsilon, away, added, buffered, direct, shrink, rate, least);
}
KERNEL update_amsgrad_f64(THREE_BUFFERS(double), double beta1, double fresh1, double beta2, double fresh2,
                          double back, double root, double epsilon, double rate, double least) {
  amsgrad(THREE, beta1, fresh1, beta2, fresh2, back, root, epsilon, rate, least);
}
KERNEL update_amsgrad_f32(THREE_BUFFERS(float), float beta1, float fresh1, float beta2, float fresh2, float back,
                          float root, float epsilon, float rate, float least) {
  amsgrad(THREE, beta1, fresh1, beta2, fresh2, back, root, epsilon, rate, least);
}
KERNEL update_adamax_f64(TWO_BUFFERS(double, double), double beta1, double fresh1, double beta2, double back,
                         double epsilon, double rate) {
  adamax(TWO, beta1, fresh1, beta2, back, epsilon, rate);
}
KERNEL update_adamax_f32(TWO_BUFFERS(float, float), float beta1, float fresh1, float beta2, float back, float epsilon,
                         float rate) {
  adamax(TWO, beta1, fresh1, beta2, back, epsilon, rate);
}
KERNEL update_lion_f64(ONE_BUFFER(double), double beta1, double fresh1, double beta2, double fresh2, double back,
                       double shrink, double ruler1, double rulerFresh) {
  lion(ONE, beta1, fresh1, beta2, fresh2, back, shrink, ruler1, rulerFresh);
}
KERNEL update_lion_f32(ONE_BUFFER(float), float beta1, float fresh1, float beta2, float fresh2, float back,
                       float shrink, float ruler1, float rulerFresh) {
  lion(ONE, beta1, fresh1, beta2, fresh2, back, shrink, ruler1, rulerFresh);
}
