/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/import-flow.h"
#include "service/export.h"

G_BEGIN_DECLS

/* A library with six photos of one meeting, the first of which says where it was taken, and a place to export to. */
typedef struct
{
  ZbTestFolder *folder;
  char         *card;
  char         *home;
  char         *out; /* not there yet */
  ZbLibrary    *library;
  ZbAlbum      *album;
  gint64        meeting; /* 重温入党誓词, 2019-06-10 09:00 to 11:00 */
} ExportFlow;

#define EXPORT_FLOW_PHOTOS 6
#define EXPORT_FLOW_FOLDER "2019年/06-10 主题党日 重温入党誓词"

void export_flow_set_up (ExportFlow *self, gconstpointer data);
void export_flow_tear_down (ExportFlow *self, gconstpointer data);

void export_flow_import (ExportFlow *self, const char *name, const char *taken, guint seed);
/* The id of IMG_0001.JPG …; of others the number itself. */
gint64 export_flow_id (ExportFlow *self, gint64 number);
/* Edits of the photo of that number, waited for. */
void export_flow_caption (ExportFlow *self, gint64 id, const char *caption);
void export_flow_trash (ExportFlow *self, gint64 id);
void export_flow_link (ExportFlow *self, gint64 id, gint64 meeting);
void export_flow_unlink (ExportFlow *self, gint64 id);

ZbExportSpec    export_flow_folder (ExportFlow *self); /* everything, to `out` */
ZbExportResult *export_flow_try (ExportFlow *self, const ZbExportSpec *spec, GError **error);
ZbExportResult *export_flow_run (ExportFlow *self, const ZbExportSpec *spec); /* fails the test on an error */
/* written, unchanged, removed, problems. */
void export_flow_assert (const ZbExportResult *result, guint written, guint unchanged, guint removed, guint problems);

char    *export_flow_tree (const char *folder);  /* of every file: path, inode, time, size */
char    *export_flow_names (const char *folder); /* paths of all files but the list, " | " between */
gboolean export_flow_holds (const char *file, const char *bytes);
char    *export_flow_original (ExportFlow *self, gint64 id);

G_END_DECLS
