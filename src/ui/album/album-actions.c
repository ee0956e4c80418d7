/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done in the album, as actions of its page: to the selection ("album.link" …), and to a
 * whole group, named by its first photo ("album.group-link" …). Every edit ends in a toast.
 */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/caption-dialog.h"
#include "ui/album/clock-dialog.h"
#include "ui/meeting-chooser.h"
#include "ui/meeting-dialog.h"
#include "ui/window.h"
#include "ui/words.h"

/* An edit under way, and what the toast will say. */
typedef struct
{
  ZbAlbumPage *page;
  char        *words;
} Edit;

static Edit *
new_edit (ZbAlbumPage *page,
          char        *words)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->page = g_object_ref (page);
  edit->words = words;

  return edit;
}

static void
free_edit (Edit *edit)
{
  g_clear_object (&edit->page);
  g_free (edit->words);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, free_edit)

static void
toast_error (ZbAlbumPage  *self,
             const GError *error)
{
  g_autofree char *words = zb_words_error (error);

  if (zb_service_fault (error) == ZB_FAULT_CANCELLED)
    return;

  g_warning ("album: %s", error->message);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  gint n = zb_album_edit_finish (ZB_ALBUM (source), result, &error);

  if (n < 0)
    toast_error (edit->page, error);
  else if (n > 0)
    zb_window_toast (GTK_WIDGET (edit->page), edit->words, TRUE);
}

static GtkWindow *
get_window (ZbAlbumPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static GArray *
dup_selected (ZbAlbumPage *self)
{
  return zb_album_selection_dup_photos (zb_album_view_get_selection (self->view));
}

/* The group whose first photo this is; NULL when it is gone. */
static const ZbAlbumGroup *
find_group (ZbAlbumPage *self,
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

static GArray *
dup_group_photos (ZbAlbumPage        *self,
                  const ZbAlbumGroup *group)
{
  ZbAlbumIndex *index = zb_album_view_get_index (self->view);
  GArray       *photos = g_array_sized_new (FALSE, FALSE, sizeof (gint64), group->n);

  for (guint i = 0; i < group->n; i++)
    g_array_append_val (photos, zb_album_index_get_row (index, group->first + i)->photo);

  return photos;
}

void
zb_album_actions_link (ZbAlbumPage *self,
                       GArray      *photos,
                       gint64       id)
{
  ZbMeeting       *meeting = zb_meetings_find (self->meetings, id);
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : g_strdup (_ ("活动"));
  char            *words = g_strdup_printf (_ ("已把 %u 张归入“%s”"), photos->len, title);

  zb_album_link_async (self->album, photos, id, NULL, edited_cb, new_edit (self, words));
}

void
zb_album_actions_caption (ZbAlbumPage *self,
                          GArray      *photos,
                          const char  *caption)
{
  char *words = photos->len == 1 ? g_strdup (_ ("说明已保存"))
                                 : g_strdup_printf (_ ("已给 %u 张写上说明"), photos->len);

  zb_album_caption_async (self->album, photos, caption, NULL, edited_cb, new_edit (self, words));
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

static void
choose_meeting (ZbAlbumPage *self,
                GArray      *photos)
{
  Choice          *choice = g_new0 (Choice, 1);
  g_autofree char *title = g_strdup_printf (_ ("把 %u 张照片归入"), photos->len);

  choice->page = g_object_ref (self);
  choice->photos = photos;
  zb_meeting_chooser_run (get_window (self), self->meetings, title, meeting_chosen_cb, choice,
                          free_choice);
}

static void
link_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = dup_selected (self);

  if (photos->len > 0)
    choose_meeting (self, g_steal_pointer (&photos));
}

static void
unlink_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = dup_selected (self);

  zb_album_unlink_async (self->album, photos, NULL, edited_cb,
                         new_edit (self, g_strdup_printf (_ ("已把 %u 张取消归入"), photos->len)));
}

static void
dialog_captioned_cb (ZbAlbumPage *self,
                     const char  *caption)
{
  g_autoptr (GArray) photos = dup_selected (self);

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

  dialog = zb_caption_dialog_new (get_window (self), n);
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
  g_autoptr (GArray) photos = dup_selected (self);

  zb_album_trash_async (self->album, photos, NULL, edited_cb,
                        new_edit (self, g_strdup_printf (_ ("已把 %u 张移到回收站"), photos->len)));
}

static void
restore_photos (ZbAlbumPage *self,
                GArray      *photos)
{
  zb_album_restore_async (self->album, photos, NULL, edited_cb,
                          new_edit (self, g_strdup_printf (_ ("已恢复 %u 张"), photos->len)));
}

static void
restore_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = dup_selected (self);

  restore_photos (self, photos);
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

  zb_meeting_dialog_edit (get_window (self), self->meetings, 0, NULL, NULL);
}

static void
group_link_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);
  g_autoptr (GArray) photos = NULL;

  if (group == NULL || group->meeting == NULL)
    return;

  photos = dup_group_photos (self, group);
  zb_album_actions_link (self, photos, zb_meeting_get_id (group->meeting));
}

static void
group_link_other_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);

  if (group != NULL)
    choose_meeting (self, dup_group_photos (self, group));
}

/* A form filled in from the photos' time, whole minutes. */
static void
group_new_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);
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

  photos = dup_group_photos (self, group);
  zb_meeting_dialog_edit (get_window (self), self->meetings, 0, draft, photos);
}

static void
group_open_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);

  if (group != NULL && group->meeting != NULL)
    gtk_widget_activate_action (widget, "win.meeting", "(xs)", zb_meeting_get_id (group->meeting), "");
}

static void
group_only_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);

  if (group != NULL && group->meeting != NULL)
    zb_album_sidebar_choose (self->sidebar, ZB_ALBUM_MEETING, zb_meeting_get_id (group->meeting));
}

static void
group_select_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);

  if (group != NULL)
    zb_album_selection_rows (zb_album_view_get_selection (self->view), group->first, group->n, TRUE);
}

static void
group_restore_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);
  g_autoptr (GArray) photos = group != NULL ? dup_group_photos (self, group) : NULL;

  if (photos != NULL)
    restore_photos (self, photos);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;

  if (zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error) != 0)
    zb_window_toast (GTK_WIDGET (edit->page), edit->words, TRUE);
  else if (error != NULL)
    toast_error (edit->page, error);
}

static void
group_remove_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAlbumPage        *self = ZB_ALBUM_PAGE (widget);
  const ZbAlbumGroup *group = find_group (self, parameter);
  g_autofree char    *title = NULL;
  char               *words;

  if (group == NULL || group->meeting == NULL)
    return;

  title = zb_words_meeting_title (group->meeting);
  words = g_strdup_printf (_ ("已删除“%s”，照片都还在"), title);
  zb_meetings_remove_async (self->meetings, zb_meeting_get_id (group->meeting), NULL, removed_cb,
                            new_edit (self, words));
}

static void
shifted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbAlbumPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ZbShiftResult    shift;

  if (!zb_album_shift_finish (ZB_ALBUM (source), result, &shift, &error))
    {
      toast_error (self, error);
      return;
    }

  words = shift.linked > 0
              ? g_strdup_printf (_ ("已改正 %u 张的时间，其中 %u 张归入了活动"), shift.changed, shift.linked)
              : g_strdup_printf (_ ("已改正 %u 张的时间"), shift.changed);
  zb_window_toast (GTK_WIDGET (self), words, TRUE);
}

static void
shift_cb (ZbAlbumPage *self,
          gint64       seconds,
          const char  *reason)
{
  const ZbClockFinding *finding;

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  finding = self->clocks->pdata[0];
  zb_album_shift_async (self->album, finding->camera, finding->batch, finding->photos, seconds,
                        reason, NULL, shifted_cb, g_object_ref (self));
}

static void
clock_fix_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbAlbumPage   *self = ZB_ALBUM_PAGE (widget);
  ZbClockDialog *dialog;

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  dialog = zb_clock_dialog_new (get_window (self), self->clocks->pdata[0]);
  g_signal_connect_object (dialog, "shift", G_CALLBACK (shift_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

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

void
zb_album_actions_update (ZbAlbumPage *self)
{
  static const char *const away[] = { "album.link", "album.unlink", "album.caption", "album.trash" };
  GtkWidget               *widget = GTK_WIDGET (self);
  guint                    n = zb_album_selection_get_n (zb_album_view_get_selection (self->view));
  ZbAlbumFilter            filter = { 0 };
  gboolean                 trash;

  if (self->sidebar != NULL)
    zb_album_sidebar_fill_filter (self->sidebar, &filter);
  trash = filter.kind == ZB_ALBUM_TRASH;
  for (guint i = 0; i < G_N_ELEMENTS (away); i++)
    gtk_widget_action_set_enabled (widget, away[i], n > 0 && !trash);
  gtk_widget_set_visible (self->link, !trash);
  gtk_widget_set_visible (self->unlink, !trash);
  gtk_widget_set_visible (self->caption, !trash);
  gtk_widget_set_visible (self->trash, !trash);
  gtk_widget_set_visible (self->restore, trash);
  gtk_widget_action_set_enabled (widget, "album.restore", n > 0 && trash);
  gtk_widget_action_set_enabled (widget, "album.clear", n > 0);
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
  gtk_widget_class_install_action (klass, "album.group-link", "x", group_link_cb);
  gtk_widget_class_install_action (klass, "album.group-link-other", "x", group_link_other_cb);
  gtk_widget_class_install_action (klass, "album.group-new", "x", group_new_cb);
  gtk_widget_class_install_action (klass, "album.group-open", "x", group_open_cb);
  gtk_widget_class_install_action (klass, "album.group-only", "x", group_only_cb);
  gtk_widget_class_install_action (klass, "album.group-select", "x", group_select_cb);
  gtk_widget_class_install_action (klass, "album.group-restore", "x", group_restore_cb);
  gtk_widget_class_install_action (klass, "album.group-remove", "x", group_remove_cb);
  gtk_widget_class_install_action (klass, "album.clock-fix", NULL, clock_fix_cb);
  gtk_widget_class_install_action (klass, "album.clock-dismiss", NULL, clock_dismiss_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "album.trash", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "album.caption", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "album.details", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_l, GDK_CONTROL_MASK, "album.link", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "album.new-meeting", NULL);
}
