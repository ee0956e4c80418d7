/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/file-tab.h"

#include <glib/gi18n.h>

#include "ui/launch.h"

struct _ZbFileTab
{
  AdwBin parent_instance;

  ZbMeetingDesk        *desk;
  GtkFileChooserNative *chooser; /* NULL: none is open */

  GtkStack   *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ZbFileTab, zb_file_tab, ADW_TYPE_BIN)

static const ZbAttachment *
find_attachment (ZbFileTab *self,
                 gint64     id)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);

  for (guint i = 0; record != NULL && i < record->attachments->len; i++)
    if (((ZbAttachment *) record->attachments->pdata[i])->id == id)
      return record->attachments->pdata[i];

  return NULL;
}

/* The file stands in the library; a program of the desktop shows it. */
static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbFileTab          *self = ZB_FILE_TAB (widget);
  const ZbAttachment *attachment = find_attachment (self, g_variant_get_int64 (parameter));
  g_autofree char    *path = attachment != NULL ? zb_record_dup_attachment_path (zb_meeting_desk_get_meetings (self->desk), attachment)
                                                : NULL;

  if (path == NULL)
    return;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    zb_launch (widget, path);
  else
    zb_meeting_desk_tell (self->desk, _ ("附件的文件不在资料文件夹里了，请从备份恢复"), FALSE);
}

static void
remove_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbFileTab          *self = ZB_FILE_TAB (widget);
  const ZbAttachment *attachment = find_attachment (self, g_variant_get_int64 (parameter));
  g_autofree char    *done = attachment != NULL ? g_strdup_printf (_ ("已删除附件“%s”"), attachment->name) : NULL;

  if (attachment != NULL)
    zb_record_detach_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), attachment->id, NULL,
                            zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, done));
}

static GtkWidget *
make_button (const char *icon,
             const char *tooltip,
             const char *action,
             gint64      id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);

  return button;
}

static void
add_row (ZbFileTab          *self,
         const ZbAttachment *attachment)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *open = make_button ("document-open-symbolic", _ ("打开"), "file.open", attachment->id);
  GtkWidget       *remove = make_button ("user-trash-symbolic", _ ("删除附件"), "file.remove", attachment->id);
  g_autofree char *size = g_format_size (attachment->bytes);

  g_object_set (row, "use-markup", FALSE, "title", attachment->name, "subtitle", size, "title-lines", 2, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), open);
  gtk_list_box_append (self->list, row);
}

static void
refresh (ZbFileTab *self)
{
  ZbRecord  *record = zb_meeting_desk_get_record (self->desk);
  gboolean   open = !zb_meeting_desk_get_locked (self->desk);
  GtkWidget *child;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.add", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.remove", open);
  if (record == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < record->attachments->len; i++)
    add_row (self, record->attachments->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, record->attachments->len > 0 ? "files" : "empty");
}

static void
add_path (GPtrArray *paths,
          GFile     *file)
{
  char *path = g_file_get_path (file);

  if (path != NULL)
    g_ptr_array_add (paths, path);
}

static void
attach (ZbFileTab *self,
        GPtrArray *paths)
{
  if (paths->len == 0)
    return;

  g_ptr_array_add (paths, NULL);
  zb_file_tab_attach (self, (const char *const *) paths->pdata);
}

static void
chosen_cb (ZbFileTab *self,
           int        response)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_path (paths, file);
    }
  g_clear_object (&self->chooser);
  attach (self, paths);
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbFileTab *self = ZB_FILE_TAB (widget);
  GtkRoot   *root = gtk_widget_get_root (widget);

  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (_ ("选附件"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("加为附件"), _ ("取消"));
      gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
      g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (ZbFileTab    *self,
            const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *link = files; link != NULL; link = link->next)
    add_path (paths, link->data);
  g_slist_free (files);
  attach (self, paths);

  return TRUE;
}

static void
zb_file_tab_dispose (GObject *object)
{
  ZbFileTab *self = ZB_FILE_TAB (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_FILE_TAB);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_file_tab_parent_class)->dispose (object);
}

static void
zb_file_tab_class_init (ZbFileTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_file_tab_dispose;

  gtk_widget_class_install_action (widget_class, "file.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "file.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "file.remove", "x", remove_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/file-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFileTab, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbFileTab, list);
}

static void
zb_file_tab_init (ZbFileTab *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.add", FALSE);
}

void
zb_file_tab_set_desk (ZbFileTab     *self,
                      ZbMeetingDesk *desk)
{
  g_return_if_fail (ZB_IS_FILE_TAB (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
zb_file_tab_attach (ZbFileTab         *self,
                    const char *const *paths)
{
  g_return_if_fail (ZB_IS_FILE_TAB (self));

  zb_record_attach_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), paths, NULL,
                          zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, _ ("附件已复制到资料文件夹")));
}
