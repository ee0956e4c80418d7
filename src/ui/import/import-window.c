/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/import-window.h"

#include <glib/gi18n.h>

#include "ui/words.h"

#define MOST_NAMES 200 /* rows under one outcome; the rest is counted */

struct _ZbImportWindow
{
  AdwWindow parent_instance;

  ZbLibrary       *library;
  ZbMeetings      *meetings;
  ZbImport        *import;
  ZbImportSummary *summary; /* NULL while it runs */
  GBytes          *shown;   /* thumbnail in the picture */

  AdwWindowTitle *title;
  GtkStack       *stack;
  GtkPicture     *picture;
  GtkLabel       *last;
  GtkLabel       *count;
  GtkLabel       *left;
  GtkProgressBar *bar;
  GtkLabel       *bytes;
  GtkLabel       *rate;
  GtkLabel       *checked;
  GtkLabel       *warning;
  GtkWidget      *resume;
  GtkWidget      *cancel;
  GtkImage       *sign;
  GtkLabel       *headline;
  GtkLabel       *advice;
  GtkListBox     *rows;
  GtkWidget      *undo;
  GtkWidget      *open;
};

enum
{
  FINISHED,
  CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbImportWindow, zb_import_window, ADW_TYPE_WINDOW)

static void
take_label (GtkLabel *label,
            char     *text)
{
  gtk_label_set_label (label, text);
  g_free (text);
}

static void
show_picture (ZbImportWindow *self,
              GBytes         *thumbnail)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (thumbnail == NULL || thumbnail == self->shown)
    return;

  g_clear_pointer (&self->shown, g_bytes_unref);
  self->shown = g_bytes_ref (thumbnail);
  texture = gdk_texture_new_from_bytes (thumbnail, NULL);
  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
progress_cb (ZbImportWindow *self)
{
  const ZbImportProgress *p = zb_import_get_progress (self->import);
  g_autofree char        *done = g_format_size (p->bytes_done);
  g_autofree char        *total = g_format_size (p->bytes_total);
  gint64                  speed = p->seconds > 0 ? p->bytes_done / p->seconds : 0;
  g_autofree char        *per_second = g_format_size (speed);

  if (self->summary != NULL)
    return;

  show_picture (self, p->last_thumbnail);
  gtk_label_set_label (self->last, p->last != NULL ? p->last : "");
  take_label (self->count, g_strdup_printf (_ ("%u / %u 个文件"), p->n_done, p->n_total));
  take_label (self->left, zb_words_left (p->seconds_left));
  take_label (self->bytes, g_strdup_printf (_ ("%s，共 %s"), done, total));
  take_label (self->rate, g_strdup_printf (_ ("每秒 %.1f 张 · %s"), p->rate, per_second));
  take_label (self->checked, g_strdup_printf ("%u", p->n_checked));
  gtk_progress_bar_set_fraction (self->bar, p->n_total > 0 ? (double) p->n_done / p->n_total : 0);
}

static void
state_cb (ZbImportWindow *self)
{
  gboolean paused = zb_import_get_state (self->import) == ZB_IMPORT_PAUSED;

  gtk_widget_set_visible (self->resume, paused);
  gtk_label_set_label (self->warning,
                       paused ? _ ("读不到存储卡了。已导入的都保留着；请重新插好，再按“继续”") : _ ("请先不要取出存储卡"));
}

static void
add_names (ZbImportWindow *self,
           AdwExpanderRow *row,
           ZbOutcome       outcome)
{
  guint n = 0;

  for (guint i = 0; i < self->summary->files->len && n < MOST_NAMES; i++)
    {
      const ZbImportFile *file = g_ptr_array_index (self->summary->files, i);
      g_autofree char    *name = NULL;
      g_autofree char    *title = NULL;
      g_autofree char    *reason = NULL;
      GtkWidget          *line;

      if (file->outcome != outcome)
        continue;
      name = g_path_get_basename (file->path);
      title = g_markup_escape_text (name, -1);
      reason = g_markup_escape_text (file->reason != NULL ? file->reason : "", -1);
      line = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), reason);
      adw_expander_row_add_row (row, line);
      n++;
    }
}

static void
add_row (ZbImportWindow *self,
         const char     *title,
         const char     *subtitle,
         guint           n,
         int             outcome)
{
  GtkWidget       *row;
  GtkWidget       *label;
  g_autofree char *text = g_strdup_printf ("%u", n);

  if (n == 0)
    return;

  row = outcome >= 0 ? adw_expander_row_new () : adw_action_row_new ();
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (outcome >= 0)
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
      add_names (self, ADW_EXPANDER_ROW (row), outcome);
    }
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_append (self->rows, row);
}

static void
show_rows (ZbImportWindow *self)
{
  const ZbImportSummary *s = self->summary;
  g_autofree char       *linked = g_strdup_printf (_ ("归入 %u 次活动"), s->meetings);
  guint                  rest = s->photos > s->linked + s->undated ? s->photos - s->linked - s->undated : 0;

  add_row (self, linked, _ ("日期可靠，只有一次活动符合"), s->linked, -1);
  add_row (self, _ ("暂未归入"), _ ("在相册的“未归入”里等着确认"), rest, -1);
  add_row (self, _ ("待定日期"), _ ("以后在相册里慢慢定"), s->undated, -1);
  add_row (self, _ ("已在相册中"), _ ("内容相同，没有重复导入"), s->n[ZB_OUTCOME_DUPLICATE], ZB_OUTCOME_DUPLICATE);
  add_row (self, _ ("有损坏"), _ ("已原样保留，并做了标记"), s->n[ZB_OUTCOME_DAMAGED], ZB_OUTCOME_DAMAGED);
  add_row (self, _ ("无法读取"), _ ("原文件没有动；可换一个读卡器再试"), s->n[ZB_OUTCOME_UNREADABLE], ZB_OUTCOME_UNREADABLE);
  add_row (self, _ ("不是照片"), _ ("留在原处，没有导入"), s->n[ZB_OUTCOME_UNSUPPORTED], ZB_OUTCOME_UNSUPPORTED);
  add_row (self, _ ("没有导入"), _ ("取消前没有轮到，或者选择了不导入"), s->n[ZB_OUTCOME_SKIPPED], ZB_OUTCOME_SKIPPED);
}

static void
show_advice (ZbImportWindow *self)
{
  const ZbImportSummary *s = self->summary;

  if (s->stopped != NULL)
    take_label (self->advice, zb_words_error (s->stopped));
  else if (s->cancelled)
    gtk_label_set_label (self->advice, _ ("已取消：导入了的都已核对并保留；再导入一次会接着做"));
  else if (s->n[ZB_OUTCOME_UNREADABLE] > 0)
    gtk_label_set_label (self->advice, _ ("有文件没能读出来，请先不要清空存储卡"));
  else
    gtk_label_set_label (self->advice, _ ("已逐张核对，现在可以取出存储卡了"));
}

static void
show_sign (ZbImportWindow *self,
           gboolean        good)
{
  const char *classes[] = { good ? "import-sign" : "doubt", NULL };

  gtk_image_set_from_icon_name (self->sign, good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), classes);
}

static void
show_summary (ZbImportWindow *self)
{
  const ZbImportSummary *s = self->summary;
  gboolean               good = zb_import_summary_is_whole (s);
  g_autofree char       *spent = g_strdup_printf (_ ("用时 %.0f 秒"), MAX (s->seconds, 1));

  adw_window_title_set_title (self->title, good ? _ ("导入完成") : _ ("导入停下了"));
  adw_window_title_set_subtitle (self->title, spent);
  show_sign (self, good);
  if (s->photos > 0)
    take_label (self->headline, g_strdup_printf (_ ("已导入 %u 张照片"), s->photos));
  else
    gtk_label_set_label (self->headline, _ ("没有新的照片"));
  show_advice (self);
  show_rows (self);
  gtk_widget_set_visible (self->undo, s->change != 0);
  gtk_stack_set_visible_child_name (self->stack, "summary");
  gtk_widget_grab_focus (self->open);
}

static void
show_failure (ZbImportWindow *self,
              const GError   *error)
{
  adw_window_title_set_title (self->title, _ ("没有开始导入"));
  show_sign (self, FALSE);
  gtk_label_set_label (self->headline, _ ("没有开始导入"));
  take_label (self->advice, zb_words_error (error));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_widget_set_visible (self->undo, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "summary");
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (ZbImportWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->summary = zb_import_run_finish (ZB_IMPORT (source), result, &error);
  if (self->summary != NULL)
    show_summary (self);
  if (self->summary != NULL && zb_import_summary_is_whole (self->summary))
    g_signal_emit (self, signals[CHECKED], 0);
  else if (self->summary == NULL)
    show_failure (self, error);
}

static void
finish (ZbImportWindow *self,
        gint64          batch)
{
  g_signal_emit (self, signals[FINISHED], 0, batch);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
open_clicked_cb (ZbImportWindow *self)
{
  finish (self, self->summary != NULL && self->summary->photos > 0 ? self->summary->batch : 0);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = zb_library_undo_finish (ZB_LIBRARY (source), result, &error);

  if (label == NULL)
    {
      take_label (self->advice, zb_words_error (error));
      gtk_widget_set_sensitive (self->undo, TRUE);
      return;
    }
  finish (self, 0);
}

static void
undo_clicked_cb (ZbImportWindow *self)
{
  gtk_widget_set_sensitive (self->undo, FALSE);
  zb_library_revert_async (self->library, self->summary->change, NULL, undone_cb, g_object_ref (self));
}

static void
cancel_clicked_cb (ZbImportWindow *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  gtk_label_set_label (self->warning, _ ("正在停下：手上的几张做完就好"));
  zb_import_cancel (self->import);
}

static void
resume_clicked_cb (ZbImportWindow *self)
{
  zb_import_resume (self->import);
}

static gboolean
close_request_cb (ZbImportWindow *self,
                  gpointer        data)
{
  if (gtk_stack_get_visible_child_name (self->stack) != NULL &&
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "summary"))
    open_clicked_cb (self);
  else
    cancel_clicked_cb (self);

  return TRUE;
}

static void
zb_import_window_dispose (GObject *object)
{
  ZbImportWindow *self = ZB_IMPORT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_IMPORT_WINDOW);
  g_clear_pointer (&self->summary, zb_import_summary_free);
  g_clear_pointer (&self->shown, g_bytes_unref);
  g_clear_object (&self->import);
  g_clear_object (&self->meetings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_import_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, last);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, count);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, left);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, bytes);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, rate);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, checked);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, resume);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, advice);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, ZbImportWindow, open);
}

static void
zb_import_window_class_init (ZbImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_import_window_dispose;
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHECKED] = g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
zb_import_window_init (ZbImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
zb_import_window_new (GtkWindow  *parent,
                      ZbLibrary  *library,
                      ZbMeetings *meetings,
                      ZbImport   *import)
{
  ZbImportWindow *self = g_object_new (ZB_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->meetings = g_object_ref (meetings);
  self->import = g_object_ref (import);
  g_signal_connect_object (import, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (import, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  zb_import_run_async (import, FALSE, NULL, ran_cb, g_object_ref (self));

  return GTK_WINDOW (self);
}
