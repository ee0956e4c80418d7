/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/filing-dialog.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"
#include "ui/window.h"
#include "ui/words.h"

struct _ZbFilingDialog
{
  AdwWindow parent_instance;

  ZbCalendar *calendar;
  char       *task;
  ZbDay       first;

  GtkWidget           *save;
  AdwPreferencesGroup *group;
  ZbDayRow            *day;
  GtkEditable         *note;
  GtkLabel            *fault;
};

G_DEFINE_FINAL_TYPE (ZbFilingDialog, zb_filing_dialog, ADW_TYPE_WINDOW)

static const char *
find_fault (ZbFilingDialog *self,
            ZbDay          *day)
{
  if (!zb_day_row_read (self->day, day))
    return _ ("日期看不懂，请写成 2019-06-10");
  if (!zb_day_is_set (*day))
    return _ ("请写完成的日期");
  if (zb_day_compare (*day, zb_calendar_get_today (self->calendar)) > 0)
    return _ ("完成的日期不能在今天以后");

  return NULL;
}

static void
changed_cb (ZbFilingDialog *self)
{
  ZbDay       day;
  const char *fault;

  if (self->calendar == NULL)
    return;

  fault = find_fault (self, &day);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_widget_set_sensitive (self->save, fault == NULL);
}

static void
filed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbFilingDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_calendar_edit_finish (ZB_CALENDAR (source), result, &error) < 0)
    {
      words = zb_words_error (error);
      gtk_label_set_label (self->fault, words);
      gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  words = g_strdup_printf (_ ("已登记：%s"), adw_preferences_group_get_title (self->group));
  zb_window_toast (GTK_WIDGET (self), words, TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (ZbFilingDialog *self)
{
  const char *note = gtk_editable_get_text (self->note);
  ZbDay       day;

  if (find_fault (self, &day) != NULL)
    return;

  gtk_widget_set_sensitive (self->save, FALSE);
  zb_calendar_file_async (self->calendar, self->task, self->first, day, *note != '\0' ? note : NULL, NULL, filed_cb, g_object_ref (self));
}

static void
zb_filing_dialog_dispose (GObject *object)
{
  ZbFilingDialog *self = ZB_FILING_DIALOG (object);

  g_clear_object (&self->calendar);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_FILING_DIALOG);

  G_OBJECT_CLASS (zb_filing_dialog_parent_class)->dispose (object);
}

static void
zb_filing_dialog_finalize (GObject *object)
{
  g_clear_pointer (&ZB_FILING_DIALOG (object)->task, g_free);

  G_OBJECT_CLASS (zb_filing_dialog_parent_class)->finalize (object);
}

static void
zb_filing_dialog_class_init (ZbFilingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_filing_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_filing_dialog_finalize;
  g_type_ensure (ZB_TYPE_DAY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/filing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFilingDialog, save);
  gtk_widget_class_bind_template_child (widget_class, ZbFilingDialog, group);
  gtk_widget_class_bind_template_child (widget_class, ZbFilingDialog, day);
  gtk_widget_class_bind_template_child (widget_class, ZbFilingDialog, note);
  gtk_widget_class_bind_template_child (widget_class, ZbFilingDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_filing_dialog_init (ZbFilingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

void
zb_filing_dialog_present (GtkWindow  *parent,
                          ZbCalendar *calendar,
                          const char *task,
                          ZbDay       first,
                          const char *name)
{
  ZbFilingDialog *self = g_object_new (ZB_TYPE_FILING_DIALOG, "transient-for", parent, NULL);

  self->calendar = g_object_ref (calendar);
  self->task = g_strdup (task);
  self->first = first;
  adw_preferences_group_set_title (self->group, name);
  if (g_str_equal (task, "plan-filing"))
    adw_preferences_group_set_description (self->group, _ ("登记后，这个季度计划中的活动都记为“已报备”。"));
  zb_day_row_fill (self->day, zb_calendar_get_today (calendar));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
  gtk_window_present (GTK_WINDOW (self));
}
