/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/wall.h"
#include "model/photo.h"

G_BEGIN_DECLS

/* Photos and meetings in, proposals out (photos.md section 3). Pure. */
typedef struct
{
  gint64       id; /* the caller's */
  ZbWall       taken;
  const char  *camera;  /* NULL unknown */
  gint64       meeting; /* already linked to, 0 not: only evidence for others, never changed */
  guint        doubts;
  ZbSource     source : 8;
  ZbConfidence confidence : 8;
  gboolean     links : 8;      /* its date may link by itself */
  gboolean     screenshot : 8; /* never linked by itself */
} ZbMatchPhoto;

typedef struct
{
  gint64 id;
  ZbWall start, end; /* end may be empty */
} ZbMatchMeeting;

/* Windows and gaps, in seconds: the one table. */
#define ZB_MATCH_GAP (45 * 60)         /* a cluster ends after such a pause */
#define ZB_MATCH_BEFORE (60 * 60)      /* a meeting's window opens before its start … */
#define ZB_MATCH_AFTER (90 * 60)       /* … and closes after its end */
#define ZB_MATCH_DAY_STARTS (4 * 3600) /* a day is 04:00 to 04:00 */
#define ZB_MATCH_NO_END (2 * 3600)     /* length of a meeting with a start and no end */
#define ZB_MATCH_PAUSE (20 * 60)       /* … and where it leaves every window, after such a one */
#define ZB_MATCH_NEAR (15 * 60)        /* a photo between two meetings goes with one so near in time */
#define ZB_MATCH_LONG (14 * 3600)      /* a longer meeting is one of whole days */
#define ZB_MATCH_CHAT_DAYS 3           /* a chat's saving time suggests meetings up to so many days before \
                                        */

typedef enum
{
  ZB_MATCH_FITS,     /* "拍摄于 09:12–11:38，与活动时间重合" */
  ZB_MATCH_SEVERAL,  /* more than one meeting fits */
  ZB_MATCH_EDGE,     /* the cluster lies partly outside the window */
  ZB_MATCH_STRANGER, /* inside the window, but this camera mostly takes other things at such hours */
  ZB_MATCH_DAY_ONLY, /* only the day is known */
  ZB_MATCH_DOUBTFUL, /* the date may not link by itself */
  ZB_MATCH_CHAT,     /* saved by a chat program within days after the meeting */
  ZB_MATCH_NONE,     /* fits nothing: a new meeting is proposed */
  ZB_MATCH_UNDATED,  /* no date that could be used; `from` and `to` are empty */
} ZbMatchWhy;

typedef struct
{
  GArray    *photos;  /* of guint: indices into the given photos, in order of time */
  gint64     meeting; /* best one; 0: none fits */
  GArray    *others;  /* of gint64: further meetings that fit, best first */
  gboolean   certain; /* link without asking */
  ZbMatchWhy why;
  ZbWall     from, to; /* first and last of the cluster */
  double     score;    /* 0 … 1, of the best meeting */
} ZbProposal;

void  zb_proposal_free (ZbProposal *proposal);
char *zb_proposal_dup_reason (const ZbProposal *proposal); /* one Chinese sentence */

/* Window of a meeting in wall seconds. */
void zb_match_window (const ZbMatchMeeting *meeting, gint64 *from, gint64 *to);

/* Every photo with meeting == 0 is in exactly one proposal. O(n log n + m log m). */
GPtrArray *zb_match (const ZbMatchPhoto   *photos,
                     guint                 n_photos,
                     const ZbMatchMeeting *meetings,
                     guint                 n_meetings);

G_END_DECLS
