/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many of how many are there, with a mark at the least number that does. */
#define ZB_TYPE_QUORUM_BAR (zb_quorum_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZbQuorumBar, zb_quorum_bar, ZB, QUORUM_BAR, GtkWidget)

void zb_quorum_bar_show (ZbQuorumBar *self, guint expected, guint present, guint least /* 0: no mark */);

G_END_DECLS
