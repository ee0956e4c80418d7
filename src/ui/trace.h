/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For benches, when $ZHIBU_TRACE is set: prints "<name> <ms since the program began>" once the frame
 * after this has been drawn. The widget is mapped.
 */
void zb_trace_start (void);
void zb_trace_frame (GtkWidget *widget, const char *name);

G_END_DECLS
