/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-import-row.h"

#include <glib/gi18n.h>

#include "ui/window.h"

struct _ZbRosterImportRow
{
  AdwBin parent_instance;

  ZbRosterImportLine *line;
  gboolean            binding; /* nobody pressed */

  GtkStack       *stack;
  GtkLabel       *title;
  GtkLabel       *title_detail;
  GtkCheckButton *tick;
  AdwAvatar      *avatar;
  GtkLabel       *name;
  GtkLabel       *values;
  GtkBox         *changes;
  GtkLabel       *perhaps;
  GtkWidget      *is_same;
  GtkLabel       *row_number;
  GtkLabel       *problem_name;
  GtkLabel       *problem;
  GtkLabel       *problem_place;
};

G_DEFINE_FINAL_TYPE (ZbRosterImportRow, zb_roster_import_row, ADW_TYPE_BIN)

/* What tells a new person apart, shortest first. */
static const ZbMemberField shown_fields[] = {
  ZB_MEMBER_JOINED, ZB_MEMBER_CATEGORY, ZB_MEMBER_BIRTH, ZB_MEMBER_PHONE, ZB_MEMBER_POST, ZB_MEMBER_BRANCH
};

static ZbRosterRow *
get_row (ZbRosterImportRow *self)
{
  GPtrArray *rows = zb_roster_import_get_rows (zb_roster_import_line_get_import (self->line));
  guint      index = zb_roster_import_line_get_index (self->line);

  return index < rows->len ? rows->pdata[index] : NULL;
}

/* On this screen only what is needed to decide: numbers stay masked. */
static char *
dup_shown (ZbMemberField field,
           const char   *value)
{
  if (value != NULL && zb_member_field_get_kind (field) == ZB_FIELD_DIGITS)
    return field == ZB_MEMBER_ID ? zb_mask_id (value) : zb_mask_phone (value);
  if (value != NULL && zb_member_field_get_kind (field) == ZB_FIELD_DAY)
    return g_strdup (value);

  return zb_member_field_dup_words (field, value);
}

static char *
make_summary (const ZbMemberDraft *draft)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shown_fields); i++)
    {
      ZbMemberField    field = shown_fields[i];
      g_autofree char *shown = dup_shown (field, draft->values[field]);
      g_autofree char *part = NULL;

      if (*shown == '\0')
        continue;
      part = g_markup_printf_escaped ("%s<span alpha='60%%'>%s</span> %s", markup->len > 0 ? "　" : "",
                                      zb_member_field_get_name (field), shown);
      g_string_append (markup, part);
    }

  return g_string_free (markup, FALSE);
}

static void
field_ticked_cb (GtkCheckButton    *button,
                 ZbRosterImportRow *self)
{
  ZbMemberField field;

  if (self->binding || self->line == NULL || !zb_member_field_from_code (gtk_widget_get_name (GTK_WIDGET (button)), &field))
    return;

  zb_roster_import_tick_field (zb_roster_import_line_get_import (self->line), zb_roster_import_line_get_index (self->line),
                               field, gtk_check_button_get_active (button));
}

static char *
make_change_markup (const ZbFieldChange *change)
{
  g_autofree char *ours = dup_shown (change->field, change->ours);
  g_autofree char *theirs = dup_shown (change->field, change->theirs);
  const char      *name = zb_member_field_get_name (change->field);

  if (g_str_equal (ours, theirs)) /* what is different is what was masked */
    {
      g_free (ours);
      g_free (theirs);
      ours = g_strdup (change->ours);
      theirs = g_strdup (change->theirs);
    }
  if (change->ours == NULL)
    return g_markup_printf_escaped (_ ("<span alpha='60%%'>%s（原为空）</span> <b>%s</b>"), name, theirs);
  if (change->finer)
    return g_markup_printf_escaped (_ ("<span alpha='60%%'>%s <s>%s</s> →</span> <b>%s</b> <span alpha='60%%'>更精确</span>"), name, ours, theirs);

  return g_markup_printf_escaped ("<span alpha='60%%'>%s <s>%s</s> →</span> <b>%s</b>", name, ours, theirs);
}

static void
add_change (ZbRosterImportRow   *self,
            const ZbFieldChange *change)
{
  GtkWidget       *button = gtk_check_button_new ();
  GtkWidget       *label = gtk_label_new (NULL);
  g_autofree char *markup = make_change_markup (change);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), change->ticked);
  gtk_widget_set_name (button, zb_member_field_to_code (change->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zb_member_field_get_name (change->field), -1);
  gtk_widget_add_css_class (button, "value-chip");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "toggled", G_CALLBACK (field_ticked_cb), self, 0);
  gtk_box_append (self->changes, button);
}

static void
clear_changes (ZbRosterImportRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->changes))) != NULL)
    gtk_box_remove (self->changes, child);
}

static void
show_person (ZbRosterImportRow *self,
             ZbRosterRow       *row)
{
  const char      *name = row->draft->values[ZB_MEMBER_NAME];
  g_autofree char *summary = make_summary (row->draft);
  gboolean         can_tick = row->kind == ZB_ROW_NEW || row->kind == ZB_ROW_CHANGED;

  gtk_check_button_set_active (self->tick, row->ticked);
  gtk_widget_set_visible (GTK_WIDGET (self->tick), can_tick);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name != NULL ? name : "");
  gtk_label_set_markup (self->values, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->values), row->kind != ZB_ROW_CHANGED);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), row->kind == ZB_ROW_CHANGED);
  for (guint i = 0; row->kind == ZB_ROW_CHANGED && i < row->changes->len; i++)
    add_change (self, &g_array_index (row->changes, ZbFieldChange, i));
  gtk_label_set_label (self->perhaps, row->perhaps_words != NULL ? row->perhaps_words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->perhaps), row->perhaps_words != NULL);
  gtk_widget_set_visible (self->is_same, row->kind == ZB_ROW_NEW && row->perhaps != 0);
  gtk_stack_set_visible_child_name (self->stack, "person");
}

static const char *
find_name (ZbRosterImport *import,
           guint           number)
{
  GPtrArray *rows = zb_roster_import_get_rows (import);

  for (guint i = 0; i < rows->len; i++)
    {
      ZbRosterRow *row = rows->pdata[i];

      if (row->row == number && row->draft->values[ZB_MEMBER_NAME] != NULL)
        return row->draft->values[ZB_MEMBER_NAME];
    }

  return "";
}

static void
show_problem (ZbRosterImportRow  *self,
              const ZbRowProblem *problem)
{
  g_autofree char *number = g_strdup_printf (_ ("%u 行"), problem->row);
  g_autofree char *place = problem->column != NULL ? g_strdup_printf (_ ("%s 列"), problem->column) : g_strdup ("");

  gtk_label_set_label (self->row_number, number);
  gtk_label_set_label (self->problem_name, find_name (zb_roster_import_line_get_import (self->line), problem->row));
  gtk_label_set_label (self->problem, problem->text);
  gtk_label_set_label (self->problem_place, place);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
show_absent (ZbRosterImportRow *self,
             ZbMember          *member)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_to_draft (member);
  g_autofree char *summary = make_summary (draft);

  adw_avatar_set_text (self->avatar, zb_member_get_name (member));
  gtk_label_set_label (self->name, zb_member_get_name (member));
  gtk_label_set_markup (self->values, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->values), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->tick), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->perhaps), FALSE);
  gtk_widget_set_visible (self->is_same, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "person");
}

static void
show_heading (ZbRosterImportRow *self)
{
  gtk_label_set_label (self->title, zb_roster_import_line_get_title (self->line));
  gtk_label_set_label (self->title_detail, zb_roster_import_line_get_detail (self->line));
  gtk_stack_set_visible_child_name (self->stack, "heading");
}

static void
show_line (ZbRosterImportRow *self)
{
  ZbRosterImport *import = zb_roster_import_line_get_import (self->line);
  guint           index = zb_roster_import_line_get_index (self->line);
  GPtrArray      *list;

  switch (zb_roster_import_line_get_kind (self->line))
    {
    case ZB_LINE_PERSON:
      list = zb_roster_import_get_rows (import);
      if (index < list->len)
        show_person (self, list->pdata[index]);
      break;
    case ZB_LINE_PROBLEM:
      list = zb_roster_import_get_problems (import);
      if (index < list->len)
        show_problem (self, list->pdata[index]);
      break;
    case ZB_LINE_ABSENT:
      list = zb_roster_import_get_absent (import);
      if (index < list->len)
        show_absent (self, list->pdata[index]);
      break;
    case ZB_LINE_HEADING:
    default:
      show_heading (self);
      break;
    }
}

static void
ticked_cb (ZbRosterImportRow *self)
{
  if (self->binding || self->line == NULL)
    return;

  zb_roster_import_tick (zb_roster_import_line_get_import (self->line), zb_roster_import_line_get_index (self->line),
                         gtk_check_button_get_active (self->tick));
}

static void
is_same_cb (ZbRosterImportRow *self)
{
  if (self->line != NULL && get_row (self) != NULL)
    zb_roster_import_identify (zb_roster_import_line_get_import (self->line), zb_roster_import_line_get_index (self->line), TRUE);
}

static void
copy_cb (ZbRosterImportRow *self)
{
  ZbRosterImport  *import = self->line != NULL ? zb_roster_import_line_get_import (self->line) : NULL;
  GPtrArray       *problems = import != NULL ? zb_roster_import_get_problems (import) : NULL;
  guint            index = problems != NULL ? zb_roster_import_line_get_index (self->line) : 0;
  ZbRowProblem    *problem;
  g_autofree char *text = NULL;

  if (problems == NULL || index >= problems->len)
    return;

  problem = problems->pdata[index];
  if (problem->column != NULL)
    text = g_strdup_printf (_ ("%s，工作表“%s”，第 %u 行 %s 列：%s"), zb_roster_import_get_file (import), problem->sheet,
                            problem->row, problem->column, problem->text);
  else
    text = g_strdup_printf (_ ("%s，工作表“%s”，第 %u 行：%s"), zb_roster_import_get_file (import), problem->sheet, problem->row,
                            problem->text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  zb_window_toast (GTK_WIDGET (self), _ ("已复制这一行的位置"), FALSE);
}

static void
zb_roster_import_row_dispose (GObject *object)
{
  ZbRosterImportRow *self = ZB_ROSTER_IMPORT_ROW (object);

  g_clear_object (&self->line);
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_ROSTER_IMPORT_ROW);

  G_OBJECT_CLASS (zb_roster_import_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, title_detail);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, tick);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, values);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, changes);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, perhaps);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, is_same);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, row_number);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, problem_name);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, problem);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportRow, problem_place);
}

static void
zb_roster_import_row_class_init (ZbRosterImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_import_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-import-row.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, ticked_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_same_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
zb_roster_import_row_init (ZbRosterImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_roster_import_row_new (void)
{
  return g_object_new (ZB_TYPE_ROSTER_IMPORT_ROW, NULL);
}

void
zb_roster_import_row_set_line (ZbRosterImportRow  *self,
                               ZbRosterImportLine *line)
{
  self->binding = TRUE;
  clear_changes (self);
  g_set_object (&self->line, line);
  if (line != NULL)
    show_line (self);
  self->binding = FALSE;
}
