/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-running.h"

#include <glib/gi18n.h>

#include "ui/words.h"

struct _ZbExportRunning
{
  AdwBin parent_instance;

  gboolean stopping;

  GtkLabel       *count;
  GtkLabel       *left;
  GtkProgressBar *bar;
  GtkLabel       *bytes;
  GtkLabel       *rate;
  GtkWidget      *cancel;
};

enum
{
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbExportRunning, zb_export_running, ADW_TYPE_BIN)

static void
take_label (GtkLabel *label,
            char     *text)
{
  gtk_label_set_label (label, text);
  g_free (text);
}

static void
cancel_clicked_cb (ZbExportRunning *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static gboolean
zb_export_running_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ZB_EXPORT_RUNNING (widget)->cancel);
}

static void
zb_export_running_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_EXPORT_RUNNING);

  G_OBJECT_CLASS (zb_export_running_parent_class)->dispose (object);
}

static void
zb_export_running_class_init (ZbExportRunningClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_export_running_dispose;
  widget_class->grab_focus = zb_export_running_grab_focus;

  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/export-running.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, count);
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, left);
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, bytes);
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, rate);
  gtk_widget_class_bind_template_child (widget_class, ZbExportRunning, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
zb_export_running_init (ZbExportRunning *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_export_running_show (ZbExportRunning        *self,
                        const ZbExportProgress *progress)
{
  g_autofree char *done = g_format_size (progress->bytes_done);
  g_autofree char *total = g_format_size (progress->bytes_total);
  double           share = progress->n_total > 0 ? (double) progress->n_done / progress->n_total : 0;

  g_return_if_fail (ZB_IS_EXPORT_RUNNING (self));

  take_label (self->count, g_strdup_printf (_ ("%u / %u 张照片"), progress->n_done, progress->n_total));
  if (!self->stopping)
    take_label (self->left, zb_words_left (progress->seconds_left));
  if (progress->bytes_total > 0)
    take_label (self->bytes, g_strdup_printf (_ ("%s，共 %s"), done, total));
  if (progress->seconds > 0)
    take_label (self->rate, g_strdup_printf (_ ("每秒 %.1f 张"), progress->n_done / progress->seconds));
  gtk_progress_bar_set_fraction (self->bar, MIN (share, 1));
}

void
zb_export_running_set_stopping (ZbExportRunning *self,
                                gboolean         stopping)
{
  g_return_if_fail (ZB_IS_EXPORT_RUNNING (self));

  self->stopping = stopping;
  gtk_widget_set_sensitive (self->cancel, !stopping);
  if (stopping)
    gtk_label_set_label (self->left, _ ("正在停下…"));
}
