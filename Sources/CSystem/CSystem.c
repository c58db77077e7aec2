#include "CSystem.h"

#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

void system_keep_freed(int threshold, int kept) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, threshold);
  mallopt(M_TRIM_THRESHOLD, kept);
#else
  (void)threshold;
  (void)kept;
#endif
}
