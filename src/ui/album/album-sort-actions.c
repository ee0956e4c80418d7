/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting out, as actions of the album's page: dates, clocks, marks, and the pages that stand over it. */
#include "ui/album/album-page-private.h"

static void
clock_dismiss_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  g_hash_table_add (self->dismissed, g_strdup (((ZbClockFinding *) self->clocks->pdata[0])->reason));
  zb_album_page_show_clock (self);
}

/* The photo the cursor is on, else the first that is selected. */
static void
view_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  gint64       cursor = zb_album_selection_get_cursor (zb_album_view_get_selection (self->view));
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (cursor == 0 && photos->len > 0)
    cursor = g_array_index (photos, gint64, 0);
  if (cursor != 0)
    gtk_widget_activate_action (widget, "win.view-photo", "x", cursor);
}

/* Begins at the photo the cursor is on. */
static void
review_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbAlbumPage  *self = ZB_ALBUM_PAGE (widget);
  ZbAlbumFilter filter = zb_album_page_make_filter (self);
  gint64        cursor = zb_album_selection_get_cursor (zb_album_view_get_selection (self->view));

  gtk_widget_activate_action (widget, "win.review-photos", "(ix)",
                              filter.kind == ZB_ALBUM_UNDATED ? ZB_ALBUM_UNDATED : ZB_ALBUM_UNLINKED, cursor);
}

static void
similar_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbAlbumFilter filter = zb_album_page_make_filter (ZB_ALBUM_PAGE (widget));

  if (filter.kind == ZB_ALBUM_MEETING)
    gtk_widget_activate_action (widget, "win.similar-photos", "x", filter.id);
}

static void
group_similar_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  const ZbAlbumGroup *group = zb_album_actions_find_group (ZB_ALBUM_PAGE (widget), parameter);

  if (group != NULL && group->meeting != NULL)
    gtk_widget_activate_action (widget, "win.similar-photos", "x", zb_meeting_get_id (group->meeting));
}

static void
group_play_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  gtk_widget_activate_action_variant (widget, "win.play-photos", parameter);
}

void
zb_album_sort_actions_update (ZbAlbumPage *self,
                              guint        n)
{
  zb_album_mark_actions_update (self, n);
  zb_album_date_actions_update (self, n);
}

void
zb_album_sort_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.view", NULL, view_cb);
  gtk_widget_class_install_action (klass, "album.review", NULL, review_cb);
  gtk_widget_class_install_action (klass, "album.similar", NULL, similar_cb);
  gtk_widget_class_install_action (klass, "album.group-similar", "x", group_similar_cb);
  gtk_widget_class_install_action (klass, "album.group-play", "x", group_play_cb);
  gtk_widget_class_install_action (klass, "album.clock-dismiss", NULL, clock_dismiss_cb);
  zb_album_mark_actions_install (klass);
  zb_album_date_actions_install (klass);
}
