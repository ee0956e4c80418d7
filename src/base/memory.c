/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"

#include <malloc.h>

#define LARGE (1024 * 1024) /* bytes: more than a thumbnail's pixels, which come and go all the time */

void
zb_memory_init (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, LARGE);
#endif
}
