/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-attendance.h"

#include <glib/gi18n.h>

#include "model/record.h"

#define N_MONTHS 12

struct _ZbMemberAttendance
{
  AdwBin parent_instance;

  GCancellable *cancellable; /* of what is being read */
  GtkLabel     *cells[N_MONTHS];

  GtkLabel   *title;
  GtkLabel   *sum;
  GtkGrid    *months;
  GtkListBox *exceptions;
};

G_DEFINE_FINAL_TYPE (ZbMemberAttendance, zb_member_attendance, ADW_TYPE_BIN)

static gboolean
is_exception (const ZbAttendanceEntry *entry)
{
  return entry->mark == ZB_MARK_EXCUSED || entry->mark == ZB_MARK_ABSENT;
}

/* "2/2", or nothing in a month without a meeting. */
static void
show_months (ZbMemberAttendance *self,
             GPtrArray          *entries)
{
  guint present[N_MONTHS] = { 0 }, expected[N_MONTHS] = { 0 };

  for (guint i = 0; i < entries->len; i++)
    {
      const ZbAttendanceEntry *entry = entries->pdata[i];
      int                      month;

      zb_wall_split (&entry->start, NULL, &month, NULL, NULL, NULL, NULL);
      present[month - 1] += entry->mark == ZB_MARK_PRESENT;
      expected[month - 1] += entry->mark == ZB_MARK_PRESENT || is_exception (entry);
    }

  for (guint i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *text = expected[i] > 0 ? g_strdup_printf ("%u/%u", present[i], expected[i]) : g_strdup ("·");
      g_autofree char *words = g_strdup_printf (_ ("%u 月：应到 %u 次，到会 %u 次"), i + 1, expected[i], present[i]);
      gboolean         whole = expected[i] > 0 && present[i] == expected[i];

      gtk_label_set_label (self->cells[i], text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->cells[i]), words);
      (whole ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->cells[i]), "whole");
      (expected[i] == 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->cells[i]), "dim-label");
    }
}

static GtkWidget *
exception_row (const ZbAttendanceEntry *entry)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *reason = entry->reason != NULL && entry->mark == ZB_MARK_EXCUSED ? zb_leave_get_name (entry->reason) : zb_mark_get_name (entry->mark);
  g_autofree char *title = g_markup_escape_text (entry->theme, -1);
  g_autofree char *when = zb_wall_dup_span (&entry->start, &ZB_WALL_NONE);
  g_autofree char *plain = g_strjoin (" · ", when, reason, entry->note, NULL);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
show_exceptions (ZbMemberAttendance *self,
                 GPtrArray          *entries)
{
  GtkWidget *child;
  guint      n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->exceptions))) != NULL)
    gtk_list_box_remove (self->exceptions, child);
  for (guint i = 0; i < entries->len; i++)
    if (is_exception (entries->pdata[i]))
      {
        gtk_list_box_append (self->exceptions, exception_row (entries->pdata[i]));
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->exceptions), n > 0);
}

static void
show_sum (ZbMemberAttendance *self,
          GPtrArray          *entries)
{
  ZbAttendanceSum sum = zb_attendance_entries_sum (entries);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, _ ("应到 %u · 到会 %u"), sum.expected, sum.present);
  if (sum.excused > 0)
    g_string_append_printf (words, _ (" · 请假 %u"), sum.excused);
  if (sum.absent > 0)
    g_string_append_printf (words, _ (" · 缺席 %u"), sum.absent);
  if (sum.running > 1)
    g_string_append_printf (words, _ (" · 连续 %u 次无故未到"), sum.running);
  gtk_label_set_label (self->sum, words->str);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbMemberAttendance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = zb_roster_attendance_finish (ZB_ROSTER (source), result, &error);

  if (entries == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("attendance: %s", error->message);
      return;
    }
  if (self->months == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), entries->len > 0);
  show_months (self, entries);
  show_sum (self, entries);
  show_exceptions (self, entries);
}

void
zb_member_attendance_show (ZbMemberAttendance *self,
                           ZbRoster           *roster,
                           gint64              member)
{
  const char      *today = zb_roster_get_today (roster);
  g_autofree char *from = g_strdup_printf ("%.4s-01-01", today);
  g_autofree char *to = g_strdup_printf ("%.4s-12-31", today);
  g_autofree char *title = g_strdup_printf (_ ("%.4s 年出勤"), today);

  gtk_label_set_label (self->title, title);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_roster_attendance_async (roster, member, from, to, self->cancellable, listed_cb, g_object_ref (self));
}

static void
zb_member_attendance_dispose (GObject *object)
{
  ZbMemberAttendance *self = ZB_MEMBER_ATTENDANCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEMBER_ATTENDANCE);

  G_OBJECT_CLASS (zb_member_attendance_parent_class)->dispose (object);
}

static void
zb_member_attendance_class_init (ZbMemberAttendanceClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_member_attendance_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-attendance.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberAttendance, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberAttendance, sum);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberAttendance, months);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberAttendance, exceptions);
}

static void
zb_member_attendance_init (ZbMemberAttendance *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget       *head = gtk_label_new (number);

      self->cells[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (head, "caption");
      gtk_widget_add_css_class (head, "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->cells[i]), "month-cell");
      gtk_widget_add_css_class (GTK_WIDGET (self->cells[i]), "numeric");
      gtk_grid_attach (self->months, head, i, 0, 1, 1);
      gtk_grid_attach (self->months, GTK_WIDGET (self->cells[i]), i, 1, 1, 1);
    }
}
