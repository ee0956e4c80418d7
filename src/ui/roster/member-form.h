/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* The fields of a member as rows to be typed into, each with what is wrong or in doubt below it. Signal:
 * "changed".
 */
#define ZB_TYPE_MEMBER_FORM (zb_member_form_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberForm, zb_member_form, ZB, MEMBER_FORM, GObject)

ZbMemberForm *zb_member_form_new (ZbRoster *roster);

void       zb_member_form_add (ZbMemberForm *self, AdwPreferencesGroup *group, ZbMemberField field);
GtkWidget *zb_member_form_get_row (ZbMemberForm *self, ZbMemberField field); /* NULL: not added */

/* What is kept until it is changed; a value that was wrong before does not stop a save. */
void zb_member_form_fill (ZbMemberForm *self, const ZbMemberDraft *draft);
/* Fills `draft` in and says below the rows what is in doubt. NULL when it can be saved, else what is missing. */
const char *zb_member_form_read (ZbMemberForm *self, ZbMemberDraft *draft);
gboolean    zb_member_form_is_edited (ZbMemberForm *self);

G_END_DECLS
