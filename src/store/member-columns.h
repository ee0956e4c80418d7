/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"

G_BEGIN_DECLS

/* For the member store: fields that are columns of the member's row; the others are spans. */
typedef struct
{
  ZbMemberField field;
  const char   *column;
} ZbMemberColumn;

#define ZB_N_MEMBER_COLUMNS (ZB_N_MEMBER_FIELDS - 3)
extern const ZbMemberColumn zb_member_columns[ZB_N_MEMBER_COLUMNS];

/* Values bound from 1 in the order above; then the uid, or the id. */
const char *zb_member_columns_insert (void);
const char *zb_member_columns_update (void);
/* "name, sex, …" with a table's alias before each. */
const char *zb_member_columns_select (void);

G_END_DECLS
