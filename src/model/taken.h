/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/wall.h"

G_BEGIN_DECLS

/* Where a date comes from. Codes are those of `zhibuctl` (cli.md). */
typedef enum
{
  ZB_SOURCE_NONE,
  ZB_SOURCE_MANUAL,
  ZB_SOURCE_EXIF_ORIGINAL,
  ZB_SOURCE_XMP, /* exif:DateTimeOriginal or photoshop:DateCreated (rank 2), xmp:CreateDate (rank 6)
                  */
  ZB_SOURCE_IPTC,
  ZB_SOURCE_EXIF_DIGITIZED,
  ZB_SOURCE_CONTAINER, /* a video's own creation time; PNG's tIME and creation text */
  ZB_SOURCE_NAME,
  ZB_SOURCE_GPS,
  ZB_SOURCE_EXIF_MODIFIED,
  ZB_SOURCE_CHAT_NAME,
  ZB_SOURCE_FOLDER,
  ZB_SOURCE_SCAN,
  ZB_SOURCE_FILE_TIME,
  ZB_N_SOURCES
} ZbSource;

typedef enum
{
  ZB_CONFIDENCE_NONE,
  ZB_CONFIDENCE_LOW,
  ZB_CONFIDENCE_MEDIUM,
  ZB_CONFIDENCE_HIGH,
} ZbConfidence;

/* Why a reading is less than certain: a bit set. Suspicious is not invalid. */
typedef enum
{
  ZB_DOUBT_REFUSED =
      1 << 0,                  /* not a date (month 13, 31 February, hour 24, garbage): never chosen */
  ZB_DOUBT_SECOND_60 = 1 << 1, /* second 60 read as 59 */
  ZB_DOUBT_RESET = 1 << 2,     /* a date cameras show when their clock was lost */
  ZB_DOUBT_FUTURE = 1 << 3,    /* after the day of import + 1 */
  ZB_DOUBT_OLD = 1 << 4,       /* before 1995 */
  ZB_DOUBT_BEFORE_BRANCH = 1 << 5,
  ZB_DOUBT_CHAT = 1 << 6,         /* no make or model and a chat file name */
  ZB_DOUBT_CONTRADICTED = 1 << 7, /* another strong source says another day */
  ZB_DOUBT_NOT_AFTER = 1 << 8,    /* an upper bound: the moment it was saved */
  ZB_DOUBT_UTC = 1 << 9,          /* converted from UTC with the library's zone */
  ZB_DOUBT_DECADE = 1 << 10,      /* the name tells the year's last digit only */
  ZB_DOUBT_SHIFTED = 1 << 11,     /* a clock correction is applied */
  ZB_DOUBT_EDITED = 1 << 12,      /* the moment the file was last edited */
} ZbDoubt;

/* One reading of one source. */
typedef struct
{
  ZbSource     source;
  guint        rank; /* photos.md section 2: 0 strongest … 10 */
  ZbConfidence confidence;
  guint        doubts;
  char        *raw;    /* as it stood there, valid UTF-8, at most 80 bytes */
  ZbWall       wall;   /* empty when refused */
  char        *offset; /* "+08:00" or NULL; never applied */
} ZbCandidate;

/* When a picture was taken: every candidate, strongest first, and the chosen one.
 * Frozen and counted.
 */
typedef struct _ZbTaken ZbTaken;
#define ZB_TYPE_TAKEN (zb_taken_get_type ())
GType zb_taken_get_type (void);

/* Takes the candidates (ZbCandidate *, with free function); `chosen` is an index or -1;
 * `links` says whether the date may link by itself.
 */
ZbTaken *zb_taken_new (GPtrArray *candidates, int chosen, gboolean links);
ZbTaken *zb_taken_ref (ZbTaken *self);
void     zb_taken_unref (ZbTaken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTaken, zb_taken_unref)

guint              zb_taken_get_n (const ZbTaken *self);
const ZbCandidate *zb_taken_get (const ZbTaken *self, guint index);
int                zb_taken_get_chosen (const ZbTaken *self);
const ZbCandidate *zb_taken_get_best (const ZbTaken *self); /* NULL when nothing is known */
gboolean           zb_taken_get_links (const ZbTaken *self);

/* The whole answer to "why this date?" as one Chinese sentence (a fact of the record,
 * like a document's text, so it is not translated).
 */
char *zb_taken_dup_sentence (const ZbTaken *self);
/* The same for one candidate. */
char *zb_candidate_dup_sentence (const ZbCandidate *candidate);

ZbCandidate *zb_candidate_new (ZbSource source, guint rank, const char *raw);
void         zb_candidate_free (ZbCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCandidate, zb_candidate_free)

const char  *zb_source_to_code (ZbSource source);
ZbSource     zb_source_from_code (const char *code); /* NONE for an unknown code */
const char  *zb_source_get_name (ZbSource source);   /* 相机记录, 文件名, … */
const char  *zb_confidence_to_code (ZbConfidence confidence);
ZbConfidence zb_confidence_from_code (const char *code);
const char  *zb_confidence_get_name (ZbConfidence confidence); /* 可靠 较可靠 存疑 待定 */

G_END_DECLS
