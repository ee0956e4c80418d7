/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* Photos of a batch that went to a meeting: photo id → meeting id, both as g_new gint64. */
GHashTable *zb_import_store_meetings (ZbDb *db, gint64 batch, GError **error);

G_END_DECLS
