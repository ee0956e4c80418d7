/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/tags.h"

G_BEGIN_DECLS

/* A copy of a picture that may leave the house, in the worker process: always a JPEG (or the same WebP, PNG … re-encoded as one),
 * with a minimal Exif block of our own: date, orientation, caption. Nothing else that the source says about place, device, owner
 * or software is kept: APP1 … APP15 (but ICC in APP2 and Adobe's APP14) and comments are left out, and the thumbnail inside the
 * Exif with them. Place and serial number come along only when they are asked for, as the few tags they are.
 *
 * A JPEG that needs no smaller size, no turn and no line is passed through: its scans are the source's bytes.
 */
typedef struct
{
  int         size;        /* at most, pixels of the longer side; 0: as it is */
  guint64     bytes;       /* at most, of the file; 0: any. Reached by quality first (not below 60), then by size */
  int         turn;        /* 0, 90, 180, 270: clockwise by a person; a pass-through folds it into the orientation tag */
  gboolean    upright;     /* re-encode so that orientation is 1 (for programs that ignore it) */
  const char *taken;       /* ISO wall text as precise as known, NULL none */
  const char *caption;     /* UTF-8, NULL none: Exif ImageDescription (UTF-8) and XPTitle (UTF-16), IPTC 2:120 with its UTF-8 mark */
  gboolean    keep_place;  /* GPS tags of the source */
  gboolean    keep_device; /* make, model and serial number of the source */
  gboolean    plain;       /* no metadata at all but ICC: for pages of a PDF */
  GBytes     *line;        /* grey mask of line_width × line_height, laid white with a dark rim at the lower right corner; NULL none */
  int         line_width, line_height;
} ZbCopySpec;

typedef struct
{
  ZbProblem problem;       /* UNDECODABLE …: nothing was written unless bytes > 0; beside bytes TOO_LARGE means smaller than was wanted */
  guint64   bytes;         /* written to the sink; 0: no copy can be made (a video, a damaged picture) */
  int       width, height; /* of the copy as stored */
  int       orientation;   /* of the copy: 1 … 8 */
  gboolean  passed;        /* its scans are the source's */
  gboolean  grey, cmyk;    /* what its components are, for the PDF */
} ZbCopyAnswer;

void zb_copy_make (int fd, const ZbCopySpec *spec, int sink, ZbCopyAnswer *answer);

/* Of the question: at most ZB_COPY_MESSAGE_MAX bytes, the mask included. */
#define ZB_COPY_MESSAGE_MAX (128 * 1024)

G_END_DECLS
