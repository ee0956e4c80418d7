/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* What a library says of itself, and text that is being typed. */
char    *zb_setting_store_get (ZbDb *db, const char *key, GError **error); /* NULL, no error: not set */
gboolean zb_setting_store_set (ZbDb *db, const char *key, const char *value, GError **error);

gboolean zb_branch_store_insert (ZbDb *db, const char *name, GError **error);
/* The first branch; NOT_FOUND. `founded` (ISO day) may be NULL. */
char *zb_branch_store_get (ZbDb *db, char **founded, GError **error);

char    *zb_draft_store_get (ZbDb *db, const char *field, GError **error);                    /* NULL, no error: none */
gboolean zb_draft_store_set (ZbDb *db, const char *field, const char *value, GError **error); /* NULL forgets */

G_END_DECLS
