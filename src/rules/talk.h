/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"

G_BEGIN_DECLS

/* 七种情形必谈 (本单位要求 2019, 谈心谈话): 岗位变动、表彰处分、遇到困难挫折、产生矛盾、考核评议、群众反映不好、退休. Pure: the history of members in, with whom a
 * talk is due out. Posts and suspended rights are known by their kind; an event noted in somebody's history by its words.
 */
void zb_talk_due_free (ZbTalkDue *due);

/* The one of the seven that an event's words tell of: 受到表彰 → 表彰处分; NULL none. */
const char *zb_talk_get_cause (const char *words);

/* `spans` of ZbSpan, of any members. What happened in from … to, both in; one for each member, in the order of their latest cause. */
GPtrArray *zb_talk_find (GPtrArray *spans, ZbDay from, ZbDay to);

G_END_DECLS
