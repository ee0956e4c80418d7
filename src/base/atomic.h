/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files and folders that get their name only when they are whole. G_IO_ERROR of the errno. */

/* Never over something that is there (G_IO_ERROR_EXISTS). */
gboolean zb_atomic_rename (const char *from, const char *to, GError **error);

/* Makes the names in a folder durable. */
gboolean zb_atomic_sync_folder (const char *folder, GError **error);

/* <path>.<word>-1, -2 …: the first that is free. */
char *zb_atomic_dup_aside (const char *path, const char *word);

/* Removes what is half-done; follows no link. */
void zb_atomic_remove_tree (const char *folder);

/* "…: what: why", with the code of `number`. Returns FALSE. */
gboolean zb_atomic_fail (GError **error, int number, const char *what, const char *path);

G_END_DECLS
