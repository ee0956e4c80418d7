/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to a whole group, named by its first photo, as actions of the album's page ("album.group-link" …). */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"
#include "ui/meeting-dialog.h"
#include "ui/words.h"

/* The group whose first photo this is; NULL when it is gone. */
const ZbAlbumGroup *
zb_album_actions_find_group (ZbAlbumPage *self,
                             GVariant    *parameter)
{
  ZbAlbumIndex *index = zb_album_view_get_index (self->view);
  gint64        photo = g_variant_get_int64 (parameter);

  for (guint i = 0; index != NULL && i < zb_album_index_get_n_groups (index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (index, i);

      if (group->n > 0 && zb_album_index_get_row (index, group->first)->photo == photo)
        return group;
    }

  return NULL;
}

GArray *
zb_album_actions_dup_group (ZbAlbumPage        *self,
                            const ZbAlbumGroup *group)
{
  ZbAlbumIndex *index = zb_album_view_get_index (self->view);
  GArray       *photos = g_array_sized_new (FALSE, FALSE, sizeof (gint64), group->n);

  for (guint i = 0; i < group->n; i++)
    g_array_append_val (photos, zb_album_index_get_row (index, group->first + i)->photo);

  return photos;
}

static void
group_link_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);
  g_autoptr (GArray) photos = NULL;

  if (group == NULL || group->meeting == NULL)
    return;

  photos = zb_album_actions_dup_group (self, group);
  zb_album_actions_link (self, photos, zb_meeting_get_id (group->meeting));
}

static void
group_link_other_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);

  if (group != NULL)
    zb_album_actions_choose_meeting (self, zb_album_actions_dup_group (self, group));
}

/* A form filled in from the photos' time, whole minutes. */
static void
group_new_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GArray) photos = NULL;

  if (group == NULL)
    return;

  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  draft->start = group->from;
  draft->end = group->to;
  if (draft->start.precision == ZB_PRECISION_SECOND)
    {
      draft->start.seconds -= draft->start.seconds % 60;
      draft->start.precision = ZB_PRECISION_MINUTE;
    }
  if (draft->end.precision == ZB_PRECISION_SECOND)
    {
      draft->end.seconds += 59 - (draft->end.seconds + 59) % 60;
      draft->end.precision = ZB_PRECISION_MINUTE;
    }
  *draft->start.fraction = *draft->end.fraction = '\0';

  photos = zb_album_actions_dup_group (self, group);
  zb_meeting_dialog_edit (zb_album_actions_get_window (self), self->meetings, 0, draft, photos);
}

static void
group_open_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);

  if (group != NULL && group->meeting != NULL)
    gtk_widget_activate_action (widget, "win.meeting", "(xs)", zb_meeting_get_id (group->meeting), "");
}

static void
group_only_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);

  if (group != NULL && group->meeting != NULL)
    zb_album_sidebar_choose (self->sidebar, ZB_ALBUM_MEETING, zb_meeting_get_id (group->meeting));
}

static void
group_select_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);

  if (group != NULL)
    zb_album_selection_rows (zb_album_view_get_selection (self->view), group->first, group->n, TRUE);
}

static void
group_restore_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);
  g_autoptr (GArray) photos = group != NULL ? zb_album_actions_dup_group (self, group) : NULL;

  if (photos != NULL)
    zb_album_actions_restore (self, photos);
}

static void
group_remove_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = zb_album_actions_find_group (self, parameter);
  g_autofree char    *title = NULL;
  char               *words;

  if (group == NULL || group->meeting == NULL)
    return;

  title = zb_words_meeting_title (group->meeting);
  words = g_strdup_printf (_ ("已删除“%s”，照片都还在"), title);
  zb_meetings_remove_async (self->meetings, zb_meeting_get_id (group->meeting), NULL, zb_photo_edit_removed_cb,
                            zb_photo_edit_new (widget, words));
}

void
zb_album_group_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.group-link", "x", group_link_cb);
  gtk_widget_class_install_action (klass, "album.group-link-other", "x", group_link_other_cb);
  gtk_widget_class_install_action (klass, "album.group-new", "x", group_new_cb);
  gtk_widget_class_install_action (klass, "album.group-open", "x", group_open_cb);
  gtk_widget_class_install_action (klass, "album.group-only", "x", group_only_cb);
  gtk_widget_class_install_action (klass, "album.group-select", "x", group_select_cb);
  gtk_widget_class_install_action (klass, "album.group-restore", "x", group_restore_cb);
  gtk_widget_class_install_action (klass, "album.group-remove", "x", group_remove_cb);
}
