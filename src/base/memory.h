/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a load of 100,000 photos needs for a moment goes back to the system when it is freed. The C library would learn from
 * the first such load to keep it, some 20 MB for good. Once, at the start of a process.
 */
void zb_memory_init (void);

G_END_DECLS
