/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Widgets beside each other, of which the less important ones are left out while there is no room for them: what they do must be
 * in a menu as well. One that expands takes what is left. */
#define ZB_TYPE_FIT_BOX (zb_fit_box_get_type ())
G_DECLARE_FINAL_TYPE (ZbFitBox, zb_fit_box, ZB, FIT_BOX, GtkWidget)

/* The next child to be left out. Those that are never named here always stay. */
void zb_fit_box_may_drop (ZbFitBox *self, GtkWidget *child);

G_END_DECLS
