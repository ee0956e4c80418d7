/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* The schema this program knows: resources/schema/NNN-name.sql, numbered from 1 without a gap. */
guint zb_migrate_get_newest (void);

/* Runs the files above the database's user_version in order, each in a transaction with its
 * number. `keep` (a path, or NULL for a new file) gets a copy of the database first if any runs.
 */
gboolean zb_migrate (ZbDb *db, const char *keep, GError **error);

G_END_DECLS
