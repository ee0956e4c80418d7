/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/boxes.h"
#include "photo/tags-private.h"

#include <gio/gio.h>
#include <string.h>

#define EPOCH G_GUINT64_CONSTANT (2082844800) /* 1970-01-01 in seconds since 1904-01-01 */
#define LATEST G_GUINT64_CONSTANT (253402300799)
#define TRACKS_MAX 64

/* Seconds since 1904, UTC. Some cameras count from 1970. */
static void
read_header (ZbTags       *tags,
             const ZbSpan *mvhd)
{
  guint8           head[12];
  guint64          seconds;
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (!zb_span_get (mvhd, 0, head, sizeof head))
    return;

  seconds = head[0] == 1 ? zb_be64 (head + 4) : zb_be32 (head + 4);
  if (seconds == 0)
    return;
  if (seconds >= EPOCH)
    seconds -= EPOCH;
  moment = seconds <= LATEST ? g_date_time_new_from_unix_utc (seconds) : NULL;
  text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  if (text != NULL)
    zb_tags_take (tags, ZB_TEXT_CONTAINER, text, strlen (text));
}

/* The track's header ends in width and height, 16.16. */
static void
read_track (ZbTags       *tags,
            const ZbSpan *trak)
{
  ZbBox  tkhd;
  guint8 head[1], size[8];

  if (tags->width != 0 || !zb_box_find (&tkhd, trak, 0, "tkhd") || !zb_span_get (&tkhd.data, 0, head, sizeof head))
    return;

  if (zb_span_get (&tkhd.data, head[0] == 1 ? 88 : 76, size, sizeof size))
    zb_tags_set_size (tags, zb_be16 (size), zb_be16 (size + 4));
}

void
zb_movie_read (ZbTags       *tags,
               const ZbSpan *file)
{
  ZbBox  moov, box;
  gint64 at = 0;

  if (!zb_box_find (&moov, file, 0, "moov"))
    return;

  for (guint n = 0; n < TRACKS_MAX && zb_box_next (&box, &moov.data, &at); n++)
    if (strcmp (box.type, "mvhd") == 0)
      read_header (tags, &box.data);
    else if (strcmp (box.type, "trak") == 0)
      read_track (tags, &box.data);
}
