/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of photos with what is to be known of each: one heading row, one row a photo, as a spreadsheet (.xlsx) or as CSV. The same
 * rows give the same bytes. Any thread but the main one. Errors: ZB_DOCUMENT_ERROR.
 */
typedef struct _ZbCaptions ZbCaptions;

typedef struct
{
  const char *heading;
  double      width; /* of its column, in characters */
} ZbCaptionColumn;

ZbCaptions *zb_captions_new (const char *title, const ZbCaptionColumn *columns, guint n_columns); /* borrows the columns */
void        zb_captions_free (ZbCaptions *self);
void        zb_captions_add (ZbCaptions *self, const char *const *texts); /* one a column, NULL none; copies them */
guint       zb_captions_get_n_rows (const ZbCaptions *self);
char       *zb_captions_to_csv (const ZbCaptions *self); /* UTF-8 with its mark, CRLF; text that a spreadsheet would compute is quoted off */
/* Into an empty file that is open for writing. */
gboolean zb_captions_write (const ZbCaptions *self, int fd, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCaptions, zb_captions_free)

G_END_DECLS
