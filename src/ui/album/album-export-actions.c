/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the album, as actions of its page: the selection, a group, or what is chosen at the left. */
#include "ui/album/album-page-private.h"

#include "ui/album/export-dialog.h"
#include "ui/words.h"

static void
present (ZbAlbumPage         *self,
         const ZbExportWhich *which,
         ZbMeeting           *meeting)
{
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : NULL;

  zb_export_dialog_present (zb_album_actions_get_window (self), self->album, which, title);
}

static ZbDay
to_day (gint64 seconds)
{
  ZbWall wall = { .seconds = seconds, .precision = ZB_PRECISION_DAY };
  ZbDay  day;
  int    year, month, number;

  zb_wall_split (&wall, &year, &month, &number, NULL, NULL, NULL);
  zb_day_set (&day, year, month, number);

  return day;
}

static void
export_shown_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage  *self = ZB_ALBUM_PAGE (widget);
  ZbAlbumFilter filter = zb_album_page_make_filter (self);
  ZbExportWhich which = { 0 };
  ZbMeeting    *meeting = NULL;

  if (filter.kind == ZB_ALBUM_MEETING)
    {
      which.meeting = filter.id;
      meeting = zb_meetings_find (self->meetings, filter.id);
    }
  else if (filter.kind == ZB_ALBUM_SPAN)
    {
      which.from = to_day (filter.from);
      which.to = to_day (filter.to - 1);
    }
  which.picked = filter.kind == ZB_ALBUM_PICKED;
  present (self, &which, meeting);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (photos->len > 0)
    present (self, &(ZbExportWhich){ .photos = photos }, NULL);
  else
    export_shown_cb (widget, action, parameter);
}

static void
group_export_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);
  g_autoptr (GArray) photos = NULL;

  if (group == NULL)
    return;

  if (group->kind == ZB_GROUP_MEETING && group->meeting != NULL)
    {
      present (self, &(ZbExportWhich){ .meeting = zb_meeting_get_id (group->meeting) }, group->meeting);
      return;
    }

  photos = zb_album_actions_dup_group (self, group);
  present (self, &(ZbExportWhich){ .photos = photos }, NULL);
}

void
zb_album_export_actions_update (ZbAlbumPage *self,
                                gboolean     trash)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "album.export", !trash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "album.export-shown", !trash);
}

void
zb_album_export_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.export", NULL, export_cb);
  gtk_widget_class_install_action (klass, "album.export-shown", NULL, export_shown_cb);
  gtk_widget_class_install_action (klass, "album.group-export", "x", group_export_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK, "album.export", NULL);
}
