/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What front ends need of the words below: they do not see the photo folder themselves. */

/* "+8h", "-3d", "+00:12:30": FALSE for anything else, and for nothing at all. */
gboolean zb_words_parse_offset (const char *text, gint64 *seconds);
char    *zb_words_dup_offset (gint64 seconds); /* 8 小时, 3 天 2 小时 */

/* A picture's problem as one Chinese sentence; NULL for no problem. */
const char *zb_words_problem (const char *code);

/* Why an edit was refused (ZB_FAULT_CONFLICT), as part of a Chinese sentence; NULL when it is not one of those known. */
const char *zb_words_conflict (const GError *error);

G_END_DECLS
