/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "store/album-store.h"
#include "store/photo-store.h"

G_BEGIN_DECLS

/* Rows for tests that need no pictures. */

/* A new database in `folder` with a branch and one batch (1). */
ZbDb *zb_test_rows_open (const char *folder);

/* A photo as a camera gives it; `taken` NULL: undated. Its name, path and hash come from `name`. */
typedef struct
{
  const char *name;
  const char *taken;
  const char *camera;
  gint64      batch; /* 0: 1 */
  gint64      meeting;
  ZbLinked    linked;
  ZbSource    source; /* NONE: exif-original */
  gboolean    screenshot;
} ZbTestPhoto;

gint64 zb_test_rows_add_photo (ZbDb *db, const ZbTestPhoto *photo);

/* `end` may be NULL. */
ZbMeetingDraft *zb_test_rows_draft (const char *theme, const char *start, const char *end);

/* Every row of every recorded table as text: equal dumps, equal libraries. */
char *zb_test_rows_dump (ZbDb *db);

G_END_DECLS
