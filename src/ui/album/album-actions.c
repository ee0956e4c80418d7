/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to the selection, as actions of the album's page ("album.link" …). Every edit ends in a toast. */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/caption-dialog.h"
#include "ui/album/photo-edit.h"
#include "ui/meeting-chooser.h"
#include "ui/meeting-dialog.h"
#include "ui/words.h"

GtkWindow *
zb_album_actions_get_window (ZbAlbumPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

GArray *
zb_album_actions_dup_selected (ZbAlbumPage *self)
{
  return zb_album_selection_dup_photos (zb_album_view_get_selection (self->view));
}

void
zb_album_actions_link (ZbAlbumPage *self,
                       GArray      *photos,
                       gint64       id)
{
  ZbMeeting       *meeting = zb_meetings_find (self->meetings, id);
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : g_strdup (_ ("活动"));
  char            *words = g_strdup_printf (_ ("已把 %u 张归入“%s”"), photos->len, title);

  zb_album_link_async (self->album, photos, id, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (GTK_WIDGET (self), words));
}

void
zb_album_actions_caption (ZbAlbumPage *self,
                          GArray      *photos,
                          const char  *caption)
{
  char *words = photos->len == 1 ? g_strdup (_ ("说明已保存"))
                                 : g_strdup_printf (_ ("已给 %u 张写上说明"), photos->len);

  zb_album_caption_async (self->album, photos, caption, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (GTK_WIDGET (self), words));
}

/* Photos that wait for a person to choose their meeting. */
typedef struct
{
  ZbAlbumPage *page;
  GArray      *photos;
} Choice;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_clear_object (&choice->page);
  g_clear_pointer (&choice->photos, g_array_unref);
  g_free (choice);
}

static void
meeting_chosen_cb (gint64   meeting,
                   gpointer data)
{
  Choice *choice = data;

  if (choice->page->album != NULL)
    zb_album_actions_link (choice->page, choice->photos, meeting);
}

void
zb_album_actions_choose_meeting (ZbAlbumPage *self,
                                 GArray      *photos)
{
  Choice          *choice = g_new0 (Choice, 1);
  g_autofree char *title = g_strdup_printf (_ ("把 %u 张照片归入"), photos->len);

  choice->page = g_object_ref (self);
  choice->photos = photos;
  zb_meeting_chooser_run (zb_album_actions_get_window (self), self->meetings, title, meeting_chosen_cb, choice,
                          free_choice);
}

static void
link_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (photos->len > 0)
    zb_album_actions_choose_meeting (self, g_steal_pointer (&photos));
}

static void
unlink_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  zb_album_unlink_async (self->album, photos, NULL, zb_photo_edit_done_cb,
                         zb_photo_edit_new (GTK_WIDGET (self), g_strdup_printf (_ ("已把 %u 张取消归入"), photos->len)));
}

static void
dialog_captioned_cb (ZbAlbumPage *self,
                     const char  *caption)
{
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (photos->len > 0)
    zb_album_actions_caption (self, photos, caption);
}

static void
caption_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbAlbumPage     *self = ZB_ALBUM_PAGE (widget);
  guint            n = zb_album_selection_get_n (zb_album_view_get_selection (self->view));
  ZbCaptionDialog *dialog;

  if (n == 1)
    {
      adw_flap_set_reveal_flap (self->flap, TRUE);
      zb_album_details_edit_caption (self->details);
      return;
    }

  dialog = zb_caption_dialog_new (zb_album_actions_get_window (self), n);
  g_signal_connect_object (dialog, "captioned", G_CALLBACK (dialog_captioned_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
trash_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  zb_album_trash_async (self->album, photos, NULL, zb_photo_edit_done_cb,
                        zb_photo_edit_new (GTK_WIDGET (self), g_strdup_printf (_ ("已把 %u 张移到回收站"), photos->len)));
}

void
zb_album_actions_restore (ZbAlbumPage *self,
                          GArray      *photos)
{
  zb_album_restore_async (self->album, photos, NULL, zb_photo_edit_done_cb,
                          zb_photo_edit_new (GTK_WIDGET (self), g_strdup_printf (_ ("已恢复 %u 张"), photos->len)));
}

static void
restore_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  zb_album_actions_restore (self, photos);
}

static void
clear_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  zb_album_selection_clear (zb_album_view_get_selection (ZB_ALBUM_PAGE (widget)->view));
}

static void
details_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
new_meeting_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);

  zb_meeting_dialog_edit (zb_album_actions_get_window (self), self->meetings, 0, NULL, NULL);
}

static gboolean
is_trash (ZbAlbumPage *self)
{
  ZbAlbumFilter filter = { 0 };

  if (self->sidebar != NULL)
    zb_album_sidebar_fill_filter (self->sidebar, &filter);

  return filter.kind == ZB_ALBUM_TRASH;
}

void
zb_album_actions_update (ZbAlbumPage *self)
{
  static const char *const away[] = { "album.link", "album.unlink", "album.caption", "album.trash" };
  GtkWidget *const         tools[] = { self->link, self->caption, self->pick, self->cover, self->turn,
                                       self->date, self->export, self->trash };
  GtkWidget               *widget = GTK_WIDGET (self);
  guint                    n = zb_album_selection_get_n (zb_album_view_get_selection (self->view));
  gboolean                 trash = is_trash (self);

  for (guint i = 0; i < G_N_ELEMENTS (away); i++)
    gtk_widget_action_set_enabled (widget, away[i], n > 0 && !trash);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    gtk_widget_set_visible (tools[i], !trash);
  gtk_widget_set_visible (self->restore, trash);
  gtk_widget_set_visible (GTK_WIDGET (self->more), !trash);
  gtk_widget_action_set_enabled (widget, "album.restore", n > 0 && trash);
  gtk_widget_action_set_enabled (widget, "album.clear", n > 0);
  zb_album_sort_actions_update (self, trash ? 0 : n);
  zb_album_export_actions_update (self, trash);
}

void
zb_album_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.link", NULL, link_cb);
  gtk_widget_class_install_action (klass, "album.unlink", NULL, unlink_cb);
  gtk_widget_class_install_action (klass, "album.caption", NULL, caption_cb);
  gtk_widget_class_install_action (klass, "album.trash", NULL, trash_cb);
  gtk_widget_class_install_action (klass, "album.restore", NULL, restore_cb);
  gtk_widget_class_install_action (klass, "album.clear", NULL, clear_cb);
  gtk_widget_class_install_action (klass, "album.details", NULL, details_cb);
  gtk_widget_class_install_action (klass, "album.new-meeting", NULL, new_meeting_cb);
  zb_album_group_actions_install (klass);
  zb_album_sort_actions_install (klass);
  zb_album_export_actions_install (klass);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "album.trash", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "album.caption", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "album.details", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_l, GDK_CONTROL_MASK, "album.link", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "album.new-meeting", NULL);
}
