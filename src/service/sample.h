/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/library.h"

G_BEGIN_DECLS

/* A made library in a temporary place: a dozen meetings of 2019 and some sixty pictures that the
 * program draws itself, so that every state of the album can be seen. Imports them as a card would
 * be. Finish: the open library (today = 2019-06-11), or NULL. The folder is removed by
 * zb_sample_remove().
 */
void       zb_sample_async (const char         *parent,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data); /* parent: made if need be; NULL: the temporary folder */
ZbLibrary *zb_sample_finish (GAsyncResult *result, GError **error);
void       zb_sample_remove (const char *folder);

/* Draws the sample's pictures into `folder` (a "card"): for tests and for a first try. */
gboolean zb_sample_draw (const char *folder, GError **error);

G_END_DECLS
