/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-dialog.h"

#include <glib/gi18n.h>

#include "ui/album/export-choice.h"
#include "ui/album/export-clipboard.h"
#include "ui/album/export-outcome.h"
#include "ui/album/export-print.h"
#include "ui/album/export-running.h"
#include "ui/album/export-target.h"
#include "ui/launch.h"
#include "ui/words.h"

#define WIDTH 560
#define MOST_COPIED 200 /* photos through the clipboard */
#define WAIT 150        /* ms after the last change, before it is estimated */

struct _ZbExportDialog
{
  AdwWindow parent_instance;

  ZbAlbum         *album;
  guint            wait;
  ZbExport        *estimated; /* what is being estimated, or was last */
  GCancellable    *estimating;
  ZbExportEstimate estimate;
  ZbExport *export; /* runs, or ran last; NULL before */
  GCancellable *cancellable;
  ZbExportKind  kind;    /* of `export` */
  char         *path;    /* where it writes */
  gboolean      copying; /* and what it writes goes to the clipboard */

  GtkStack        *stack;
  AdwWindowTitle  *title;
  GtkWidget       *back;
  GtkWidget       *start;
  GtkWidget       *print;
  GtkWidget       *copy;
  ZbExportChoice  *choice;
  ZbExportTarget  *target;
  GtkLabel        *summary;
  ZbExportRunning *running;
  ZbExportOutcome *outcome;
  GtkWidget       *again;
  GtkWidget       *open_folder;
  GtkWidget       *open;
  GtkWidget       *close;
};

G_DEFINE_FINAL_TYPE (ZbExportDialog, zb_export_dialog, ADW_TYPE_WINDOW)

static gboolean
is_file (ZbExportKind kind)
{
  return kind == ZB_EXPORT_PDF || kind == ZB_EXPORT_PACK;
}

static void
show_state (ZbExportDialog *self,
            const char     *state,
            const char     *title)
{
  gboolean choice = g_str_equal (state, "choice");

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (self->back, choice);
  gtk_widget_set_visible (self->start, choice);
  gtk_widget_set_visible (self->print, choice && zb_export_choice_get_kind (self->choice) == ZB_EXPORT_PDF);
  gtk_widget_set_visible (self->copy, choice && zb_export_choice_get_kind (self->choice) == ZB_EXPORT_COPIES);
  gtk_stack_set_visible_child_name (self->stack, state);
}

static gboolean
is_running (ZbExportDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "progress") == 0;
}

static void
say_summary (ZbExportDialog *self,
             const char     *words,
             gboolean        doubt)
{
  gtk_label_set_label (self->summary, words);
  if (doubt)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "doubt");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "doubt");
}

/* 118 张，分属 9 次活动，约 420 MB；目标盘可用 12 GB */
static void
show_estimate (ZbExportDialog *self)
{
  const ZbExportEstimate *e = &self->estimate;
  gboolean                narrow = e->room > 0 && e->bytes > e->room;
  g_autofree char        *size = g_format_size (e->bytes);
  g_autofree char        *room = g_format_size (e->room);
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_widget_set_sensitive (self->start, e->photos > 0);
  gtk_widget_set_sensitive (self->print, e->photos > 0);
  gtk_widget_set_sensitive (self->copy, e->photos > 0 && e->photos <= MOST_COPIED);
  if (e->photos == 0)
    {
      say_summary (self, _ ("没有符合的照片，换一个范围试试"), TRUE);
      return;
    }

  g_string_append_printf (words, _ ("%u 张"), e->photos);
  if (e->meetings > 0)
    g_string_append_printf (words, _ ("，分属 %u 次活动"), e->meetings);
  g_string_append_printf (words, _ ("，约 %s"), size);
  if (narrow)
    g_string_append_printf (words, _ ("；目标盘只剩 %s，可能放不下"), room);
  else if (e->room > 0)
    g_string_append_printf (words, _ ("；目标盘可用 %s"), room);
  say_summary (self, words->str, narrow);
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (ZbExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  ZbExportEstimate estimate = { 0 };

  if (zb_export_estimate_finish (ZB_EXPORT (source), result, &estimate, &error))
    {
      if (self->estimated != ZB_EXPORT (source))
        return;
      self->estimate = estimate;
      show_estimate (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->estimated == ZB_EXPORT (source))
    {
      g_autofree char *fault = zb_export_dup_fault (ZB_EXPORT (source), error);

      say_summary (self, fault, TRUE);
    }
}

static void
forget_estimate (ZbExportDialog *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  g_cancellable_cancel (self->estimating);
  g_clear_object (&self->estimating);
  g_clear_object (&self->estimated);
  self->estimate = (ZbExportEstimate){ 0 };
}

static gboolean
wait_cb (gpointer data)
{
  ZbExportDialog *self = data;
  ZbExportSpec    spec;

  self->wait = 0;
  if (!zb_export_choice_read (self->choice, &spec))
    return G_SOURCE_REMOVE;

  spec.target = zb_export_target_get_path (self->target);
  self->estimated = zb_export_new (self->album, &spec);
  self->estimating = g_cancellable_new ();
  zb_export_estimate_async (self->estimated, self->estimating, estimated_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The name that is offered follows what is chosen; then it is counted anew. */
static void
changed_cb (ZbExportDialog *self)
{
  ZbExportSpec     spec;
  gboolean         whole = zb_export_choice_read (self->choice, &spec);
  g_autofree char *name = NULL;

  forget_estimate (self);
  gtk_widget_set_sensitive (self->start, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  gtk_widget_set_sensitive (self->copy, FALSE);
  gtk_widget_set_visible (self->print, spec.kind == ZB_EXPORT_PDF);
  gtk_widget_set_visible (self->copy, spec.kind == ZB_EXPORT_COPIES);
  if (!whole)
    {
      say_summary (self, _ ("请写好要导出的日期"), TRUE);
      return;
    }

  name = zb_export_dup_name (&spec, zb_export_choice_get_meeting (self->choice));
  zb_export_target_propose (self->target, spec.kind, name);
  say_summary (self, _ ("正在统计…"), FALSE);
  self->wait = g_timeout_add (WAIT, wait_cb, self);
}

static void
progress_cb (ZbExportDialog *self)
{
  if (is_running (self))
    zb_export_running_show (self->running, zb_export_get_progress (self->export));
}

static void
show_result (ZbExportDialog       *self,
             const ZbExportResult *result)
{
  gboolean can_open = self->kind == ZB_EXPORT_PDF || self->kind == ZB_EXPORT_FOLDER;

  if (!self->copying)
    zb_export_target_remember (self->target);
  zb_export_outcome_show (self->outcome, self->kind, result);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_widget_set_visible (self->open_folder, !self->copying);
  gtk_widget_set_visible (self->open, can_open);
  gtk_button_set_label (GTK_BUTTON (self->open), self->kind == ZB_EXPORT_PDF ? _ ("打开") : _ ("打开目录网页"));
  show_state (self, "outcome", _ ("导出完成"));
  gtk_widget_grab_focus (can_open ? self->open : self->close);
}

static void
show_fault (ZbExportDialog *self,
            const GError   *error)
{
  gboolean         cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *words = zb_export_dup_fault (self->export, error);

  if (!cancelled)
    g_warning ("export: %s", error->message);
  zb_export_outcome_fail (self->outcome, cancelled ? _ ("已取消") : _ ("没有导出完"), words);
  gtk_widget_set_visible (self->again, TRUE);
  gtk_widget_set_visible (self->open_folder, !is_file (self->kind));
  gtk_widget_set_visible (self->open, FALSE);
  show_state (self, "outcome", cancelled ? _ ("导出取消了") : _ ("导出停下了"));
  gtk_widget_grab_focus (self->again);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbExportDialog *self = ZB_EXPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_export_clipboard_put_finish (GTK_WIDGET (self), result, &error))
    {
      zb_export_outcome_head (self->outcome, TRUE, _ ("小图已在剪贴板里"), _ ("到聊天窗口或文件夹里粘贴就行"));
      return;
    }

  words = zb_words_error (error);
  zb_export_outcome_head (self->outcome, FALSE, _ ("没有放进剪贴板"), words);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (ZbExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbExportResult) done = zb_export_run_finish (ZB_EXPORT (source), result, &error);

  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return; /* the window is gone */
  if (done != NULL)
    show_result (self, done);
  if (done != NULL && self->copying)
    zb_export_clipboard_put_async (GTK_WIDGET (self), self->path, copied_cb, NULL);
  else if (done == NULL)
    show_fault (self, error);
}

static void
run_to (ZbExportDialog *self,
        char           *path,
        gboolean        replace)
{
  ZbExportSpec spec;

  g_free (self->path);
  self->path = path;
  if (!zb_export_choice_read (self->choice, &spec))
    return;

  self->kind = spec.kind;
  spec.target = self->path;
  spec.replace = replace;
  forget_estimate (self);
  g_clear_object (&self->export);
  g_clear_object (&self->cancellable);
  self->export = zb_export_new (self->album, &spec);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->export, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  zb_export_running_set_stopping (self->running, FALSE);
  show_state (self, "progress", _ ("正在导出"));
  progress_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->running));
  zb_export_run_async (self->export, self->cancellable, ran_cb, g_object_ref (self));
}

static void
run (ZbExportDialog *self,
     gboolean        replace)
{
  self->copying = FALSE;
  if (zb_export_target_get_path (self->target) != NULL)
    run_to (self, g_strdup (zb_export_target_get_path (self->target)), replace);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = zb_export_clipboard_prepare_finish (result, &error);
  g_autofree char *words = NULL;

  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  if (folder != NULL)
    {
      self->copying = TRUE;
      run_to (self, g_steal_pointer (&folder), FALSE);
      return;
    }

  words = zb_words_error (error);
  say_summary (self, words, TRUE);
}

static void
copy_clicked_cb (ZbExportDialog *self)
{
  gtk_widget_set_sensitive (self->copy, FALSE);
  zb_export_clipboard_prepare_async (NULL, prepared_cb, g_object_ref (self));
}

static void
ask (ZbExportDialog *self,
     const char     *heading,
     const char     *body,
     const char     *yes,
     GCallback       answered)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _ ("取消"), "yes", yes, NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  g_signal_connect_object (dialog, "response::yes", answered, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
replace_cb (ZbExportDialog *self)
{
  run (self, TRUE);
}

static void
ask_replace (ZbExportDialog *self,
             GFile          *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *body = g_strdup_printf (_ ("那里已经有“%s”。替换后，原来的就没有了。"), name);

  ask (self, _ ("替换原来的文件？"), body, _ ("替换"), G_CALLBACK (replace_cb));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbExportDialog) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  if (info != NULL)
    ask_replace (self, G_FILE (source));
  else
    run (self, FALSE);
}

/* A name that was offered rather than chosen may be taken. */
static void
check_target (ZbExportDialog *self)
{
  const char *path = zb_export_target_get_path (self->target);
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return;
  if (!is_file (zb_export_choice_get_kind (self->choice)) || zb_export_target_may_replace (self->target))
    {
      run (self, zb_export_target_may_replace (self->target));
      return;
    }

  file = g_file_new_for_path (path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT, NULL, looked_cb,
                           g_object_ref (self));
}

static void
ask_pack (ZbExportDialog *self)
{
  g_autoptr (GString) body = g_string_new (_ ("归档包里是原件，一个字节也不改，相机的型号和编号都在里面。"));

  if (self->estimate.with_place > 0)
    g_string_append_printf (body, _ ("其中 %u 张带有拍摄地点。"), self->estimate.with_place);
  g_string_append (body, _ ("\n\n它是交给档案部门保存的，请不要发到网上或群里。"));
  ask (self, _ ("导出原件？"), body->str, _ ("导出归档包"), G_CALLBACK (check_target));
}

static void
start_clicked_cb (ZbExportDialog *self)
{
  if (zb_export_choice_get_kind (self->choice) == ZB_EXPORT_PACK)
    ask_pack (self);
  else
    check_target (self);
}

static void
print_clicked_cb (ZbExportDialog *self)
{
  ZbExportSpec     spec;
  g_autofree char *name = NULL;

  if (!zb_export_choice_read (self->choice, &spec))
    return;

  name = zb_export_dup_name (&spec, zb_export_choice_get_meeting (self->choice));
  zb_export_print (GTK_WINDOW (self), zb_export_new (self->album, &spec), name);
}

static void
cancel_cb (ZbExportDialog *self)
{
  zb_export_running_set_stopping (self->running, TRUE);
  g_cancellable_cancel (self->cancellable);
}

static void
again_clicked_cb (ZbExportDialog *self)
{
  show_state (self, "choice", _ ("导出照片"));
  changed_cb (self);
}

static void
open_clicked_cb (ZbExportDialog *self)
{
  g_autofree char *index = g_build_filename (self->path, "index.html", NULL);

  zb_launch (GTK_WIDGET (self), self->kind == ZB_EXPORT_PDF ? self->path : index);
}

static void
open_folder_clicked_cb (ZbExportDialog *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  zb_launch (GTK_WIDGET (self), is_file (self->kind) ? folder : self->path);
}

/* While it runs, closing asks it to stop and says what is kept. */
static gboolean
close_request_cb (ZbExportDialog *self,
                  gpointer        data)
{
  if (!is_running (self))
    return GDK_EVENT_PROPAGATE;

  cancel_cb (self);
  return GDK_EVENT_STOP;
}

static void
zb_export_dialog_unrealize (GtkWidget *widget)
{
  ZbExportDialog *self = ZB_EXPORT_DIALOG (widget);

  forget_estimate (self);
  g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (zb_export_dialog_parent_class)->unrealize (widget);
}

static void
zb_export_dialog_dispose (GObject *object)
{
  ZbExportDialog *self = ZB_EXPORT_DIALOG (object);

  forget_estimate (self);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->export);
  g_clear_object (&self->album);

  G_OBJECT_CLASS (zb_export_dialog_parent_class)->dispose (object);
}

static void
zb_export_dialog_finalize (GObject *object)
{
  g_free (ZB_EXPORT_DIALOG (object)->path);

  G_OBJECT_CLASS (zb_export_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, back);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, start);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, print);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, target);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, running);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, open_folder);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, open);
  gtk_widget_class_bind_template_child (widget_class, ZbExportDialog, close);
}

static void
zb_export_dialog_class_init (ZbExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_export_dialog_finalize;
  widget_class->unrealize = zb_export_dialog_unrealize;

  g_type_ensure (ZB_TYPE_EXPORT_CHOICE);
  g_type_ensure (ZB_TYPE_EXPORT_OUTCOME);
  g_type_ensure (ZB_TYPE_EXPORT_RUNNING);
  g_type_ensure (ZB_TYPE_EXPORT_TARGET);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_export_dialog_init (ZbExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_export_dialog_present (GtkWindow           *parent,
                          ZbAlbum             *album,
                          const ZbExportWhich *which,
                          const char          *theme)
{
  ZbExportDialog *self = g_object_new (ZB_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->album = g_object_ref (album);
  zb_export_choice_begin (self->choice, album, which, theme);
  changed_cb (self);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, CLAMP (gtk_widget_get_height (GTK_WIDGET (parent)), 560, 820));
  gtk_widget_grab_focus (GTK_WIDGET (self->choice));
  gtk_window_present (GTK_WINDOW (self));
}
