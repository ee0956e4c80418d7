/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fault-page.h"

#include <glib/gi18n.h>

#include "service/backup.h"
#include "service/library.h"
#include "ui/words.h"

struct _ZbFaultPage
{
  AdwBin parent_instance;

  char *folder;
  char *backup; /* the latest good one, NULL when there is none */

  GtkFileChooserNative *chooser;

  AdwStatusPage *status;
  GtkWidget     *restore;
  GtkWidget     *whole;
  GtkWidget     *retry;
};

enum
{
  RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbFaultPage, zb_fault_page, ADW_TYPE_BIN)

static void
retry_cb (ZbFaultPage *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbFaultPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_sensitive (self->restore, TRUE);
  if (zb_rolling_restore_finish (result, &error))
    {
      g_signal_emit (self, signals[RETRY], 0);
      return;
    }

  g_warning ("restore: %s", error->message);
  words = zb_words_error (error);
  adw_status_page_set_description (self->status, words);
}

static void
restore_cb (ZbFaultPage *self)
{
  gtk_widget_set_sensitive (self->restore, FALSE);
  zb_rolling_restore_async (self->folder, self->backup, NULL, restored_cb, g_object_ref (self));
}

static void
whole_restored_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (ZbFaultPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ZbBackupResult   backup;

  gtk_widget_set_sensitive (self->whole, TRUE);
  if (zb_restore_finish (result, &backup, &error))
    {
      g_signal_emit (self, signals[RETRY], 0);
      return;
    }

  g_warning ("restore: %s", error->message);
  words = zb_words_error (error);
  adw_status_page_set_description (self->status, words);
}

static void
whole_chosen_cb (ZbFaultPage *self,
                 int          response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path == NULL)
    return;

  gtk_widget_set_sensitive (self->whole, FALSE);
  zb_restore_async (path, self->folder, NULL, whole_restored_cb, g_object_ref (self));
}

static void
whole_cb (ZbFaultPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("选择备份文件"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (whole_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
offer_backup (ZbFaultPage           *self,
              const ZbRollingBackup *backup)
{
  g_autofree char *when = g_strdelimit (g_strdup (backup->when), "T", ' ');
  g_autofree char *text =
      g_strdup_printf (_ ("数据库已损坏，没有打开；照片文件不受影响。\n最近一份完好的备份是 %s 的。"
                          "恢复后，那以后的修改要重新做；损坏的数据库会另存，不会删除。"),
                       when);

  self->backup = g_strdup (backup->path);
  adw_status_page_set_description (self->status, text);
  gtk_widget_set_visible (self->restore, TRUE);
}

static void
backups_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbFaultPage) self = data;
  g_autoptr (GPtrArray) backups = zb_rolling_list_finish (result, NULL);

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    if (((ZbRollingBackup *) backups->pdata[i])->good)
      {
        offer_backup (self, backups->pdata[i]);
        return;
      }

  adw_status_page_set_description (
      self->status, _ ("数据库已损坏，也没有找到完好的自动备份。照片文件不受影响，都在资料文件夹里。\n"
                       "如果有“备份整个支部”的文件，请用它恢复。"));
}

static void
zb_fault_page_dispose (GObject *object)
{
  g_clear_object (&ZB_FAULT_PAGE (object)->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_FAULT_PAGE);

  G_OBJECT_CLASS (zb_fault_page_parent_class)->dispose (object);
}

static void
zb_fault_page_finalize (GObject *object)
{
  ZbFaultPage *self = ZB_FAULT_PAGE (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->backup, g_free);

  G_OBJECT_CLASS (zb_fault_page_parent_class)->finalize (object);
}

static void
zb_fault_page_class_init (ZbFaultPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_fault_page_dispose;
  object_class->finalize = zb_fault_page_finalize;

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/fault-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFaultPage, status);
  gtk_widget_class_bind_template_child (widget_class, ZbFaultPage, restore);
  gtk_widget_class_bind_template_child (widget_class, ZbFaultPage, whole);
  gtk_widget_class_bind_template_child (widget_class, ZbFaultPage, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
}

static void
zb_fault_page_init (ZbFaultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_fault_page_show (ZbFaultPage  *self,
                    const char   *folder,
                    const GError *error)
{
  ZbFault          fault = zb_service_fault (error);
  g_autofree char *words = zb_words_error (error);
  char            *copy = g_strdup (folder);

  g_return_if_fail (ZB_IS_FAULT_PAGE (self));

  g_free (self->folder);
  self->folder = copy;
  g_clear_pointer (&self->backup, g_free);
  adw_status_page_set_title (self->status, fault == ZB_FAULT_DAMAGED   ? _ ("资料损坏了")
                                           : fault == ZB_FAULT_BUSY    ? _ ("资料正在使用")
                                           : fault == ZB_FAULT_TOO_NEW ? _ ("请更新支部纪实")
                                                                       : _ ("打不开资料"));
  adw_status_page_set_description (self->status, words);
  gtk_widget_set_visible (self->restore, FALSE);
  gtk_widget_set_visible (self->whole, fault == ZB_FAULT_DAMAGED);
  gtk_widget_set_visible (self->retry, fault != ZB_FAULT_TOO_NEW && fault != ZB_FAULT_DAMAGED);
  if (fault == ZB_FAULT_DAMAGED)
    zb_rolling_list_async (folder, NULL, backups_cb, g_object_ref (self));
}
