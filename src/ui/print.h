/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/ledger.h"

G_BEGIN_DECLS

/* The desktop's print dialog, A4 landscape at first. `make` lays the pages out for the paper that was
 * chosen; `data` is freed when it is over. What went wrong is said in a toast of `parent`.
 */
typedef ZbPages *(*ZbMakePages) (double width, double height, gpointer data);
void zb_print (GtkWindow *parent, const char *name, ZbMakePages make, gpointer data, GDestroyNotify free_data);

/* The same for pages that are made elsewhere: `ask` begins, and its callback's result is given to `finish`. A4 upright at first, or not. */
typedef void (*ZbAskPages) (double width, double height, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data, gpointer data);
typedef ZbPages *(*ZbFinishPages) (GAsyncResult *result, gpointer data, GError **error);
typedef struct
{
  ZbAskPages         ask;
  ZbFinishPages      finish;
  gpointer           data;
  GDestroyNotify     free_data;
  GtkPageOrientation orientation;
} ZbLaterPages;
void zb_print_later (GtkWindow *parent, const char *name, const ZbLaterPages *pages);

G_END_DECLS
