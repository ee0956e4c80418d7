/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/export.h"

G_BEGIN_DECLS

/* The pages of the album PDF to the printer. Takes the export. */
void zb_export_print (GtkWindow *parent, ZbExport *export, const char *name);

G_END_DECLS
