/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/backup.h"
#include "service/import.h"
#include "service/meetings.h"
#include "support/support.h"

G_BEGIN_DECLS

/* What the import's tests do over and over, waited for: a library, a card, a run. */
ZbLibrary *flow_create (const char *folder); /* today is 2019-06-30 */
ZbLibrary *flow_open (const char *folder);
gint64     flow_add_meeting (ZbLibrary *library, const char *theme, const char *start, const char *end);
void       flow_undo (ZbLibrary *library);

/* A drawn picture, small; taken: ISO text, NULL for one without any Exif. */
void flow_picture (const char *card, const char *name, const char *taken, guint seed);
void flow_file (const char *card, const char *name, const char *bytes, gssize size);
void flow_touch (const char *card, const char *name, gint64 mtime);
void flow_copy (const char *card, const char *from, const char *to);

ZbImportSummary *flow_run (ZbImport *import, gboolean dry_run); /* fails the test on an error */
ZbImportSummary *flow_import (ZbLibrary *library, const char *path);
ZbImport        *flow_look (ZbLibrary *library, const char *path);

/* Rows and files agree, every byte. */
void                flow_verify (ZbLibrary *library, guint photos);
const ZbImportFile *flow_find (const ZbImportSummary *summary, const char *name);
char               *flow_photo_path (ZbLibrary *library, gint64 photo);
/* "imported=3 duplicate=1": the outcomes of files that there are. */
char *flow_outcomes (const ZbImportSummary *summary);

G_END_DECLS
