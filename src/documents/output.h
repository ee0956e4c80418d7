/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* A file that gets its name only when it is whole: until then a temporary one beside it, which goes with the object. Readable by
 * its owner alone: it holds people's data. Errors: ZB_DOCUMENT_ERROR.
 */
typedef struct
{
  char *path; /* what it becomes; links are followed */
  char *temporary;
  FILE *file;   /* the temporary one, open for writing */
  int   failed; /* errno of the first write that did; 0: none */
  gsize length; /* bytes so far */
  gsize begun;  /* of them given to the disk to write */
} ZbOutput;

ZbOutput *zb_output_new (const char *path, GError **error);
/* After one that failed, none does anything, and there is no commit: stdio alone forgets that bytes were lost. */
gboolean zb_output_write (ZbOutput *self, const void *bytes, gsize length);
/* Makes the bytes durable and gives them their name, over a file of that name. */
gboolean zb_output_commit (ZbOutput *self, GError **error);
void     zb_output_free (ZbOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbOutput, zb_output_free)

/* The code of an errno (0: unknown); returns FALSE. */
gboolean zb_output_fail (GError **error, int number, const char *what, const char *path);
/* Whether `size` bytes have room in `folder`, for writers that do not look whether they could write. */
gboolean zb_output_has_room (const char *folder, gsize size, GError **error);

G_END_DECLS
