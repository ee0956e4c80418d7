/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/member.h"

G_BEGIN_DECLS

/* Who it is: picture, name, and tags for category, posts, group and what is to be watched. */
#define ZB_TYPE_MEMBER_HEAD (zb_member_head_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberHead, zb_member_head, ZB, MEMBER_HEAD, AdwBin)

/* `several`: there is more than one branch, so it is named. */
void zb_member_head_show (ZbMemberHead *self, ZbMember *member, gboolean several);

G_END_DECLS
