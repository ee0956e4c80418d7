/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/view.h"

#include "photo/decode.h"

#include <sys/stat.h>
#include <unistd.h>

/* Sides of the picture at its own pixels, upright and turned. A decoder that turned the picture by itself counted them so. */
static void
set_full (ZbViewAnswer    *answer,
          const ZbTags    *tags,
          const ZbDecoded *decoded,
          int              turn)
{
  const gboolean known = decoded->frame != NULL && decoded->width > 0;
  const int      width = known ? decoded->width : tags->width, height = known ? decoded->height : tags->height;
  const int      orientation = decoded->frame != NULL ? decoded->frame->orientation : zb_orientation_turn (tags->orientation, turn);

  answer->full_width = orientation >= 5 ? height : width;
  answer->full_height = orientation >= 5 ? width : height;
}

static void
set_part (ZbViewAnswer  *answer,
          const ZbFrame *frame)
{
  answer->x = frame->part.x;
  answer->y = frame->part.y;
  answer->width = frame->part.width;
  answer->height = frame->part.height;
  answer->whole_width = frame->whole_width;
  answer->whole_height = frame->whole_height;
}

/* Of a RAW a preview is all that is ever shown: no problem. */
static gboolean
is_reduced (const ZbViewAnswer *answer,
            const ZbTags       *tags,
            int                 size)
{
  const int full = MAX (answer->full_width, answer->full_height);
  const int wanted = size > 0 ? MIN (size, full) : full;

  return !zb_format_is_raw (tags->format) && MAX (answer->whole_width, answer->whole_height) < wanted;
}

void
zb_view_make (int               fd,
              const ZbViewSpec *spec,
              int               sink,
              ZbViewAnswer     *answer)
{
  g_auto (ZbTags) tags = { 0 };
  g_autoptr (ZbFrame) frame = NULL;
  struct stat info = { 0 };
  ZbPart      part = { .fd = fd };
  ZbWanted    wanted = { .size = spec->size, .enough = spec->size, .turn = spec->turn, .bytes = ZB_VIEW_BYTES_MAX, .sink = sink };
  ZbDecoded   decoded = { 0 };

  *answer = (ZbViewAnswer){ 0 };
  zb_tags_read (&tags, fd);
  wanted.orientation = tags.orientation;
  wanted.adobe = tags.adobe;
  wanted.part = (ZbRect){ spec->x, spec->y, spec->width, spec->height };
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    {
      part.size = info.st_size;
      decoded = zb_decode (&tags, &part, &wanted);
    }

  frame = decoded.frame;
  answer->problem = decoded.problem != ZB_PROBLEM_NONE ? decoded.problem : tags.problem;
  set_full (answer, &tags, &decoded, spec->turn);
  if (frame == NULL)
    {
      if (answer->problem == ZB_PROBLEM_NONE || answer->problem == ZB_PROBLEM_TAGS)
        answer->problem = ZB_PROBLEM_UNDECODABLE;
      if (ftruncate (sink, 0) != 0)
        answer->problem = ZB_PROBLEM_CRASH;
      return;
    }

  set_part (answer, frame);
  if (answer->problem == ZB_PROBLEM_NONE && is_reduced (answer, &tags, spec->size))
    answer->problem = ZB_PROBLEM_TOO_LARGE;
}
