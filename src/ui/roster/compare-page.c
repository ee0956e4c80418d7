/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/compare-page.h"

#include <glib/gi18n.h>

#include "ui/roster/difference-row.h"
#include "ui/print.h"
#include "ui/window.h"
#include "ui/words.h"

struct _ZbComparePage
{
  AdwBin parent_instance;

  ZbRoster             *roster;
  ZbRosterCompare      *compare;
  ZbRosterImport       *import; /* while a file is read */
  GCancellable         *cancellable;
  GtkFileChooserNative *chooser;

  AdwWindowTitle *title;
  GtkStack       *states;
  AdwStatusPage  *fault;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (ZbComparePage, zb_compare_page, ADW_TYPE_BIN)

enum
{
  CLOSED,
  CHOOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_state (ZbComparePage *self)
{
  guint            n = g_list_model_get_n_items (zb_roster_compare_get_model (self->compare));
  guint            n_open;
  g_autofree char *subtitle = NULL;

  g_object_get (self->compare, "n-open", &n_open, NULL);
  subtitle = n_open > 0 ? g_strdup_printf (_ ("%u 处待处理"), n_open) : n > 0 ? g_strdup (_ ("都已处理"))
                                                                              : g_strdup ("");
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.print", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.export", n > 0);
  if (self->import == NULL)
    gtk_stack_set_visible_child_name (self->states, n > 0 ? "list" : "empty");
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbComparePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_roster_compare_resolve_finish (ZB_ROSTER_COMPARE (source), result, &error))
    words = g_strdup (_ ("已登记处理结果"));
  else
    words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (self), words, error == NULL);
}

static void
resolve_cb (ZbDifferenceRow *row,
            int              resolution,
            const char      *note,
            ZbComparePage   *self)
{
  zb_roster_compare_resolve_async (self->compare, zb_difference_get_id (zb_difference_row_get_difference (row)),
                                   resolution, note, NULL, resolved_cb, g_object_ref (self));
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  GtkWidget *row = zb_difference_row_new (item);

  g_signal_connect_object (row, "resolve", G_CALLBACK (resolve_cb), data, 0);
  return row;
}

static const char *
get_section (GtkListBoxRow *row)
{
  ZbDifference *difference = zb_difference_row_get_difference (ZB_DIFFERENCE_ROW (row));
  const char   *kind = zb_difference_get_kind (difference);

  if (!zb_difference_get_open (difference))
    return _ ("已处理");
  if (g_str_equal (kind, "only-here"))
    return _ ("只在台账里：平台没有这个人");
  if (g_str_equal (kind, "only-there"))
    return _ ("只在平台上：台账里没有这个人");
  if (g_str_equal (kind, "differs"))
    return _ ("两边不一样");

  return _ ("平台导出里的这个值已经损坏，没有拿来比较");
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  GtkWidget *label;

  if (before != NULL && get_section (row) == get_section (before))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (get_section (row));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "roster-section");
  gtk_list_box_row_set_header (row, label);
}

static void
show_fault (ZbComparePage *self,
            const char    *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  g_clear_object (&self->import);
  adw_status_page_set_description (self->fault, escaped);
  gtk_stack_set_visible_child_name (self->states, "fault");
}

static void
show_error (ZbComparePage *self,
            const GError  *error)
{
  g_autofree char *words = zb_words_error (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_fault (self, words);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbComparePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint            n_open;
  int              n_same = zb_roster_compare_run_finish (ZB_ROSTER_COMPARE (source), result, &error);

  if (self->compare == NULL)
    return;
  if (n_same < 0)
    {
      show_error (self, error);
      return;
    }

  g_clear_object (&self->import);
  update_state (self);
  g_object_get (self->compare, "n-open", &n_open, NULL);
  words = n_open == 0 ? g_strdup_printf (_ ("%d 人与平台一致"), n_same)
                      : g_strdup_printf (_ ("%d 人与平台一致，%u 处要处理"), n_same, n_open);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbComparePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!zb_roster_import_open_finish (ZB_ROSTER_IMPORT (source), result, &error))
    {
      show_error (self, error);
      return;
    }
  if (self->compare == NULL || self->import == NULL)
    return;
  if (zb_roster_import_get_problem (self->import) != ZB_SHEET_OK)
    {
      words = zb_roster_import_dup_problem_words (self->import);
      show_fault (self, words);
      return;
    }

  zb_roster_compare_run_async (self->compare, self->import, self->cancellable, compared_cb, g_object_ref (self));
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  g_cancellable_cancel (ZB_COMPARE_PAGE (widget)->cancellable);
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
choose_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[CHOOSE], 0);
}

static ZbPages *
make_pages (double   width,
            double   height,
            gpointer data)
{
  return zb_compare_pages (data, width, height);
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbComparePage *self = ZB_COMPARE_PAGE (widget);

  zb_print (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("与平台核对"), make_pages, g_object_ref (self->compare), g_object_unref);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbComparePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_compare_export_finish (ZB_ROSTER_COMPARE (source), result, &error))
    words = g_strdup (_ ("已导出核对清单"));
  else
    words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
export_chosen_cb (ZbComparePage *self,
                  int            response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path != NULL)
    zb_compare_export_async (self->compare, path, NULL, exported_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbComparePage   *self = ZB_COMPARE_PAGE (widget);
  g_autofree char *name = g_strdup_printf (_ ("与平台核对 %s.pdf"), zb_roster_get_today (self->roster));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("导出核对清单"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("导出"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (export_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
zb_compare_page_dispose (GObject *object)
{
  ZbComparePage *self = ZB_COMPARE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->import);
  g_clear_object (&self->compare);
  g_clear_object (&self->roster);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_COMPARE_PAGE);

  G_OBJECT_CLASS (zb_compare_page_parent_class)->dispose (object);
}

static void
zb_compare_page_class_init (ZbComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_compare_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", ZB_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOOSE] = g_signal_new ("choose", ZB_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbComparePage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbComparePage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbComparePage, fault);
  gtk_widget_class_bind_template_child (widget_class, ZbComparePage, list);
  gtk_widget_class_install_action (widget_class, "compare.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "compare.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "compare.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "compare.export", NULL, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "compare.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "compare.close", NULL);
}

static void
zb_compare_page_init (ZbComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
zb_compare_page_new (ZbRoster        *roster,
                     ZbRosterCompare *compare)
{
  ZbComparePage *self = g_object_new (ZB_TYPE_COMPARE_PAGE, NULL);

  self->roster = g_object_ref (roster);
  self->compare = g_object_ref (compare);
  gtk_list_box_bind_model (self->list, zb_roster_compare_get_model (compare), make_row, self, NULL);
  g_signal_connect_object (zb_roster_compare_get_model (compare), "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (compare, "notify::n-open", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}

void
zb_compare_page_begin (ZbComparePage *self,
                       const char    *path)
{
  g_clear_object (&self->import);
  self->import = zb_roster_import_new (self->roster);
  gtk_stack_set_visible_child_name (self->states, "reading");
  zb_roster_import_open_async (self->import, path, self->cancellable, opened_cb, g_object_ref (self));
}
