/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

#include "photo/colour.h"
#include "photo/decode.h"
#include "photo/icc.h"
#include "photo/message.h"

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#define QUALITY 90
#define QUALITY_MIN 60
#define QUALITY_STEP 3 /* near enough to the best that fits */
#define SIZE_MIN 160
#define PIXELS_MAX (48 * 1000 * 1000)       /* that are held at once */
#define PIXELS_MAX_WHOLE (32 * 1000 * 1000) /* of formats whose decoders hold the picture too */

typedef struct
{
  const ZbCopySpec *spec;
  int               fd, sink_fd;
  ZbSpan            file;
  ZbTags            tags;
  ZbPlace           place;
  int               orientation; /* of the tags, and turned by a person */
  ZbCopyAnswer     *answer;
  ZbSink           *sink;
} Copy;

static gint64
get_limit (const Copy *self)
{
  return (gint64) (self->spec->bytes > 0 ? MIN (self->spec->bytes, ZB_SINK_MAX) : ZB_SINK_MAX);
}

static gboolean
may_pass (const Copy *self)
{
  const ZbCopySpec *spec = self->spec;

  return self->tags.format == ZB_FORMAT_JPEG && spec->line == NULL && (!spec->upright || self->orientation == 1) && (spec->size == 0 || MAX (self->tags.width, self->tags.height) <= spec->size);
}

/* What its own decoder does not even begin is not passed on. */
static gboolean
pass (Copy *self)
{
  const ZbPart part = { self->fd, 0, self->file.size };
  g_auto (ZbCopyWords) words = { 0 };
  g_autoptr (GBytes) icc = NULL;
  ZbPassed passed;
  int      width, height;

  if (!may_pass (self) || !zb_decode_jpeg_size (&part, &width, &height))
    return FALSE;

  icc = zb_icc_find_jpeg (&self->file);
  if (icc == NULL && self->tags.adobe)
    icc = zb_colour_make_adobe_icc ();
  zb_copy_words_make (&words, self->spec, &self->tags, &self->place, self->orientation, icc == NULL && !self->tags.adobe);
  zb_sink_init (self->sink, self->sink_fd, get_limit (self));
  if (!zb_copy_pass (&self->file, &words, icc, self->sink, &passed))
    return FALSE;

  self->answer->passed = TRUE;
  self->answer->orientation = self->orientation;
  self->answer->width = passed.width;
  self->answer->height = passed.height;
  self->answer->grey = passed.n_components == 1;
  self->answer->cmyk = passed.n_components == 4;
  return TRUE;
}

/* Of the longer side, so that the pixels can be held. */
static int
choose_size (const Copy *self)
{
  const double pixels = (double) self->tags.width * self->tags.height;
  const int    longer = MAX (self->tags.width, self->tags.height);
  const double room = self->tags.format == ZB_FORMAT_JPEG || self->tags.format == ZB_FORMAT_HEIC ? PIXELS_MAX : PIXELS_MAX_WHOLE;
  const int    most = pixels > room ? (int) (longer * sqrt (room / pixels)) : longer;

  return self->spec->size > 0 ? MIN (self->spec->size, MAX (most, 1)) : most;
}

static gboolean
encode (Copy              *self,
        const ZbFrame     *frame,
        const ZbCopyWords *words,
        double             scale,
        int                quality)
{
  self->answer->width = MAX (1, (int) lround (frame->part.width * scale));
  self->answer->height = MAX (1, (int) lround (frame->part.height * scale));
  zb_sink_init (self->sink, self->sink_fd, get_limit (self));
  return zb_copy_encode (frame, self->answer->width, self->answer->height, quality, words, self->sink);
}

/* The best quality that fits, when the worst one does. */
static gboolean
encode_best (Copy              *self,
             const ZbFrame     *frame,
             const ZbCopyWords *words,
             double             scale)
{
  int good = QUALITY_MIN, bad = QUALITY;

  if (encode (self, frame, words, scale, QUALITY))
    return TRUE;
  if (!self->sink->full || !encode (self, frame, words, scale, QUALITY_MIN))
    return FALSE;

  while (bad - good > QUALITY_STEP)
    {
      const int quality = (good + bad) / 2;

      if (encode (self, frame, words, scale, quality))
        good = quality;
      else
        bad = quality;
    }
  return encode (self, frame, words, scale, good);
}

/* Smaller and smaller, by a fifth of its pixels each time. */
static gboolean
encode_to_fit (Copy          *self,
               const ZbFrame *frame)
{
  const int longer = MAX (frame->part.width, frame->part.height);
  g_auto (ZbCopyWords) words = { 0 };
  double scale = 1;

  zb_copy_words_make (&words, self->spec, &self->tags, &self->place, 1, TRUE);
  while (!encode_best (self, frame, &words, scale))
    {
      scale *= sqrt (0.8);
      if (!self->sink->full || longer * scale < SIZE_MIN)
        return FALSE;
    }

  return TRUE;
}

/* More than was asked for. Of a RAW a preview is all that ever leaves. */
static gboolean
is_reduced (const Copy    *self,
            const ZbFrame *frame)
{
  const int longer = MAX (self->tags.width, self->tags.height);
  const int wanted = self->spec->size > 0 ? MIN (self->spec->size, longer) : longer;

  return !zb_format_is_raw (self->tags.format) && MAX (frame->whole_width, frame->whole_height) < wanted;
}

static gboolean
convert (Copy *self)
{
  const ZbPart   part = { self->fd, 0, self->file.size };
  const ZbWanted wanted = {
    .size = choose_size (self), .enough = self->spec->size, .orientation = self->tags.orientation, .adobe = self->tags.adobe, .turn = self->spec->turn, .sink = -1
  };
  ZbDecoded decoded = zb_decode (&self->tags, &part, &wanted);
  g_autoptr (ZbFrame) frame = decoded.frame;

  self->answer->problem = decoded.problem;
  if (frame == NULL)
    return FALSE;
  if (decoded.problem == ZB_PROBLEM_NONE && is_reduced (self, frame))
    self->answer->problem = ZB_PROBLEM_TOO_LARGE;

  if (self->spec->line != NULL)
    zb_copy_lay_line (frame, g_bytes_get_data (self->spec->line, NULL), self->spec->line_width, self->spec->line_height);
  self->answer->orientation = 1;
  return encode_to_fit (self, frame);
}

/* Of a failed copy only the problem counts. */
static void
fail (Copy *self)
{
  ZbProblem problem = self->answer->problem;

  if (problem == ZB_PROBLEM_NONE || problem == ZB_PROBLEM_TRUNCATED)
    problem = self->sink->full ? ZB_PROBLEM_TOO_LARGE : ZB_PROBLEM_UNDECODABLE;
  if (ftruncate (self->sink_fd, 0) != 0)
    problem = ZB_PROBLEM_CRASH;
  *self->answer = (ZbCopyAnswer){ .problem = problem };
}

void
zb_copy_make (int               fd,
              const ZbCopySpec *spec,
              int               sink,
              ZbCopyAnswer     *answer)
{
  g_autofree Copy   *self = g_new0 (Copy, 1);
  g_autofree ZbSink *buffer = g_new0 (ZbSink, 1);

  *answer = (ZbCopyAnswer){ 0 };
  self->spec = spec;
  self->fd = fd;
  self->sink_fd = sink;
  self->sink = buffer;
  self->answer = answer;
  self->file = zb_span_from_file (fd);
  zb_tags_read_place (&self->tags, fd, spec->keep_place ? &self->place : NULL);
  self->orientation = zb_orientation_turn (self->tags.orientation, spec->turn);
  if ((!pass (self) && !convert (self)) || ftruncate (sink, self->sink->at) != 0)
    fail (self);
  else
    answer->bytes = (guint64) self->sink->at;
  zb_tags_clear (&self->tags);
}
