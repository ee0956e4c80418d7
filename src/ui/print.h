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

G_END_DECLS
