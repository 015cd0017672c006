// Kernels with one mistake each, and others without, for the tests of what the emulation sees.
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

// The sum of 64 entries, added to each time and again, through two slots, as sum_of_team has it but for its second pair:
// a warp that runs ahead writes the next sum where another has not yet read the last.
KERNEL reused(const double* x, int n, double* y) {
  __shared__ double slots[2];
  double mine = threadIdx.x < n ? x[threadIdx.x] : 0;
  for (int turn = 0; turn < 64; turn++) {
    double sum = mine;
    for (int lane = 16; lane > 0; lane /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, lane);
    if (threadIdx.x % 32 == 0) slots[threadIdx.x / 32] = sum;
    __syncthreads();
    mine += slots[0] + slots[1];
  }
  if (threadIdx.x < n) y[threadIdx.x] = mine;
}

// The same, with two pairs of slots in turn.
KERNEL alternating(const double* x, int n, double* y) {
  __shared__ double slots[4];
  double mine = threadIdx.x < n ? x[threadIdx.x] : 0;
  for (int turn = 0; turn < 64; turn++) {
    double sum = mine;
    for (int lane = 16; lane > 0; lane /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, lane);
    if (threadIdx.x % 32 == 0) slots[turn % 2 * 2 + threadIdx.x / 32] = sum;
    __syncthreads();
    mine += slots[turn % 2 * 2] + slots[turn % 2 * 2 + 1];
  }
  if (threadIdx.x < n) y[threadIdx.x] = mine;
}

// Adds to what nobody has written.
KERNEL unwritten(const double* x, int n, double* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] += x[i];
}
