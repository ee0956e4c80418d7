/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/wall.h"

G_BEGIN_DECLS

/* What a file's name tells (domain.md 3.1). */
typedef enum
{
  ZB_NAME_NOTHING,
  ZB_NAME_CAMERA,     /* shooting time, wall clock */
  ZB_NAME_CAMERA_UTC, /* shooting time, UTC: PXL_…, …_iOS */
  ZB_NAME_CHAT,       /* saving time, an upper bound */
  ZB_NAME_CHAT_UTC,   /* the same, as milliseconds since 1970 */
  ZB_NAME_EDITED,     /* 美图: time of editing, an upper bound */
  ZB_NAME_SCREENSHOT, /* a screen shot, with or without a time */
} ZbNameKind;

typedef struct
{
  ZbNameKind kind;
  ZbWall     wall;    /* empty for NOTHING, for a chat name without a time, and for the _UTC kinds */
  gint64     unix_ms; /* for the _UTC kinds */
  gboolean   decade;  /* the decade is ambiguous (Meizu) */
  gboolean   chat;    /* a chat program made the name, even without a time in it */
  char       raw[64]; /* the part that was read */
} ZbNameTime;

/* `name`: base name, valid UTF-8 (what is not, was made so). Always sets *time. */
void zb_name_read (ZbNameTime *time, const char *name);

/* A day at the front of a folder's name: "2019-06-10 主题党日", "20190610", "2019年6月10日…",
 * "2019.6.10". */
gboolean zb_folder_read (ZbWall *day, const char *folder);

/* The number in IMG_0412, DSC00449, P1010001 (last run of digits of the stem), or -1. */
int zb_name_number (const char *name);

G_END_DECLS
