/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/ledger-dialog.h"

#include <glib/gi18n.h>

#include "ui/window.h"
#include "ui/words.h"

struct _ZbLedgerDialog
{
  AdwWindow parent_instance;

  ZbRoster             *roster;
  GPtrArray            *members;
  GtkFileChooserNative *chooser;

  GtkLabel    *which;
  AdwComboRow *layouts;
  AdwComboRow *formats;
  GtkSwitch   *masked;
};

G_DEFINE_FINAL_TYPE (ZbLedgerDialog, zb_ledger_dialog, ADW_TYPE_WINDOW)

static const char *const endings[] = { ".xlsx", ".pdf" };

typedef struct
{
  GtkWindow *parent;
  char      *path;
} Written;

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Written *written = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (written->path);
  g_autofree char *words = NULL;
  int              n = zb_ledger_export_finish (ZB_ROSTER (source), result, &error);

  if (n >= 0)
    words = g_strdup_printf (_ ("已导出 %d 名党员到“%s”"), n, name);
  else
    words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (written->parent), words, FALSE);

  g_object_unref (written->parent);
  g_free (written->path);
  g_free (written);
}

static void
export_to (ZbLedgerDialog *self,
           const char     *path)
{
  const char *ending = endings[adw_combo_row_get_selected (self->formats)];
  Written    *written = g_new0 (Written, 1);

  written->parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self)));
  written->path = g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  zb_ledger_export_async (self->roster, written->path, self->members, adw_combo_row_get_selected (self->layouts),
                          gtk_switch_get_active (self->masked), NULL, exported_cb, written);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (ZbLedgerDialog *self,
           int             response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path != NULL)
    export_to (self, path);
}

static void
save_cb (ZbLedgerDialog *self)
{
  const char      *ending = endings[adw_combo_row_get_selected (self->formats)];
  g_autofree char *name = g_strdup_printf (_ ("党员台账 %s%s"), zb_roster_get_today (self->roster), ending);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("导出台账"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("导出"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
zb_ledger_dialog_dispose (GObject *object)
{
  ZbLedgerDialog *self = ZB_LEDGER_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->roster);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_LEDGER_DIALOG);

  G_OBJECT_CLASS (zb_ledger_dialog_parent_class)->dispose (object);
}

static void
zb_ledger_dialog_class_init (ZbLedgerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_ledger_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/ledger-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbLedgerDialog, which);
  gtk_widget_class_bind_template_child (widget_class, ZbLedgerDialog, layouts);
  gtk_widget_class_bind_template_child (widget_class, ZbLedgerDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, ZbLedgerDialog, masked);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_ledger_dialog_init (ZbLedgerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_ledger_dialog_present (GtkWindow *parent,
                          ZbRoster  *roster,
                          GPtrArray *members)
{
  ZbLedgerDialog  *self = g_object_new (ZB_TYPE_LEDGER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *which = g_strdup_printf (_ ("表里现在显示的 %u 名党员，按现在的顺序"), members->len);

  self->roster = g_object_ref (roster);
  self->members = g_ptr_array_ref (members);
  gtk_label_set_label (self->which, which);
  gtk_window_present (GTK_WINDOW (self));
}
