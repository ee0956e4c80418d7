/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a file or a folder in the program that the desktop opens it with. Where there is none, says so, and where it lies. */
void zb_launch (GtkWidget *widget, const char *path);

G_END_DECLS
