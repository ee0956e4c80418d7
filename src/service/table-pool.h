/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tables/table.h"

G_BEGIN_DECLS

#define ZB_TABLE_DEADLINE 20 /* seconds of one file */

/* Reads a spreadsheet in a worker process of its own, which ends with it. Any thread; blocks. Never NULL: a worker that
 * dies or takes too long is the table's problem, CRASH or TIMEOUT; so is one that was ended because of `cancellable`:
 * CRASH, and the caller knows why.
 */
ZbTable *zb_table_pool_read (int fd, GCancellable *cancellable);
guint64  zb_table_pool_get_peak (void); /* bytes, the largest worker of this process */

G_END_DECLS
