/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-import-page.h"

#include <glib/gi18n.h>

#include "ui/roster/roster-import-row.h"
#include "ui/roster/roster-map-dialog.h"
#include "ui/window.h"
#include "ui/words.h"

struct _ZbRosterImportPage
{
  AdwBin parent_instance;

  ZbRoster       *roster;
  ZbRosterImport *import;
  GCancellable   *cancellable;
  gboolean        applying;

  AdwWindowTitle  *title;
  GtkButton       *apply;
  GtkStack        *states;
  AdwStatusPage   *fault;
  AdwStatusPage   *nothing;
  GtkLabel        *mapping;
  GtkWidget       *bar;
  GtkToggleButton *show_all;
  GtkToggleButton *show_new;
  GtkToggleButton *show_changed;
  GtkToggleButton *show_problems;
  GtkToggleButton *show_same;
  GtkToggleButton *show_absent;
  GtkListView     *view;
};

G_DEFINE_FINAL_TYPE (ZbRosterImportPage, zb_roster_import_page, ADW_TYPE_BIN)

static guint closed_signal;

static void
close_page (ZbRosterImportPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, closed_signal, 0);
}

static void
update_button (ZbRosterImportPage *self)
{
  guint            n = zb_roster_import_count_ticked (self->import);
  g_autofree char *label = n > 0 ? g_strdup_printf (_ ("应用 %u 人"), n) : g_strdup (_ ("应用"));

  gtk_button_set_label (self->apply, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), n > 0 && !self->applying);
}

static ZbImportLines
get_lines (ZbRosterImportPage *self)
{
  GtkToggleButton *const buttons[] = { self->show_all, self->show_new, self->show_changed,
                                       self->show_problems, self->show_same, self->show_absent };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return i;

  return ZB_LINES_ALL;
}

static void
fill_lines (ZbRosterImportPage *self)
{
  g_autoptr (GListStore) lines = zb_roster_import_list_lines (self->import, get_lines (self));
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (lines)));

  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

static void
show_sort_cb (ZbRosterImportPage *self,
              GParamSpec         *pspec,
              GtkToggleButton    *button)
{
  if (self->import != NULL && gtk_toggle_button_get_active (button))
    fill_lines (self);
}

static void
label_sort (GtkToggleButton *button,
            const char      *name,
            guint            n)
{
  g_autofree char *label = g_strdup_printf ("%s %u", name, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_visible (GTK_WIDGET (button), n > 0);
}

static void
update_sorts (ZbRosterImportPage *self)
{
  label_sort (self->show_new, _ ("新增"), zb_roster_import_count (self->import, ZB_ROW_NEW));
  label_sort (self->show_changed, _ ("变动"), zb_roster_import_count (self->import, ZB_ROW_CHANGED));
  label_sort (self->show_problems, _ ("有问题"), zb_roster_import_get_problems (self->import)->len);
  label_sort (self->show_same, _ ("相同"), zb_roster_import_count (self->import, ZB_ROW_SAME));
  label_sort (self->show_absent, _ ("表里没有的"), zb_roster_import_get_absent (self->import)->len);
}

static void
update_mapping (ZbRosterImportPage *self)
{
  GPtrArray       *columns = zb_roster_import_get_columns (self->import);
  guint            n_used = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < columns->len; i++)
    n_used += ((ZbRosterColumn *) columns->pdata[i])->used;
  text = n_used < columns->len ? g_strdup_printf (_ ("共 %u 列，认出 %u 列，%u 列不用"), columns->len, n_used, columns->len - n_used)
                               : g_strdup_printf (_ ("共 %u 列，都已认出"), columns->len);
  gtk_label_set_label (self->mapping, text);
}

static void
update_title (ZbRosterImportPage *self)
{
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %u 行"), zb_roster_import_get_file (self->import),
                                               zb_roster_import_get_rows (self->import)->len);

  adw_window_title_set_subtitle (self->title, subtitle);
}

static gboolean
is_nothing (ZbRosterImportPage *self)
{
  return zb_roster_import_count (self->import, ZB_ROW_NEW) + zb_roster_import_count (self->import, ZB_ROW_CHANGED) == 0 &&
         zb_roster_import_get_problems (self->import)->len == 0;
}

static void
show_fault (ZbRosterImportPage *self)
{
  g_autofree char *words = zb_roster_import_dup_problem_words (self->import);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_window_title_set_subtitle (self->title, zb_roster_import_get_file (self->import));
  adw_status_page_set_description (self->fault, escaped);
  gtk_stack_set_visible_child_name (self->states, "fault");
  gtk_widget_set_visible (GTK_WIDGET (self->apply), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
}

static void
show_preview (ZbRosterImportPage *self)
{
  update_title (self);
  update_mapping (self);
  update_sorts (self);
  update_button (self);
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->apply), !is_nothing (self));
  if (is_nothing (self) && get_lines (self) == ZB_LINES_ALL)
    {
      g_autofree char *words = g_strdup_printf (_ ("%u 人都与名册相同，不需要改动。"), zb_roster_import_count (self->import, ZB_ROW_SAME));

      adw_status_page_set_description (self->nothing, words);
      gtk_stack_set_visible_child_name (self->states, "nothing");
      return;
    }
  fill_lines (self);
  gtk_stack_set_visible_child_name (self->states, "preview");
}

static void
changed_cb (ZbRosterImportPage *self)
{
  if (self->applying)
    return;
  if (zb_roster_import_get_problem (self->import) == ZB_SHEET_OK)
    show_preview (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbRosterImportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!zb_roster_import_open_finish (ZB_ROSTER_IMPORT (source), result, &error))
    {
      g_autofree char *words = zb_words_error (error);

      if (self->import == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->fault, words);
      gtk_stack_set_visible_child_name (self->states, "fault");
      return;
    }
  if (self->import == NULL)
    return;

  if (zb_roster_import_get_problem (self->import) != ZB_SHEET_OK)
    show_fault (self);
  else
    show_preview (self);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbRosterImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint            n_new, n_changed;

  self->applying = FALSE;
  if (!zb_roster_import_apply_finish (ZB_ROSTER_IMPORT (source), result, &n_new, &n_changed, &error))
    {
      words = zb_words_error (error);
      zb_window_toast (GTK_WIDGET (self), words, FALSE);
      if (self->import != NULL)
        update_button (self);
      return;
    }

  words = n_changed == 0 ? g_strdup_printf (_ ("已导入名册：新增 %u 人"), n_new)
                         : g_strdup_printf (_ ("已导入名册：新增 %u 人，变动 %u 人"), n_new, n_changed);
  zb_window_toast (GTK_WIDGET (self), words, TRUE);
  close_page (self);
}

static void
apply_cb (ZbRosterImportPage *self)
{
  self->applying = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), FALSE);
  zb_roster_import_apply_async (self->import, self->cancellable, applied_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  close_page (ZB_ROSTER_IMPORT_PAGE (widget));
}

static void
apply_action_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbRosterImportPage *self = ZB_ROSTER_IMPORT_PAGE (widget);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->apply)) && gtk_widget_is_visible (GTK_WIDGET (self->apply)))
    apply_cb (self);
}

static void
map_cb (ZbRosterImportPage *self)
{
  zb_roster_map_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->import);
}

static void
untick_cb (ZbRosterImportPage *self)
{
  guint    n = zb_roster_import_get_rows (self->import)->len;
  gboolean tick = zb_roster_import_count_ticked (self->import) == 0;

  for (guint i = 0; i < n; i++)
    zb_roster_import_tick (self->import, i, tick);
  fill_lines (self);
  update_button (self);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, zb_roster_import_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  zb_roster_import_row_set_line (ZB_ROSTER_IMPORT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  zb_roster_import_row_set_line (ZB_ROSTER_IMPORT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
zb_roster_import_page_dispose (GObject *object)
{
  ZbRosterImportPage *self = ZB_ROSTER_IMPORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);
  g_clear_object (&self->roster);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ROSTER_IMPORT_PAGE);

  G_OBJECT_CLASS (zb_roster_import_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, apply);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, fault);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, mapping);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_all);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_new);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_changed);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_problems);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_same);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, show_absent);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterImportPage, view);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, untick_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_sort_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
zb_roster_import_page_class_init (ZbRosterImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_import_page_dispose;
  closed_signal = g_signal_new ("closed", ZB_TYPE_ROSTER_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "roster-import.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "roster-import.apply", NULL, apply_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "roster-import.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "roster-import.apply", NULL);
}

static void
zb_roster_import_page_init (ZbRosterImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
zb_roster_import_page_new (ZbRoster *roster)
{
  ZbRosterImportPage *self = g_object_new (ZB_TYPE_ROSTER_IMPORT_PAGE, NULL);

  self->roster = g_object_ref (roster);
  self->import = zb_roster_import_new (roster);
  g_signal_connect_object (self->import, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "ticked", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
zb_roster_import_page_begin (ZbRosterImportPage *self,
                             const char         *path)
{
  gtk_stack_set_visible_child_name (self->states, "reading");
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  zb_roster_import_open_async (self->import, path, self->cancellable, opened_cb, g_object_ref (self));
}
