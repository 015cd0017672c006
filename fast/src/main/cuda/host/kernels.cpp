// One .cu as a library that the stand-in driver opens. SOURCE names the file, KERNELS lists X(name) for each kernel.
#include "cuda_on_host.h"
#include SOURCE

extern "C" int host_launch(const char* name, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by,
                           unsigned bz, void** arguments, uint64_t seed) {
  static const std::map<std::string, host::Invoke> kernels = {
#define X(name) {#name, &host::Call<&name>::run},
      KERNELS
#undef X
  };
  auto found = kernels.find(name);
  return found == kernels.end() ? -1
                                : host::launch(found->second, {gx, gy, gz}, {bx, by, bz}, arguments, seed);
}

extern "C" const char* host_kernels() {
  return
#define X(name) #name "\n"
      KERNELS
#undef X
      ;
}
