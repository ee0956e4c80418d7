/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened to one source file (cli.md). */
typedef enum
{
  ZB_OUTCOME_IMPORTED,
  ZB_OUTCOME_DUPLICATE,   /* the same content is in the album, or in its trash */
  ZB_OUTCOME_DAMAGED,     /* a picture with something wrong: kept bit for bit, and flagged */
  ZB_OUTCOME_UNSUPPORTED, /* not a picture: left where it is */
  ZB_OUTCOME_UNREADABLE,  /* the source could not be read */
  ZB_OUTCOME_SKIPPED,     /* left out by choice, or not reached before 取消 */
  ZB_N_OUTCOMES
} ZbOutcome;

const char *zb_outcome_to_code (ZbOutcome outcome);
ZbOutcome   zb_outcome_from_code (const char *code); /* SKIPPED for an unknown code */
const char *zb_outcome_get_name (ZbOutcome outcome); /* 已导入 … */

G_END_DECLS
