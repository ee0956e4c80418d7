/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsf/gsf-input.h>

G_BEGIN_DECLS

/* The records of an Excel 97 stream, one at a time: a number, a size and so many bytes. What does not fit goes on
 * in CONTINUE records, which a read passes into unasked. A stream may be read twice over and no more, so that
 * no arrangement of its parts takes long.
 */
typedef struct
{
  GsfInput *input; /* not owned */
  gint64    budget;
  gboolean  broken; /* it ended within a record */
  guint     id, size, at;
  guint     next_id, next_size;
  guint8    bytes[G_MAXUINT16 + 1];
} ZbBiff;

typedef enum
{
  ZB_BIFF_NONE = 0,
  ZB_BIFF_FORMULA = 0x0006,
  ZB_BIFF_EOF = 0x000a,
  ZB_BIFF_DATEMODE = 0x0022,
  ZB_BIFF_FILEPASS = 0x002f,
  ZB_BIFF_CONTINUE = 0x003c,
  ZB_BIFF_BOUNDSHEET = 0x0085,
  ZB_BIFF_MULRK = 0x00bd,
  ZB_BIFF_RSTRING = 0x00d6,
  ZB_BIFF_XF = 0x00e0,
  ZB_BIFF_MERGEDCELLS = 0x00e5,
  ZB_BIFF_SST = 0x00fc,
  ZB_BIFF_LABELSST = 0x00fd,
  ZB_BIFF_NUMBER = 0x0203,
  ZB_BIFF_LABEL = 0x0204,
  ZB_BIFF_BOOLERR = 0x0205,
  ZB_BIFF_STRING = 0x0207,
  ZB_BIFF_ROW = 0x0208,
  ZB_BIFF_RK = 0x027e,
  ZB_BIFF_FORMAT = 0x041e,
  ZB_BIFF_BOF = 0x0809,
} ZbBiffId;

#define ZB_BIFF_VERSION_8 0x0600

ZbBiff *zb_biff_new (GsfInput *input);
void    zb_biff_free (ZbBiff *biff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbBiff, zb_biff_free)

/* To a record's start; FALSE when there is none. */
gboolean zb_biff_seek (ZbBiff *biff, guint32 offset);
/* FALSE at the end of the stream, or of what may be read of it (`broken`). */
gboolean zb_biff_next (ZbBiff *biff);
/* Into the CONTINUE record that follows, if one does. */
gboolean zb_biff_continue (ZbBiff *biff);

/* The next bytes of the record; FALSE when it ends before. */
gboolean zb_biff_read (ZbBiff *biff, void *out, guint size);
gboolean zb_biff_skip (ZbBiff *biff, guint64 size);
gboolean zb_biff_read_8 (ZbBiff *biff, guint8 *value);
gboolean zb_biff_read_16 (ZbBiff *biff, guint16 *value);
gboolean zb_biff_read_32 (ZbBiff *biff, guint32 *value);
gboolean zb_biff_read_double (ZbBiff *biff, double *value);

/* A string whose length stands in one or two bytes, as UTF-8: letters of one byte or two, which may change where it is
 * split; what it says of looks and readings is passed over.
 */
gboolean zb_biff_read_short_text (ZbBiff *biff, GString *text);
gboolean zb_biff_read_text (ZbBiff *biff, GString *text);

G_END_DECLS
