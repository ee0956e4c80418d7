/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of meeting (活动). One meeting may be several: a lecture inside a
 * theme day counts for both and is entered once (domain.md 4, trap 4).
 * A set of kinds is a bit mask of 1 << kind.
 */
typedef enum
{
  ZB_KIND_THEME_DAY,      /* 主题党日 */
  ZB_KIND_ASSEMBLY,       /* 支部党员大会 */
  ZB_KIND_COMMITTEE,      /* 支部委员会 */
  ZB_KIND_GROUP_MEETING,  /* 党小组会 */
  ZB_KIND_LECTURE,        /* 党课 */
  ZB_KIND_REVIEW,         /* 组织生活会 */
  ZB_KIND_APPRAISAL,      /* 民主评议 */
  ZB_KIND_TALK,           /* 谈心谈话 */
  ZB_KIND_LEADERS_REVIEW, /* 民主生活会 */
  ZB_KIND_STUDY,          /* 中心组学习 */
  ZB_KIND_OTHER,          /* 其他 */
  ZB_N_KINDS
} ZbKind;

typedef guint ZbKinds;

const char *zb_kind_to_code (ZbKind kind);  /* "theme-day", … as in cli.md */
const char *zb_kind_get_name (ZbKind kind); /* 主题党日 */
const char *
zb_kind_get_mark (ZbKind kind); /* one character for the badge: 日 大 委 组 课 生 评 谈 领 学 其 */

/* FALSE for an unknown word; codes and Chinese names are taken. */
gboolean zb_kind_parse (const char *word, ZbKind *kind);

/* "theme-day,lecture"; 0 for the empty set or an unknown word. */
ZbKinds zb_kinds_parse (const char *text);
char   *zb_kinds_to_text (ZbKinds kinds);  /* codes, comma, in the order above */
char   *zb_kinds_to_names (ZbKinds kinds); /* 主题党日、党课 */
ZbKind  zb_kinds_first (ZbKinds kinds);    /* ZB_KIND_OTHER for the empty set */

G_END_DECLS
