/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/match.h"

G_BEGIN_DECLS

/* Finds cameras whose clock is wrong (photos.md section 2, "Clock reset", "Clock shift"). Pure. */
typedef struct
{
  ZbMatchPhoto photo;
  const char  *name; /* file name, for its number */
  gint64       gps;  /* wall seconds of a fresh GPS time in the library's zone, 0 none */
} ZbClockPhoto;

typedef enum
{
  ZB_CLOCK_SHIFT, /* one constant makes them fit; `seconds` is it */
  ZB_CLOCK_RESET, /* the clock was lost: the right time must be asked; `seconds` 0 unless a meeting
                     suggests it */
} ZbClockKind;

typedef struct
{
  ZbClockKind kind;
  char       *camera;
  gint64      seconds;  /* to add */
  GArray     *photos;   /* of guint: indices */
  guint       n_linked; /* how many would fall into exactly one meeting */
  gint64      meeting;  /* the one most of them would meet, or 0 */
  ZbWall      from, to; /* as the camera says */
  gboolean    gps;      /* shown by GPS rather than by meetings */
} ZbClockProposal;

void  zb_clock_proposal_free (ZbClockProposal *proposal);
char *zb_clock_proposal_dup_reason (
    const ZbClockProposal *proposal); /* "尼康 D3200 的时间可能慢了 8 小时" */
GPtrArray *zb_clock_find (const ZbClockPhoto   *photos,
                          guint                 n_photos,
                          const ZbMatchMeeting *meetings,
                          guint                 n_meetings);

/* "+8h", "-3d", "+00:12:30", "+1y" (365 d), combinations "+1d8h"; FALSE for anything else or 0. */
gboolean zb_clock_parse_offset (const char *text, gint64 *seconds);
char    *zb_clock_dup_offset (gint64 seconds); /* 8 小时, 3 天 2 小时, 12 分 30 秒 */

G_END_DECLS
