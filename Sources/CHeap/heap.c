#include "cheap.h"
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

int32_t cheap_set_own_pages(int32_t bytes) { return mallopt(M_MMAP_THRESHOLD, bytes); }
#else
int32_t cheap_set_own_pages(int32_t bytes) { return 0; }
#endif
