/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/taken.h"
#include "photo/tags.h"

G_BEGIN_DECLS

/* What the ladder needs besides the tags. */
typedef struct
{
  const char *name;    /* base name on the card, valid UTF-8 */
  const char *folder;  /* base name of its folder, or NULL */
  gint64      mtime;   /* seconds since 1970 UTC, 0 unknown */
  gint64      today;   /* wall seconds of the day of import */
  gint64      founded; /* wall seconds of the branch's founding, 0 unknown */
  GTimeZone  *zone;    /* the library's */
} ZbTakenContext;

/* The ladder of photos.md section 2: tags and names in, every candidate and the chosen one out.
 * Pure. */
ZbTaken *zb_taken_decide (const ZbTags *tags, const ZbTakenContext *context);

/* A date as cameras write it ("2019:06:10 09:30:12", separators - / . T, fraction, Z or
 * ±hh:mm, missing seconds). FALSE: not a date. *doubts gains ZB_DOUBT_SECOND_60; `offset`
 * (may be NULL) gets a new "+08:00" or NULL. Blanks, zeros, colons only: FALSE with *absent TRUE.
 */
gboolean
zb_date_text_read (ZbWall *wall, const char *text, guint *doubts, char **offset, gboolean *absent);

/* Name or pixels of a screen shot: not evidence, set apart. */
gboolean zb_taken_is_screenshot (const ZbTags *tags, const char *name);

G_END_DECLS
