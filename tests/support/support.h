/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What every test needs. A folder of its own, removed with all that is in it when it goes out of
 * scope. */
typedef char  ZbTestFolder;
ZbTestFolder *zb_test_folder_new (void);
void          zb_test_folder_free (ZbTestFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTestFolder, zb_test_folder_free)

/* A GAsyncReadyCallback that stores a reference to the result in *(GAsyncResult **) data. */
void zb_test_result_cb (GObject *source, GAsyncResult *result, gpointer data);

/* Iterates the default context until *result is set; fails the test after `seconds`. Returns the
 * result (transfer full). */
GAsyncResult *zb_test_wait (GAsyncResult **result, guint seconds);

/* Iterates until `check (data)` is TRUE; fails after `seconds`. */
void zb_test_until (gboolean (*check) (gpointer data), gpointer data, guint seconds);

/* <corpus>/<part> when the corpus is given, else NULL after g_test_skip with the reason. */
char *zb_test_corpus (const char *part);

/* SHA-256 of every file below a folder, in one text: equal before and after means untouched. */
char *zb_test_tree_hash (const char *folder);

G_END_DECLS
