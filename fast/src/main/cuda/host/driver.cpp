// What the backend needs of the CUDA driver API, on the host: stands in for libcuda.so.1 where there is no GPU.
// A "module" is a library made of kernels.cpp. Device memory is host memory with a rim on either side that every
// launch looks at, and starts as NaN, so that a kernel that writes too far or reads what nobody wrote is seen.
#include <dlfcn.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

namespace {

const int SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, INVALID_CONTEXT = 201, INVALID_PTX = 218,
          FILE_NOT_FOUND = 301, NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, LAUNCH_FAILED = 719;
const size_t RIM = 64;
const unsigned char RIM_BYTE = 0xa5;

using Launch = int (*)(const char*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void**, uint64_t);
using Kernels = const char* (*)();

struct Module {
  void* library;
  Launch launch;
  std::string names;
};
struct Function {
  Module* module;
  std::string name;
};

std::mutex lock;
std::map<uintptr_t, size_t> memory;
size_t used = 0;
size_t capacity = (size_t)4 << 30;
int broken = SUCCESS;       // once a launch has failed, all else does, as in a CUDA context
long launchesLeft = -1;     // until the device is lost; negative: never
std::atomic<uint64_t> launches{0};
uint64_t schedule = 0;
thread_local bool current = false;  // as a context is: each thread has to ask for it

// What a call that needs a context comes to before it has begun.
int state() { return current ? broken : INVALID_CONTEXT; }

unsigned char* start(uintptr_t pointer) { return (unsigned char*)pointer - RIM; }

bool whole(uintptr_t pointer, size_t size) {
  const unsigned char* before = start(pointer);
  const unsigned char* after = (unsigned char*)pointer + size;
  for (size_t i = 0; i < RIM; i++)
    if (before[i] != RIM_BYTE || after[i] != RIM_BYTE) return false;
  return true;
}

bool inside(uintptr_t pointer, size_t size) {
  auto next = memory.upper_bound(pointer);
  if (next == memory.begin()) return false;
  --next;
  return pointer - next->first <= next->second && size <= next->second - (pointer - next->first);
}

}  // namespace

extern "C" {

// The emulation's own switches, for tests of what happens when things go wrong.
void noiseproof_capacity(unsigned long long bytes) { capacity = bytes; }
void noiseproof_lose_after(long long count) { launchesLeft = count; }
void noiseproof_repair() { broken = SUCCESS; launchesLeft = -1; }
void noiseproof_schedule(unsigned long long seed) { schedule = seed; }

int cuInit(unsigned) { return SUCCESS; }
int cuDriverGetVersion(int* version) { *version = 0; return SUCCESS; }
int cuDeviceGetCount(int* count) { *count = 1; return SUCCESS; }
int cuDeviceGet(int* device, int) { *device = 0; return SUCCESS; }
int cuDeviceGetName(char* name, int length, int) { snprintf(name, length, "host emulation"); return SUCCESS; }
int cuDeviceGetAttribute(int* value, int attribute, int) {
  const int MULTIPROCESSORS = 16, MAJOR = 75, MINOR = 76, SHARED_OPT_IN = 97;
  *value = attribute == MAJOR ? 7 : attribute == MINOR ? 5 : attribute == MULTIPROCESSORS ? 1
           : attribute == SHARED_OPT_IN ? 48 << 10 : 1;
  return SUCCESS;
}
int cuDeviceTotalMem_v2(size_t* bytes, int) { *bytes = capacity; return SUCCESS; }
int cuDevicePrimaryCtxRetain(void** context, int) { *context = (void*)1; return broken; }
int cuDevicePrimaryCtxRelease_v2(int) { return SUCCESS; }
int cuCtxSetCurrent(void* context) { current = context != nullptr; return SUCCESS; }
int cuCtxSynchronize() { return state(); }
int cuMemGetInfo_v2(size_t* free, size_t* total) {
  std::lock_guard<std::mutex> held(lock);
  *free = capacity > used ? capacity - used : 0;
  *total = capacity;
  return state();
}

int cuModuleLoadData(void**, const void*) { return INVALID_PTX; }
int cuModuleLoad(void** module, const char* path) {
  if (int error = state()) return error;
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return FILE_NOT_FOUND;
  }
  auto launch = (Launch)dlsym(library, "host_launch");
  auto kernels = (Kernels)dlsym(library, "host_kernels");
  if (!launch || !kernels) return INVALID_VALUE;
  *module = new Module{library, launch, std::string("\n") + kernels()};
  return SUCCESS;
}
int cuModuleUnload(void* module) { delete (Module*)module; return SUCCESS; }
int cuModuleGetFunction(void** function, void* module, const char* name) {
  auto* from = (Module*)module;
  if (from->names.find(std::string("\n") + name + "\n") == std::string::npos) return NOT_FOUND;
  *function = new Function{from, name};
  return SUCCESS;
}

int cuMemAlloc_v2(unsigned long long* pointer, size_t size) {
  std::lock_guard<std::mutex> held(lock);
  if (int error = state()) return error;
  if (size == 0) return INVALID_VALUE;
  if (size > capacity - (used < capacity ? used : capacity)) return OUT_OF_MEMORY;
  // As a device does, on 256 bytes.
  size_t bytes = (size + 2 * RIM + 511) / 256 * 256 + 256;
  auto* block = (unsigned char*)aligned_alloc(256, bytes);
  if (!block) return OUT_OF_MEMORY;
  unsigned char* data = block + 256;
  memset(data - RIM, RIM_BYTE, RIM);
  memset(data, 0xff, size);
  memset(data + size, RIM_BYTE, RIM);
  memory[(uintptr_t)data] = size;
  used += size;
  *pointer = (uintptr_t)data;
  return SUCCESS;
}
int cuMemFree_v2(unsigned long long pointer) {
  std::lock_guard<std::mutex> held(lock);
  if (!current) return INVALID_CONTEXT;
  auto found = memory.find((uintptr_t)pointer);
  if (found == memory.end()) return INVALID_VALUE;
  bool intact = whole(found->first, found->second);
  used -= found->second;
  free((unsigned char*)found->first - 256);
  memory.erase(found);
  return intact ? SUCCESS : (broken = ILLEGAL_ADDRESS);
}
int cuMemcpyHtoD_v2(unsigned long long to, const void* from, size_t size) {
  std::lock_guard<std::mutex> held(lock);
  if (int error = state()) return error;
  if (!inside((uintptr_t)to, size)) return INVALID_VALUE;
  memcpy((void*)to, from, size);
  return SUCCESS;
}
int cuMemcpyDtoH_v2(void* to, unsigned long long from, size_t size) {
  std::lock_guard<std::mutex> held(lock);
  if (int error = state()) return error;
  if (!inside((uintptr_t)from, size)) return INVALID_VALUE;
  memcpy(to, (void*)from, size);
  return SUCCESS;
}
int cuMemcpyDtoD_v2(unsigned long long to, unsigned long long from, size_t size) {
  std::lock_guard<std::mutex> held(lock);
  if (int error = state()) return error;
  if (!inside((uintptr_t)to, size) || !inside((uintptr_t)from, size)) return INVALID_VALUE;
  memmove((void*)to, (void*)from, size);
  return SUCCESS;
}
int cuMemsetD8_v2(unsigned long long to, unsigned char value, size_t size) {
  std::lock_guard<std::mutex> held(lock);
  if (int error = state()) return error;
  if (!inside((uintptr_t)to, size)) return INVALID_VALUE;
  memset((void*)to, value, size);
  return SUCCESS;
}

int cuLaunchKernel(void* function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, void*, void** arguments, void** extra) {
  if (int error = state()) return error;
  if (gx * gy * gz == 0 || bx * by * bz == 0 || bx * by * bz > 1024 || shared != 0 || extra) return INVALID_VALUE;
  {
    std::lock_guard<std::mutex> held(lock);
    if (launchesLeft == 0) return broken = LAUNCH_FAILED;
    if (launchesLeft > 0) launchesLeft--;
  }
  auto* kernel = (Function*)function;
  uint64_t seed = schedule + 0x2545f4914f6cdd1dull * ++launches;
  if (kernel->module->launch(kernel->name.c_str(), gx, gy, gz, bx, by, bz, arguments, seed)) {
    fprintf(stderr, "%s: the threads of a block do not all come to the same barrier\n", kernel->name.c_str());
    return broken = LAUNCH_FAILED;
  }
  std::lock_guard<std::mutex> held(lock);
  for (auto& [pointer, size] : memory)
    if (!whole(pointer, size)) return broken = ILLEGAL_ADDRESS;
  return SUCCESS;
}

int cuEventCreate(void** event, unsigned) {
  if (int error = state()) return error;
  *event = new std::chrono::steady_clock::time_point();
  return SUCCESS;
}
int cuEventRecord(void* event, void*) {
  *(std::chrono::steady_clock::time_point*)event = std::chrono::steady_clock::now();
  return SUCCESS;
}
int cuEventSynchronize(void*) { return broken; }
int cuEventElapsedTime(float* milliseconds, void* from, void* to) {
  auto& a = *(std::chrono::steady_clock::time_point*)from;
  auto& b = *(std::chrono::steady_clock::time_point*)to;
  *milliseconds = std::chrono::duration<float, std::milli>(b - a).count();
  return SUCCESS;
}
int cuEventDestroy_v2(void* event) {
  delete (std::chrono::steady_clock::time_point*)event;
  return SUCCESS;
}

int cuGetErrorName(int error, const char** name) {
  *name = error == OUT_OF_MEMORY     ? "CUDA_ERROR_OUT_OF_MEMORY"
          : error == INVALID_PTX     ? "CUDA_ERROR_INVALID_PTX"
          : error == INVALID_CONTEXT ? "CUDA_ERROR_INVALID_CONTEXT"
          : error == NOT_FOUND       ? "CUDA_ERROR_NOT_FOUND"
          : error == ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS"
          : error == LAUNCH_FAILED   ? "CUDA_ERROR_LAUNCH_FAILED"
                                     : "CUDA_ERROR_INVALID_VALUE";
  return SUCCESS;
}
int cuGetErrorString(int, const char** text) { *text = "host emulation"; return SUCCESS; }
}
