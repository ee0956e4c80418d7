/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZB_PHOTO_ERROR (zb_photo_error_quark ())
GQuark zb_photo_error_quark (void);

typedef enum
{
  ZB_PHOTO_ERROR_SOURCE,  /* the source could not be read: one unreadable file, the rest go on */
  ZB_PHOTO_ERROR_GONE,    /* the source's folder or device vanished: pause */
  ZB_PHOTO_ERROR_FULL,    /* no space in the library: stop, keep what is done */
  ZB_PHOTO_ERROR_LIBRARY, /* the library's folder cannot be written */
  ZB_PHOTO_ERROR_CHANGED, /* what was read back is not what was written */
} ZbPhotoError;

/* By content, never by name. */
typedef enum
{
  ZB_FORMAT_NONE, /* not a picture or video */
  ZB_FORMAT_JPEG,
  ZB_FORMAT_HEIC,
  ZB_FORMAT_AVIF,
  ZB_FORMAT_PNG,
  ZB_FORMAT_WEBP,
  ZB_FORMAT_TIFF,
  ZB_FORMAT_CR2,
  ZB_FORMAT_NEF,
  ZB_FORMAT_ARW,
  ZB_FORMAT_DNG,
  ZB_FORMAT_MP4,
  ZB_FORMAT_MOV,
  ZB_N_FORMATS
} ZbFormat;

const char *zb_format_to_code (ZbFormat format); /* "jpeg" …; NULL for NONE */
ZbFormat    zb_format_from_code (const char *code);
gboolean    zb_format_is_raw (ZbFormat format);
gboolean    zb_format_is_video (ZbFormat format);

/* Something is wrong with a picture that is kept all the same. */
typedef enum
{
  ZB_PROBLEM_NONE,
  ZB_PROBLEM_EMPTY,       /* no bytes */
  ZB_PROBLEM_TRUNCATED,   /* ends before its end */
  ZB_PROBLEM_UNDECODABLE, /* its pixels cannot be decoded */
  ZB_PROBLEM_TOO_LARGE,   /* its header claims more pixels than can be decoded in bounds */
  ZB_PROBLEM_TAGS,        /* its tags contradict themselves; what is legible is used */
  ZB_PROBLEM_CRASH,       /* the worker that read it died */
  ZB_PROBLEM_TIMEOUT,     /* … or did not answer in time */
  ZB_N_PROBLEMS
} ZbProblem;

const char *zb_problem_to_code (ZbProblem problem);  /* NULL for NONE: empty truncated undecodable
                                                        too-large tags crash timeout */
const char *zb_problem_get_name (ZbProblem problem); /* one Chinese sentence */

/* What a picture file says of itself, as text found in it, not yet judged: what dates mean is
 * decided in photo/taken. Every string is valid UTF-8 of at most 80 bytes, or NULL where the file
 * says nothing.
 */
typedef enum
{
  ZB_TEXT_EXIF_ORIGINAL, /* 0x9003 */
  ZB_TEXT_EXIF_ORIGINAL_SUBSEC,
  ZB_TEXT_EXIF_ORIGINAL_OFFSET,
  ZB_TEXT_EXIF_DIGITIZED, /* 0x9004 */
  ZB_TEXT_EXIF_DIGITIZED_SUBSEC,
  ZB_TEXT_EXIF_DIGITIZED_OFFSET,
  ZB_TEXT_EXIF_MODIFIED, /* 0x0132 */
  ZB_TEXT_EXIF_MODIFIED_SUBSEC,
  ZB_TEXT_EXIF_MODIFIED_OFFSET, /* 0x9010: of DateTime only */
  ZB_TEXT_GPS_DATE,
  ZB_TEXT_GPS_TIME, /* "HH:MM:SS[.fff]", UTC; rationals already turned into this, NULL when n/0 */
  ZB_TEXT_XMP_ORIGINAL,
  ZB_TEXT_XMP_PHOTOSHOP,
  ZB_TEXT_XMP_CREATE,
  ZB_TEXT_IPTC_DATE, /* 2:55 */
  ZB_TEXT_IPTC_TIME, /* 2:60 */
  ZB_TEXT_CONTAINER, /* video creation time (UTC, "YYYY-MM-DDTHH:MM:SSZ"), PNG tIME / Creation Time
                        as text */
  ZB_TEXT_MAKE,
  ZB_TEXT_MODEL,
  ZB_TEXT_SERIAL, /* body serial number */
  ZB_TEXT_SOFTWARE,
  ZB_N_TEXTS
} ZbText;

typedef struct
{
  ZbFormat  format;
  ZbProblem problem;
  int       width; /* as stored; 0 unknown */
  int       height;
  int       orientation; /* 1 … 8; 1 when absent or senseless */
  gboolean
        scanner; /* FileSource says scanner, or make/model/software is one of the known scanners */
  char *text[ZB_N_TEXTS];

  gboolean         adobe; /* its colours are Adobe RGB by the camera's word alone (DCF option file); no part of an answer */
  struct _ZbPlace *place; /* borrowed: see zb_tags_read_place() */
} ZbTags;

void  zb_tags_clear (ZbTags *tags);
char *zb_tags_dup_camera (
    const ZbTags *tags); /* "make model #serial" without a repeated make; NULL when unknown */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbTags, zb_tags_clear)

/* Reads tags from an open file, by content. Positioned reads only; at most 128 KiB of a JPEG and
 * bounded everywhere else. Never fails: what cannot be read is NONE, absent or a problem.
 * Only in the worker process and in tests.
 */
void zb_tags_read (ZbTags *tags, int fd);
/* Also where it was taken (photo/place.h), which is no part of an answer. NULL: as above. */
void zb_tags_read_place (ZbTags *tags, int fd, struct _ZbPlace *place);

G_END_DECLS
