/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/roster-import.h"

G_BEGIN_DECLS

/* A line of the preview: a heading, a person of the table, a problem of a row, or somebody the table does
 * not have. An index into the import's own list, so it lives no longer than one preview.
 */
typedef enum
{
  ZB_LINE_HEADING,
  ZB_LINE_PERSON,
  ZB_LINE_PROBLEM,
  ZB_LINE_ABSENT,
} ZbImportLineKind;

#define ZB_TYPE_ROSTER_IMPORT_LINE (zb_roster_import_line_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterImportLine, zb_roster_import_line, ZB, ROSTER_IMPORT_LINE, GObject)

ZbRosterImportLine *zb_roster_import_line_new (ZbRosterImport *import, ZbImportLineKind kind, guint index);
ZbRosterImportLine *zb_roster_import_line_new_heading (const char *title, const char *detail);

ZbImportLineKind zb_roster_import_line_get_kind (ZbRosterImportLine *self);
ZbRosterImport  *zb_roster_import_line_get_import (ZbRosterImportLine *self);
guint            zb_roster_import_line_get_index (ZbRosterImportLine *self);
const char      *zb_roster_import_line_get_title (ZbRosterImportLine *self);
const char      *zb_roster_import_line_get_detail (ZbRosterImportLine *self);

typedef enum
{
  ZB_LINES_ALL,
  ZB_LINES_NEW,
  ZB_LINES_CHANGED,
  ZB_LINES_PROBLEMS,
  ZB_LINES_SAME,
  ZB_LINES_ABSENT,
} ZbImportLines;

/* The lines of a preview: those who are new, changed, and what is wrong; or one sort only. */
GListStore *zb_roster_import_list_lines (ZbRosterImport *import, ZbImportLines which);

G_END_DECLS
