/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/outcome.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Import runs, what became of every source file, and corrections of cameras' clocks. */

gint64   zb_batch_store_insert (ZbDb *db, const char *source, const char *started, GError **error);
gboolean zb_batch_store_finish (ZbDb *db, gint64 batch, const char *finished, GError **error);
gboolean zb_batch_store_is_finished (ZbDb *db, gint64 batch, gboolean *finished, GError **error);
GArray  *zb_batch_store_list_unfinished (ZbDb *db, GError **error); /* of gint64 */

/* `path`: valid UTF-8. photo 0 and reason NULL: none. */
gboolean zb_batch_store_add_file (ZbDb       *db,
                                  gint64      batch,
                                  const char *path,
                                  ZbOutcome   outcome,
                                  gint64      photo,
                                  const char *reason,
                                  GError    **error);

/* Photos that came with it and are not in the trash. */
gboolean zb_batch_store_count_photos (ZbDb *db, gint64 batch, guint *n, GError **error);

/* First and last wall seconds of a batch's photos; FALSE with no error: it has none with a date. */
gboolean zb_batch_store_get_span (ZbDb *db, gint64 batch, gint64 *from, gint64 *to, GError **error);

/* batch 0: of all imported so far. */
gboolean zb_batch_store_add_correction (ZbDb       *db,
                                        const char *camera,
                                        gint64      batch,
                                        gint64      seconds,
                                        const char *reason,
                                        const char *made,
                                        GError    **error);

G_END_DECLS
