/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/wall.h"
#include "model/taken.h"

G_BEGIN_DECLS

/* Who tied a photo to its meeting. What a person did is never undone by a rule. */
typedef enum
{
  ZB_LINKED_NOT,
  ZB_LINKED_AUTO,   /* by the match, may be made again */
  ZB_LINKED_PERSON, /* by a person */
  ZB_LINKED_APART,  /* a person took it out of its meeting: never linked by itself again */
} ZbLinked;

typedef enum
{
  ZB_TRASH_NOT,
  ZB_TRASH_PERSON, /* thrown away: importing it again is a duplicate */
  ZB_TRASH_UNDO,   /* its import was undone: importing it again restores it */
} ZbTrash;

/* Everything the library knows of one photo. Strings may be NULL where noted. */
typedef struct
{
  gint64       id;
  char        *file;     /* relative to the library's folder: photos/2019/06/IMG_0412.JPG */
  char        *original; /* name on the card, valid UTF-8 */
  char        *format;   /* jpeg heic avif png webp tiff cr2 nef arw dng mp4 mov */
  char        *sha256;   /* hex */
  gint64       bytes;
  ZbWall       taken; /* with the clock correction, if any */
  ZbSource     source;
  ZbConfidence confidence;
  guint        doubts;
  gboolean     links;  /* its date may link by itself */
  char        *offset; /* NULL or "+08:00" */
  char        *camera; /* NULL or "Canon EOS 700D #0123" */
  int          width;  /* as stored, before orientation; 0 unknown */
  int          height;
  int          orientation; /* 1 … 8 */
  int          turn;        /* 0, 90, 180, 270: clockwise, by a person, after the orientation */
  gboolean     picked;      /* 精选 */
  gboolean     cover;       /* 封面 of its meeting */
  gboolean     screenshot;
  gint64       meeting; /* 0 none */
  ZbLinked     linked;
  char        *caption; /* NULL none */
  char        *problem; /* NULL, or a code: truncated, undecodable, worker-crash, worker-timeout … */
  gint64       batch;
  char        *imported_at; /* local ISO text */
  ZbTrash      trash;
} ZbPhotoFields;

/* A photo as recorded. Frozen. Copies the fields; `taken` (may be NULL) holds the candidates. */
#define ZB_TYPE_PHOTO (zb_photo_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhoto, zb_photo, ZB, PHOTO, GObject)

ZbPhoto             *zb_photo_new (const ZbPhotoFields *fields, ZbTaken *taken);
const ZbPhotoFields *zb_photo_get (ZbPhoto *self);
ZbTaken             *zb_photo_get_taken (ZbPhoto *self); /* may be NULL */
void                 zb_photo_fields_clear (ZbPhotoFields *fields);

/* Photos by number: of gint64. */
void     zb_photo_ids_sort (GArray *ids);
gboolean zb_photo_ids_contain (const GArray *ids, gint64 id); /* which are in order */

const char *zb_linked_to_code (ZbLinked linked); /* not auto person apart */
ZbLinked    zb_linked_from_code (const char *code);

G_END_DECLS
