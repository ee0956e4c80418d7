/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-choice.h"
#include "ui/album/export-dialog.h"
#include "ui/album/export-outcome.h"
#include "ui/album/export-target.h"

#include "flow/import-flow.h"

#include <glib/gstdio.h>
#include <string.h>

#define LONG 60

/* An album of four photos, three of them of a meeting, and the window asked for it. Home is a folder of the test. */
typedef struct
{
  ZbTestFolder *folder;
  char         *home;
  ZbLibrary    *library;
  ZbAlbum      *album;
  gint64        meeting;
  GtkWindow    *parent;
  GtkWidget    *dialog;
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  g_autofree char *card = NULL;
  g_autofree char *library = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;

  self->folder = zb_test_folder_new ();
  self->home = g_strdup (g_get_home_dir ());
  card = g_build_filename (self->folder, "card", NULL);
  library = g_build_filename (self->folder, "library", NULL);
  self->library = flow_create (library);
  self->meeting = flow_add_meeting (self->library, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  flow_picture (card, "IMG_0001.JPG", "2019-06-10T09:20:00", 1);
  flow_picture (card, "IMG_0002.JPG", "2019-06-10T09:21:00", 2);
  flow_picture (card, "IMG_0003.JPG", "2019-06-10T09:22:00", 3);
  flow_picture (card, "IMG_0004.JPG", "2018-03-20T15:00:00", 4);
  summary = flow_import (self->library, card);
  g_assert_cmpuint (summary->photos, ==, 4);
  self->album = zb_album_new (self->library);
  self->parent = g_object_ref (GTK_WINDOW (gtk_window_new ()));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static gboolean
is_let_go (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  gtk_window_destroy (self->parent);
  zb_test_until (is_let_go, self->album, LONG);
  g_assert_finalize_object (self->parent);
  g_assert_finalize_object (self->album);
  zb_library_close (self->library);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
  remove_tree (self->home);
  g_mkdir (self->home, 0700);
  g_free (self->home);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ZB_IS_EXPORT_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static void
present (Case                *self,
         const ZbExportWhich *which)
{
  zb_export_dialog_present (self->parent, self->album, which, "重温入党誓词");
  self->dialog = find_dialog ();
  g_assert_nonnull (self->dialog);
}

static gpointer
get (Case       *self,
     const char *name)
{
  return gtk_widget_get_template_child (self->dialog, ZB_TYPE_EXPORT_DIALOG, name);
}

static gpointer
get_choice (Case       *self,
            const char *name)
{
  return gtk_widget_get_template_child (get (self, "choice"), ZB_TYPE_EXPORT_CHOICE, name);
}

static const char *
get_outcome (Case       *self,
             const char *name)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (get (self, "outcome"), ZB_TYPE_EXPORT_OUTCOME, name)));
}

static const char *
get_summary (Case *self)
{
  return gtk_label_get_label (get (self, "summary"));
}

static gboolean
can_start (gpointer data)
{
  return gtk_widget_get_sensitive (get (data, "start"));
}

static gboolean
is_over (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get (data, "stack")), "outcome");
}

static void
press (Case       *self,
       const char *button)
{
  g_signal_emit_by_name (get (self, button), "clicked");
}

static void
run (Case *self)
{
  zb_test_until (can_start, self, LONG);
  press (self, "start");
  zb_test_until (is_over, self, LONG);
}

static void
test_options (Case         *self,
              gconstpointer data)
{
  static const char *const rows[] = { "folder_size", "pdf_size", "per_page", "copies_size", "date_row", "pack_row", "privacy" };
  static const char *const shown[] = {
    [ZB_EXPORT_FOLDER] = "1000001",
    [ZB_EXPORT_PDF] = "0110000",
    [ZB_EXPORT_PACK] = "0000010",
    [ZB_EXPORT_COPIES] = "0001101",
  };

  present (self, &(ZbExportWhich){ 0 });
  for (ZbExportKind kind = ZB_EXPORT_FOLDER; kind <= ZB_EXPORT_COPIES; kind++)
    {
      zb_export_choice_set_kind (get (self, "choice"), kind);
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (gtk_widget_get_visible (get_choice (self, rows[i])), ==, shown[kind][i] == '1');
    }
}

static void
test_spec (Case         *self,
           gconstpointer data)
{
  ZbExportSpec spec;

  present (self, &(ZbExportWhich){ .meeting = self->meeting });
  g_assert_true (zb_export_choice_read (get (self, "choice"), &spec));
  g_assert_cmpint (spec.which.meeting, ==, self->meeting);
  g_assert_false (spec.keep_place || spec.keep_device);

  gtk_switch_set_active (get_choice (self, "keep_place"), TRUE);
  zb_export_choice_set_kind (get (self, "choice"), ZB_EXPORT_COPIES);
  gtk_switch_set_active (get_choice (self, "date_line"), TRUE);
  adw_combo_row_set_selected (get_choice (self, "copies_size"), 1);
  g_assert_true (zb_export_choice_read (get (self, "choice"), &spec));
  g_assert_cmpuint (spec.bytes, ==, 1024 * 1024);
  g_assert_true (spec.keep_place && spec.date_line);

  zb_export_choice_set_kind (get (self, "choice"), ZB_EXPORT_PDF);
  adw_combo_row_set_selected (get_choice (self, "per_page"), 4);
  g_assert_true (zb_export_choice_read (get (self, "choice"), &spec));
  g_assert_cmpuint (spec.per_page, ==, 4);
  g_assert_false (spec.keep_place || spec.date_line);
  g_assert_cmpuint (spec.bytes, ==, 0);
}

static void
test_span (Case         *self,
           gconstpointer data)
{
  ZbExportWhich which = { 0 };
  ZbExportSpec  spec;

  zb_day_set (&which.from, 2019, 4, 1);
  zb_day_set (&which.to, 2019, 6, 30);
  present (self, &which);
  zb_test_until (can_start, self, LONG);
  g_assert_true (gtk_widget_get_visible (get_choice (self, "quarter")));
  g_assert_cmpuint (adw_combo_row_get_selected (get_choice (self, "quarter")), ==, 2);
  adw_combo_row_set_selected (get_choice (self, "quarter"), 0);
  g_assert_true (zb_export_choice_read (get (self, "choice"), &spec));
  g_assert_cmpint (spec.which.from.year * 10000 + spec.which.from.month * 100 + spec.which.from.day, ==, 20190101);
  g_assert_cmpint (spec.which.to.year * 10000 + spec.which.to.month * 100 + spec.which.to.day, ==, 20191231);
}

static void
test_days (Case         *self,
           gconstpointer data)
{
  ZbExportWhich which = { 0 };
  ZbExportSpec  spec;

  zb_day_set (&which.from, 2019, 6, 9);
  present (self, &which);
  zb_test_until (can_start, self, LONG);
  g_assert_true (gtk_widget_get_visible (get_choice (self, "from")));
  gtk_editable_set_text (get_choice (self, "from"), "二月三十日");
  g_assert_false (zb_export_choice_read (get (self, "choice"), &spec));
  g_assert_false (gtk_widget_get_sensitive (get (self, "start")));
  g_assert_cmpstr (get_summary (self), ==, "请写好要导出的日期");
}

static void
test_estimate (Case         *self,
               gconstpointer data)
{
  present (self, &(ZbExportWhich){ 0 });
  g_assert_false (gtk_widget_get_sensitive (get (self, "start")));
  zb_test_until (can_start, self, LONG);
  g_assert_true (g_str_has_prefix (get_summary (self), "3 张，分属 1 次活动，约 "));
  g_assert_nonnull (strstr (get_summary (self), "目标盘可用"));

  gtk_switch_set_active (get_choice (self, "unlinked"), TRUE);
  g_assert_false (gtk_widget_get_sensitive (get (self, "start")));
  zb_test_until (can_start, self, LONG);
  g_assert_true (g_str_has_prefix (get_summary (self), "4 张，分属 1 次活动，约 "));
}

static gboolean
says_nothing_fits (gpointer data)
{
  return g_str_has_prefix (get_summary (data), "没有符合的照片");
}

static void
test_nothing (Case         *self,
              gconstpointer data)
{
  present (self, &(ZbExportWhich){ .picked = TRUE });
  zb_test_until (says_nothing_fits, self, LONG);
  g_assert_false (gtk_widget_get_sensitive (get (self, "start")));
}

static void
test_folder (Case         *self,
             gconstpointer data)
{
  const char      *path;
  g_autofree char *index = NULL;

  present (self, &(ZbExportWhich){ 0 });
  run (self);
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "已导出 3 张照片");
  path = zb_export_target_get_path (get (self, "target"));
  g_assert_true (g_str_has_prefix (path, self->home));
  index = g_build_filename (path, "index.html", NULL);
  g_assert_true (g_file_test (index, G_FILE_TEST_IS_REGULAR));
  g_assert_true (gtk_widget_get_visible (get (self, "open")));
  g_assert_false (gtk_widget_get_visible (get (self, "again")));

  gtk_window_destroy (GTK_WINDOW (self->dialog));
  present (self, &(ZbExportWhich){ 0 });
  run (self);
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "没有变化，都已是最新的");
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  g_assert_no_error (error);
  *(GSList **) data = gdk_file_list_get_files (g_value_get_boxed (value));
}

static gboolean
is_pasted (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
says_copied (gpointer data)
{
  return is_over (data) && g_str_equal (get_outcome (data, "headline"), "小图已在剪贴板里");
}

static void
test_clipboard (Case         *self,
                gconstpointer data)
{
  g_autoptr (GSList) files = NULL;

  present (self, &(ZbExportWhich){ .meeting = self->meeting });
  zb_export_choice_set_kind (get (self, "choice"), ZB_EXPORT_COPIES);
  zb_test_until (can_start, self, LONG);
  press (self, "copy");
  zb_test_until (says_copied, self, LONG);
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (self->dialog), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, pasted_cb, &files);
  zb_test_until (is_pasted, &files, LONG);
  g_assert_cmpuint (g_slist_length (files), ==, 3);
  for (GSList *file = files; file != NULL; file = file->next)
    g_assert_true (g_file_test (g_file_peek_path (file->data), G_FILE_TEST_IS_REGULAR));
}

static void
test_cancel (Case         *self,
             gconstpointer data)
{
  present (self, &(ZbExportWhich){ 0 });
  zb_test_until (can_start, self, LONG);
  press (self, "start");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get (self, "stack")), ==, "progress");
  gtk_window_close (GTK_WINDOW (self->dialog)); /* asks it to stop, as 取消 does */
  zb_test_until (is_over, self, LONG);
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "已取消");
  g_assert_cmpstr (get_outcome (self, "words"), !=, "");

  press (self, "again");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get (self, "stack")), ==, "choice");
  run (self);
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "已导出 3 张照片");
}

static void
test_fault (Case         *self,
            gconstpointer data)
{
  present (self, &(ZbExportWhich){ 0 });
  zb_test_until (can_start, self, LONG);
  g_assert_true (g_file_set_contents (zb_export_target_get_path (get (self, "target")), "mine", -1, NULL));
  g_test_expect_message ("zhibu", G_LOG_LEVEL_WARNING, "export: *");
  run (self);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "没有导出完");
  g_assert_cmpstr (get_outcome (self, "words"), !=, "");
  g_assert_true (gtk_widget_get_visible (get (self, "again")));
  g_assert_false (gtk_widget_get_visible (get (self, "open")));
}

static AdwMessageDialog *
find_question (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && g_str_equal (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static gboolean
is_asked (gpointer heading)
{
  return find_question (heading) != NULL;
}

static void
answer (const char *heading,
        const char *response)
{
  AdwMessageDialog *dialog;

  zb_test_until (is_asked, (gpointer) heading, LONG);
  dialog = find_question (heading);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog)); /* as its buttons do */
}

static void
test_pack (Case         *self,
           gconstpointer data)
{
  present (self, &(ZbExportWhich){ .meeting = self->meeting });
  zb_export_choice_set_kind (get (self, "choice"), ZB_EXPORT_PACK);
  zb_test_until (can_start, self, LONG);
  press (self, "start");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get (self, "stack")), ==, "choice");
  answer ("导出原件？", "yes");
  zb_test_until (is_over, self, LONG);
  g_assert_cmpstr (get_outcome (self, "headline"), ==, "归档包写好了，共 3 张原件");
  g_assert_true (g_file_test (zb_export_target_get_path (get (self, "target")), G_FILE_TEST_IS_REGULAR));

  press (self, "again");
  zb_test_until (can_start, self, LONG);
  press (self, "start");
  answer ("导出原件？", "yes");
  answer ("替换原来的文件？", "no");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get (self, "stack")), ==, "choice");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("zhibu-home-XXXXXX", NULL);
  int              status;

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display: the tests of widgets are left out (run under xvfb-run)");
      return g_test_run ();
    }

  adw_init ();
#define TEST(path, func) g_test_add ("/export/" path, Case, NULL, set_up, func, tear_down)
  TEST ("each-way-out-has-its-own-options", test_options);
  TEST ("what-is-chosen-is-what-is-asked-for", test_spec);
  TEST ("a-quarter-is-called-so", test_span);
  TEST ("a-day-that-is-none-starts-nothing", test_days);
  TEST ("what-it-would-be-is-told-before", test_estimate);
  TEST ("nothing-cannot-be-exported", test_nothing);
  TEST ("a-second-folder-export-has-nothing-to-do", test_folder);
  TEST ("copies-go-through-the-clipboard", test_clipboard);
  TEST ("stopped-it-says-so-and-goes-on", test_cancel);
  TEST ("a-fault-is-said-in-words", test_fault);
  TEST ("originals-leave-only-when-asked-twice", test_pack);
  status = g_test_run ();
  remove_tree (home);

  return status;
}
