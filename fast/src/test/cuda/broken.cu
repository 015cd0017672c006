// Kernels with one mistake each, and two without, for the tests of what the emulation sees.
#define KERNEL extern "C" __global__ void

// y[i] = x[i] + 1, as it should be.
KERNEL right(const double* x, int n, double* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = x[i] + 1;
}

// Half of the threads never come to the barrier.
KERNEL divergent(const double* x, int n, double* y) {
  if (threadIdx.x % 2 == 0) __syncthreads();
  if (threadIdx.x < n) y[threadIdx.x] = x[threadIdx.x];
}

// Writes one entry too many.
KERNEL beyond(const double* x, int n, double* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i <= n) y[i] = 1;
}

// Each thread reads what its neighbour writes; n threads, at most 64.
KERNEL racing(const double* x, int n, double* y) {
  __shared__ double room[64];
  room[threadIdx.x] = 0;
  __syncthreads();
  room[threadIdx.x] = x[threadIdx.x];
  y[threadIdx.x] = room[(threadIdx.x + 1) % n];
}

// The same, with the barrier that is missing there.
KERNEL orderly(const double* x, int n, double* y) {
  __shared__ double room[64];
  room[threadIdx.x] = 0;
  __syncthreads();
  room[threadIdx.x] = x[threadIdx.x];
  __syncthreads();
  y[threadIdx.x] = room[(threadIdx.x + 1) % n];
}

// Adds to what nobody has written.
KERNEL unwritten(const double* x, int n, double* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] += x[i];
}
