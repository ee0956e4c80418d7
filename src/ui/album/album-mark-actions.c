/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of the selection: 精选, 封面, turned. Pressed again, a mark that all of them have is taken away. */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"

static gboolean
have_all (ZbAlbumPage  *self,
          const GArray *photos,
          guint32       flag)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  ZbAlbumIndex *index = zb_album_view_get_index (self->view);

  for (guint i = 0; i < photos->len; i++)
    g_hash_table_add (wanted, &g_array_index (photos, gint64, i));
  for (guint i = 0; index != NULL && i < zb_album_index_get_n_rows (index); i++)
    {
      const ZbAlbumRow *row = zb_album_index_get_row (index, i);

      if ((row->flags & flag) == 0 && g_hash_table_contains (wanted, &row->photo))
        return FALSE;
    }

  return TRUE;
}

static void
pick_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);
  gboolean picked = !have_all (self, photos, ZB_ROW_PICKED);
  char    *words = picked ? g_strdup_printf (_ ("%u 张列入精选"), photos->len)
                          : g_strdup_printf (_ ("%u 张从精选取出"), photos->len);

  zb_album_pick_async (self->album, photos, picked, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (widget, words));
}

static void
cover_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);
  gboolean cover;

  if (photos->len != 1)
    return;

  cover = !have_all (self, photos, ZB_ROW_COVER);
  zb_album_cover_async (self->album, g_array_index (photos, gint64, 0), cover, NULL, zb_photo_edit_done_cb,
                        zb_photo_edit_new (widget, g_strdup (cover ? _ ("已设为这次活动的封面") : _ ("不再作封面"))));
}

static void
turn (ZbAlbumPage *self,
      int          degrees)
{
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  zb_album_turn_async (self->album, photos, degrees, NULL, zb_photo_edit_done_cb,
                       zb_photo_edit_new (GTK_WIDGET (self), g_strdup_printf (_ ("已旋转 %u 张，原文件不改动"), photos->len)));
}

static void
turn_left_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  turn (ZB_ALBUM_PAGE (widget), -90);
}

static void
turn_right_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  turn (ZB_ALBUM_PAGE (widget), 90);
}

/* A cover stands for a meeting. */
static gboolean
is_in_meeting (ZbAlbumPage *self)
{
  ZbAlbumSelection *selection = zb_album_view_get_selection (self->view);
  ZbAlbumIndex     *index = zb_album_view_get_index (self->view);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);
  gint row = photos->len > 0 ? zb_album_selection_find (selection, g_array_index (photos, gint64, 0)) : -1;

  for (guint i = 0; index != NULL && row >= 0 && i < zb_album_index_get_n_groups (index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (index, i);

      if ((guint) row >= group->first && (guint) row < group->first + group->n)
        return group->kind == ZB_GROUP_MEETING;
    }

  return FALSE;
}

void
zb_album_mark_actions_update (ZbAlbumPage *self,
                              guint        n)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "album.pick", n > 0);
  gtk_widget_action_set_enabled (widget, "album.turn-left", n > 0);
  gtk_widget_action_set_enabled (widget, "album.turn-right", n > 0);
  gtk_widget_action_set_enabled (widget, "album.cover", n == 1 && is_in_meeting (self));
}

void
zb_album_mark_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.pick", NULL, pick_cb);
  gtk_widget_class_install_action (klass, "album.cover", NULL, cover_cb);
  gtk_widget_class_install_action (klass, "album.turn-left", NULL, turn_left_cb);
  gtk_widget_class_install_action (klass, "album.turn-right", NULL, turn_right_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, 0, "album.pick", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK, "album.turn-right", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "album.turn-left", NULL);
}
