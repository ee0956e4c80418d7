/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/photo.h"

G_BEGIN_DECLS

/* Dates every picture below some paths without a library. `found` is called on the main thread,
 * in order of path; fields.file is the path as given (display form), fields.problem a code; format
 * NULL for what is not a picture. Finish: how many had a problem or could not be read, -1 on error.
 */
typedef void (*ZbScanFunc) (const ZbPhotoFields *fields, gpointer data);
void zb_scan_async (const char *const  *paths,
                    const char         *today,
                    ZbScanFunc          found,
                    gpointer            found_data,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            data);
gint zb_scan_finish (GAsyncResult *result, GError **error);

G_END_DECLS
