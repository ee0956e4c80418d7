/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/import-page.h"

#include <glib/gi18n.h>

#include "service/import.h"
#include "ui/import/import-card-view.h"
#include "ui/import/import-window.h"
#include "ui/words.h"

struct _ZbImportPage
{
  AdwBin parent_instance;

  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbImport     *import;
  GCancellable *cancellable;
  gboolean      running;

  AdwWindowTitle *title;
  GtkWidget      *run;
  GtkStack       *stack;
  GtkProgressBar *progress;
  GtkLabel       *progress_text;
  GtkBox         *cards;
  AdwStatusPage  *status;
};

enum
{
  CLOSED,
  CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbImportPage, zb_import_page, ADW_TYPE_BIN)

static void
show_count (ZbImportPage *self)
{
  guint            n = zb_import_get_n_new (self->import);
  g_autofree char *label = g_strdup_printf (_ ("导入 %u 张"), n);
  g_autofree char *subtitle = g_strdup_printf (_ ("%u 张新照片"), n);

  gtk_button_set_label (GTK_BUTTON (self->run), label);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", n > 0 && !self->running);
}

static void
show_status (ZbImportPage *self,
             const char   *icon,
             const char   *title,
             const char   *description)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static guint
count_duplicates (GPtrArray *cards)
{
  guint n = 0;

  for (guint i = 0; i < cards->len; i++)
    {
      const ZbImportCard *card = g_ptr_array_index (cards, i);

      if (card->kind == ZB_CARD_DUPLICATE)
        n += card->items->len;
    }

  return n;
}

static gboolean
has_new (GPtrArray *cards)
{
  for (guint i = 0; i < cards->len; i++)
    {
      const ZbImportCard *card = g_ptr_array_index (cards, i);

      if (card->kind != ZB_CARD_DUPLICATE && card->kind != ZB_CARD_OTHER)
        return TRUE;
    }

  return FALSE;
}

static void
show_nothing (ZbImportPage *self,
              GPtrArray    *cards)
{
  guint            n = count_duplicates (cards);
  g_autofree char *text = g_strdup_printf (_ ("看到的 %u 张照片都导入过了，没有新的"), n);

  if (n > 0)
    show_status (self, "emblem-ok-symbolic", _ ("都已在相册中"), text);
  else
    show_status (self, "folder-symbolic", _ ("这里没有照片"), _ ("请选择存放照片的文件夹，或相机存储卡里的 DCIM 文件夹"));
}

static void
show_cards (ZbImportPage *self)
{
  GPtrArray *cards = zb_import_get_cards (self->import);

  if (!has_new (cards))
    {
      show_nothing (self, cards);
      return;
    }

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = zb_import_card_view_new (self->import, self->meetings, i);

      g_signal_connect_object (card, "changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, card);
    }
  gtk_widget_set_visible (self->run, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "review");
  show_count (self);
  gtk_widget_grab_focus (self->run);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbImportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (zb_import_look_finish (ZB_IMPORT (source), result, &error))
    show_cards (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = zb_words_error (error);

      show_status (self, "dialog-warning-symbolic", _ ("没能查看这些照片"), words);
    }
}

static void
progress_cb (ZbImportPage *self)
{
  const ZbImportProgress *progress = zb_import_get_progress (self->import);
  g_autofree char        *text = NULL;

  if (zb_import_get_state (self->import) != ZB_IMPORT_LOOKING)
    return;

  text = g_strdup_printf (_ ("%u / %u 个文件 · 每秒 %.0f 个"), progress->n_done, progress->n_total, progress->rate);
  gtk_label_set_label (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress, progress->n_total > 0 ? (double) progress->n_done / progress->n_total : 0);
}

static void
finished_cb (ZbImportPage *self,
             gint64        batch)
{
  g_signal_emit (self, signals[CLOSED], 0, batch);
}

static void
checked_cb (ZbImportPage *self)
{
  g_signal_emit (self, signals[CHECKED], 0);
}

static void
run_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbImportPage *self = ZB_IMPORT_PAGE (widget);
  GtkWindow    *window;

  if (self->running)
    return;

  self->running = TRUE;
  gtk_widget_action_set_enabled (widget, "import.run", FALSE);
  gtk_widget_action_set_enabled (widget, "import.cancel", FALSE);
  window = zb_import_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->library, self->meetings, self->import);
  g_signal_connect_object (window, "checked", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbImportPage *self = ZB_IMPORT_PAGE (widget);

  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CLOSED], 0, (gint64) 0);
}

static void
zb_import_page_dispose (GObject *object)
{
  ZbImportPage *self = ZB_IMPORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->import != NULL && zb_import_get_state (self->import) == ZB_IMPORT_LOOKING)
    zb_import_cancel (self->import); /* at once: the library may be closed next */
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_IMPORT_PAGE);
  g_clear_object (&self->import);
  g_clear_object (&self->meetings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_import_page_parent_class)->dispose (object);
}

static void
zb_import_page_class_init (ZbImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_import_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHECKED] = g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, run);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, progress_text);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ZbImportPage, status);
}

static void
zb_import_page_init (ZbImportPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
}

GtkWidget *
zb_import_page_new (ZbLibrary  *library,
                    ZbMeetings *meetings,
                    ZbAlbum    *album)
{
  ZbImportPage *self = g_object_new (ZB_TYPE_IMPORT_PAGE, NULL);

  self->library = g_object_ref (library);
  self->meetings = g_object_ref (meetings);

  return GTK_WIDGET (self);
}

void
zb_import_page_begin (ZbImportPage      *self,
                      const char *const *paths,
                      gint64             meeting)
{
  g_return_if_fail (self->import == NULL);

  self->import = zb_import_new (self->library, paths);
  if (meeting != 0)
    zb_import_set_meeting (self->import, meeting);
  g_signal_connect_object (self->import, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  zb_import_look_async (self->import, self->cancellable, looked_cb, g_object_ref (self));
}

void
zb_import_page_take (ZbImportPage *self,
                     ZbImport     *import)
{
  g_return_if_fail (self->import == NULL && zb_import_get_state (import) == ZB_IMPORT_REVIEW);

  self->import = g_object_ref (import);
  show_cards (self);
}
