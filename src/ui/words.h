/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "service/library.h"

G_BEGIN_DECLS

/* The window's sentences for what services answer. */

/* What went wrong and what to do next. */
char *zb_words_error (const GError *error);

char *zb_words_meeting_title (ZbMeeting *meeting);          /* theme, or the kinds' names */
char *zb_words_span (const ZbWall *from, const ZbWall *to); /* 2019 年 6 月 10 日 周一 09:12–11:40 */
char *zb_words_moment (const ZbWall *wall);                 /* 2019-06-10 09:30:12; NULL for none */
char *zb_words_left (double seconds);                       /* 还剩约 9 秒; "" when it is not known */
char *zb_words_group (const ZbAlbumGroup *group);           /* a heading's title */

G_END_DECLS
