/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* One step of a member's life in the branch, or of the branch's own. */
typedef enum
{
  ZB_STEP_TURN_FULL,
  ZB_STEP_TRANSFER_OUT,
  ZB_STEP_TRANSFER_IN, /* of one who had left */
  ZB_STEP_LEAVE,
  ZB_STEP_DUTY,
  ZB_STEP_EVENT,
  ZB_STEP_SUSPEND,
  ZB_STEP_RECEIPT,
  ZB_STEP_TERM,    /* `member` is the branch */
  ZB_STEP_CORRECT, /* the days of a recorded branch, category or group */
  ZB_N_STEPS
} ZbMemberStep;

#define ZB_TYPE_MEMBER_STEP_DIALOG (zb_member_step_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberStepDialog, zb_member_step_dialog, ZB, MEMBER_STEP_DIALOG, AdwWindow)

ZbMemberStepDialog *zb_member_step_dialog_new (GtkWindow *parent, ZbRoster *roster, gint64 member, ZbMemberStep step);

/* The same, shown. */
void zb_member_step_dialog_present (GtkWindow *parent, ZbRoster *roster, gint64 member, ZbMemberStep step);
/* Changes what is recorded already. */
void zb_member_step_dialog_edit (GtkWindow *parent, ZbRoster *roster, const ZbSpan *span);

G_END_DECLS
