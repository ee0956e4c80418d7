/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/library.h"

G_BEGIN_DECLS

/* The sample's people and what is recorded of its meetings, which are there already: one change. */
void     zb_sample_fill_async (ZbLibrary *library, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_sample_fill_finish (ZbLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
