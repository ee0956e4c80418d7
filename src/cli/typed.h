/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/run.h"

G_BEGIN_DECLS

/* Reading what was typed; FALSE: nothing was said yet. */
gboolean zb_read_id (const char *text, gint64 *id);  /* 12 or #12 */
gboolean zb_read_count (const char *text, guint *n); /* 0 to 1,000,000 */
GArray  *zb_read_ids (char **texts, guint n);        /* of gint64; NULL when one is none */

/* For people: "2019-06-10 09:30:12", or "—" for an empty one. */
char *zb_show_wall (const ZbWall *wall);

G_END_DECLS
