/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tables/table.h"

G_BEGIN_DECLS

/* What the worker process is asked about tables, on the socket of its questions about pictures: this byte with the
 * file's descriptor. It answers with the length of ZB_TABLE_TYPE in bytes (a guint64), then with the bytes, in as many
 * messages as they need.
 */
#define ZB_WANT_TABLE 0x54 /* no ZbWant */
#define ZB_TABLE_MESSAGE (64 * 1024)
#define ZB_TABLE_ANSWER_MAX (64 * 1024 * 1024)

/* Opens what reading needs, for a process that can open nothing later. */
void zb_table_prepare (void);

G_END_DECLS
