/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the photo in hand, or with all that are chosen: one key each, one change each. */
#include "ui/album/review-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/date-dialog.h"
#include "ui/album/photo-edit.h"
#include "ui/album/review-queue.h"
#include "ui/meeting-chooser.h"
#include "ui/meeting-dialog.h"
#include "ui/window.h"
#include "ui/words.h"

typedef struct
{
  ZbReviewPage *page;
  char         *words; /* of the toast */
} Edit;

static Edit *
new_edit (ZbReviewPage *page,
          char         *words)
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
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  gint n = zb_album_edit_finish (ZB_ALBUM (source), result, &error);

  if (n < 0)
    zb_photo_edit_toast_error (GTK_WIDGET (edit->page), error);
  else
    zb_window_toast (GTK_WIDGET (edit->page), edit->words, n > 0);
  zb_review_page_settled (edit->page);
}

static GtkWindow *
get_window (ZbReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

/* What is chosen; at least the photo in hand. NULL: nothing is. */
static GArray *
dup_photos (ZbReviewPage *self)
{
  g_autoptr (GArray) photos = zb_album_selection_dup_photos (self->selection);

  if (photos->len == 0 && self->shown != 0 && zb_album_selection_find (self->selection, self->shown) >= 0)
    g_array_append_val (photos, self->shown);

  return photos->len > 0 ? g_steal_pointer (&photos) : NULL;
}

static void
settle (ZbReviewPage *self,
        GArray       *photos,
        gint64        meeting)
{
  ZbMeeting       *found = zb_meetings_find (self->meetings, meeting);
  g_autofree char *title = found != NULL ? zb_words_meeting_title (found) : g_strdup (_ ("活动"));
  char            *words = g_strdup_printf (_ ("%u 张归入“%s”"), photos->len, title);

  zb_album_settle_async (self->album, photos, meeting, NULL, edited_cb, new_edit (self, words));
  zb_review_page_leave (self, photos, ZB_SORTED_LINKED);
}

static void
take_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (GArray) photos = dup_photos (self);

  if (photos != NULL && self->proposal != NULL)
    settle (self, photos, zb_meeting_get_id (self->proposal));
}

static void
take_group_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbReviewPage       *self = ZB_REVIEW_PAGE (widget);
  const ZbAlbumGroup *group = zb_review_page_get_group (self);
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (group == NULL || group->meeting == NULL)
    return;

  for (guint i = 0; i < group->n; i++)
    g_array_append_val (photos, zb_album_index_get_row (self->queue, group->first + i)->photo);
  settle (self, photos, zb_meeting_get_id (group->meeting));
}

static void
choose_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  guint         number = g_variant_get_uint32 (parameter);
  g_autoptr (GArray) photos = dup_photos (self);

  if (photos != NULL && self->choices != NULL && number >= 1 && number <= self->choices->len)
    settle (self, photos, zb_meeting_get_id (self->choices->pdata[number - 1]));
}

/* Photos that wait for a dialog's answer. */
typedef struct
{
  ZbReviewPage *page;
  GArray       *photos;
} Asked;

static Asked *
new_asked (ZbReviewPage *page,
           GArray       *photos)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->page = g_object_ref (page);
  asked->photos = photos;

  return asked;
}

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->page);
  g_clear_pointer (&asked->photos, g_array_unref);
  g_free (asked);
}

static void
free_asked_closure (gpointer  data,
                    GClosure *closure)
{
  free_asked (data);
}

static void
meeting_chosen_cb (gint64   meeting,
                   gpointer data)
{
  Asked *asked = data;

  if (asked->page->album != NULL)
    settle (asked->page, asked->photos, meeting);
}

static void
other_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (GArray) photos = dup_photos (self);
  g_autofree char *title = g_strdup_printf (_ ("把 %u 张照片归入"), photos != NULL ? photos->len : 0);

  if (photos != NULL)
    zb_meeting_chooser_run (get_window (self), self->meetings, title, meeting_chosen_cb,
                            new_asked (self, g_steal_pointer (&photos)), free_asked);
}

/* The photos' time, whole minutes; none when they have none. */
static ZbMeetingDraft *
make_draft (ZbReviewPage *self)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();

  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  if (self->photo != NULL)
    draft->start = zb_photo_get (self->photo)->taken;
  if (draft->start.precision == ZB_PRECISION_SECOND)
    {
      draft->start.seconds -= draft->start.seconds % 60;
      draft->start.precision = ZB_PRECISION_MINUTE;
    }
  *draft->start.fraction = '\0';

  return draft;
}

static void
saved_cb (ZbMeetingDialog *dialog,
          gint64           meeting,
          gpointer         data)
{
  meeting_chosen_cb (meeting, data);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (ZbMeetingDraft) draft = make_draft (self);
  g_autoptr (GArray) photos = dup_photos (self);
  ZbMeetingDialog *dialog;

  if (photos == NULL)
    return;

  dialog = zb_meeting_dialog_new (get_window (self), self->meetings, 0, draft, NULL);
  g_signal_connect_data (dialog, "saved", G_CALLBACK (saved_cb), new_asked (self, g_steal_pointer (&photos)),
                         free_asked_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
date_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (GArray) photos = dup_photos (self);

  if (photos == NULL)
    return;

  /* Counted when they are gone: whether this happens, the dialog decides. */
  for (guint i = 0; i < photos->len; i++)
    g_hash_table_insert (self->sorted, g_memdup2 (&g_array_index (photos, gint64, i), sizeof (gint64)),
                         GINT_TO_POINTER (ZB_SORTED_DATED));
  zb_date_dialog_present (get_window (self), self->album, self->meetings, self->loader, photos);
}

static void
apart_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (GArray) photos = dup_photos (self);

  if (photos == NULL)
    return;

  zb_album_unlink_async (self->album, photos, NULL, edited_cb,
                         new_edit (self, g_strdup_printf (_ ("%u 张单独存放，不再提出归入活动"), photos->len)));
  zb_review_page_leave (self, photos, ZB_SORTED_APART);
}

static void
trash_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (widget);
  g_autoptr (GArray) photos = dup_photos (self);

  if (photos == NULL)
    return;

  zb_album_trash_async (self->album, photos, NULL, edited_cb,
                        new_edit (self, g_strdup_printf (_ ("已把 %u 张移到回收站"), photos->len)));
  zb_review_page_leave (self, photos, ZB_SORTED_TRASHED);
}

void
zb_review_actions_update (ZbReviewPage *self)
{
  const ZbAlbumGroup *group = zb_review_page_get_group (self);
  GtkWidget          *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "review.take", self->proposal != NULL);
  gtk_widget_action_set_enabled (widget, "review.take-group", group != NULL && group->meeting != NULL && group->n > 1);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType state;
    const char     *action;
  } keys[] = {
    { GDK_KEY_Return, 0, "review.take" },
    { GDK_KEY_KP_Enter, 0, "review.take" },
    { GDK_KEY_space, 0, "review.take" },
    { GDK_KEY_Return, GDK_SHIFT_MASK, "review.take-group" },
    { GDK_KEY_KP_Enter, GDK_SHIFT_MASK, "review.take-group" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "review.other" },
    { GDK_KEY_l, 0, "review.other" },
    { GDK_KEY_n, 0, "review.new" },
    { GDK_KEY_d, 0, "review.date" },
    { GDK_KEY_a, 0, "review.apart" },
    { GDK_KEY_Delete, 0, "review.trash" },
    { GDK_KEY_KP_Delete, 0, "review.trash" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].state, keys[i].action, NULL);
  for (guint i = 1; i <= 8; i++)
    {
      gtk_widget_class_add_binding_action (klass, GDK_KEY_0 + i, 0, "review.choose", "u", i);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_0 + i, 0, "review.choose", "u", i);
    }
}

void
zb_review_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.take", NULL, take_cb);
  gtk_widget_class_install_action (klass, "review.take-group", NULL, take_group_cb);
  gtk_widget_class_install_action (klass, "review.choose", "u", choose_cb);
  gtk_widget_class_install_action (klass, "review.other", NULL, other_cb);
  gtk_widget_class_install_action (klass, "review.new", NULL, new_cb);
  gtk_widget_class_install_action (klass, "review.date", NULL, date_cb);
  gtk_widget_class_install_action (klass, "review.apart", NULL, apart_cb);
  gtk_widget_class_install_action (klass, "review.trash", NULL, trash_cb);
  add_keys (klass);
}
