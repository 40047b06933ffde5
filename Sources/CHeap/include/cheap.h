#pragma once

#include <stdint.h>

/// Sets from how many bytes on a block of the heap has pages of its own, which the system gets back when it is freed.
///
/// glibc begins with 128 KB and raises the bound, up to 32 MB, with each larger block that is freed; once it is set it stays
/// (mallopt(3), M_MMAP_THRESHOLD). 1 where that is done, 0 where the C library has no such bound.
int32_t cheap_set_own_pages(int32_t bytes);
