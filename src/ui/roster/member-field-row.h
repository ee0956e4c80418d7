/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/member.h"

G_BEGIN_DECLS

/* One known value on a member's page, with what is said beside it and what is in doubt. Identity number
 * and phone are masked but for half a minute after 显示.
 */
#define ZB_TYPE_MEMBER_FIELD_ROW (zb_member_field_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberFieldRow, zb_member_field_row, ZB, MEMBER_FIELD_ROW, GtkListBoxRow)

/* `today`: ISO; `doubt` may be NULL. */
GtkWidget *zb_member_field_row_new (ZbMember     *member,
                                    ZbMemberField field,
                                    const char   *today,
                                    const char   *doubt);

ZbMemberField zb_member_field_row_get_field (ZbMemberFieldRow *self);

G_END_DECLS
