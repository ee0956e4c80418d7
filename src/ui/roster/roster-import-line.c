/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-import-line.h"

#include <glib/gi18n.h>

struct _ZbRosterImportLine
{
  GObject parent_instance;

  ZbImportLineKind kind;
  ZbRosterImport  *import;
  guint            index;
  char            *title;
  char            *detail;
};

G_DEFINE_FINAL_TYPE (ZbRosterImportLine, zb_roster_import_line, G_TYPE_OBJECT)

static void
zb_roster_import_line_finalize (GObject *object)
{
  ZbRosterImportLine *self = ZB_ROSTER_IMPORT_LINE (object);

  g_clear_object (&self->import);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (zb_roster_import_line_parent_class)->finalize (object);
}

static void
zb_roster_import_line_class_init (ZbRosterImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_roster_import_line_finalize;
}

static void
zb_roster_import_line_init (ZbRosterImportLine *self)
{
}

ZbRosterImportLine *
zb_roster_import_line_new (ZbRosterImport  *import,
                           ZbImportLineKind kind,
                           guint            index)
{
  ZbRosterImportLine *self = g_object_new (ZB_TYPE_ROSTER_IMPORT_LINE, NULL);

  self->kind = kind;
  self->import = g_object_ref (import);
  self->index = index;
  return self;
}

ZbRosterImportLine *
zb_roster_import_line_new_heading (const char *title,
                                   const char *detail)
{
  ZbRosterImportLine *self = g_object_new (ZB_TYPE_ROSTER_IMPORT_LINE, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

ZbImportLineKind
zb_roster_import_line_get_kind (ZbRosterImportLine *self)
{
  return self->kind;
}

ZbRosterImport *
zb_roster_import_line_get_import (ZbRosterImportLine *self)
{
  return self->import;
}

guint
zb_roster_import_line_get_index (ZbRosterImportLine *self)
{
  return self->index;
}

const char *
zb_roster_import_line_get_title (ZbRosterImportLine *self)
{
  return self->title;
}

const char *
zb_roster_import_line_get_detail (ZbRosterImportLine *self)
{
  return self->detail;
}

static void
add_heading (GListStore *lines,
             const char *title,
             const char *format,
             guint       n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_auto (GStrv) parts = g_strsplit (format, "{n}", -1);
  g_autofree char *detail = g_strjoinv (count, parts);
  g_autoptr (ZbRosterImportLine) line = zb_roster_import_line_new_heading (title, detail);

  g_list_store_append (lines, line);
}

static void
add_line (GListStore      *lines,
          ZbRosterImport  *import,
          ZbImportLineKind kind,
          guint            index)
{
  g_autoptr (ZbRosterImportLine) line = zb_roster_import_line_new (import, kind, index);

  g_list_store_append (lines, line);
}

static void
add_people (GListStore     *lines,
            ZbRosterImport *import,
            ZbRowKind       kind,
            const char     *title,
            const char     *detail)
{
  GPtrArray *rows = zb_roster_import_get_rows (import);
  guint      n = zb_roster_import_count (import, kind);

  if (n == 0)
    return;

  add_heading (lines, title, detail, n);
  for (guint i = 0; i < rows->len; i++)
    if (((ZbRosterRow *) rows->pdata[i])->kind == kind)
      add_line (lines, import, ZB_LINE_PERSON, i);
}

static void
add_problems (GListStore     *lines,
              ZbRosterImport *import)
{
  GPtrArray *problems = zb_roster_import_get_problems (import);

  if (problems->len == 0)
    return;

  add_heading (lines, _ ("有问题的"), _ ("{n} 处，请在原表中改好再导入一次；其余不受影响"), problems->len);
  for (guint i = 0; i < problems->len; i++)
    add_line (lines, import, ZB_LINE_PROBLEM, i);
}

static void
add_absent (GListStore     *lines,
            ZbRosterImport *import)
{
  GPtrArray *absent = zb_roster_import_get_absent (import);

  if (absent->len == 0)
    return;

  add_heading (lines, _ ("表里没有的"), _ ("{n} 人在名册里、不在表里，不会删除"), absent->len);
  for (guint i = 0; i < absent->len; i++)
    add_line (lines, import, ZB_LINE_ABSENT, i);
}

GListStore *
zb_roster_import_list_lines (ZbRosterImport *import,
                             ZbImportLines   which)
{
  GListStore *lines = g_list_store_new (ZB_TYPE_ROSTER_IMPORT_LINE);

  if (which == ZB_LINES_ALL || which == ZB_LINES_NEW)
    add_people (lines, import, ZB_ROW_NEW, _ ("新增"), _ ("{n} 人，名册里还没有"));
  if (which == ZB_LINES_ALL || which == ZB_LINES_CHANGED)
    add_people (lines, import, ZB_ROW_CHANGED, _ ("变动"), _ ("{n} 人，右边是表里的值；不选就保留现在的"));
  if (which == ZB_LINES_ALL || which == ZB_LINES_PROBLEMS)
    add_problems (lines, import);
  if (which == ZB_LINES_SAME)
    add_people (lines, import, ZB_ROW_SAME, _ ("相同"), _ ("{n} 人完全相同，不改动"));
  if (which == ZB_LINES_ABSENT)
    add_absent (lines, import);

  return lines;
}
