/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* At the end of a field: what was written there before, to be taken with one press. */
#define ZB_TYPE_CHOICE_BUTTON (zb_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (ZbChoiceButton, zb_choice_button, ZB, CHOICE_BUTTON, AdwBin)

GtkWidget *zb_choice_button_new (GtkEditable *field);                        /* borrowed: its parent */
void       zb_choice_button_fill (ZbChoiceButton *self, GPtrArray *choices); /* of char *; hidden when there are none */
/* At the end of `row`, made when it is not there yet. */
void zb_choice_button_offer (AdwEntryRow *row, ZbChoiceButton **button, GPtrArray *choices);

G_END_DECLS
