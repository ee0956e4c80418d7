/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photo in hand: what is known of its date, the meeting that is proposed and why, the others by number. */
#include "ui/album/review-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/review-queue.h"
#include "ui/kind-badge.h"
#include "ui/words.h"

const ZbAlbumGroup *
zb_review_page_get_group (ZbReviewPage *self)
{
  gint row = self->shown != 0 ? zb_album_selection_find (self->selection, self->shown) : -1;

  return row >= 0 ? zb_review_queue_get_group (self->queue, row) : NULL;
}

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_facts (ZbReviewPage *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  ZbTaken             *taken = zb_photo_get_taken (self->photo);
  g_autofree char     *when = zb_words_moment (&fields->taken);
  g_autofree char     *sentence = taken != NULL ? zb_taken_dup_sentence (taken) : NULL;
  g_autofree char     *source = NULL;

  source = fields->camera != NULL
               ? g_strdup_printf ("%s · %s · %s", zb_source_get_name (fields->source), fields->camera, fields->original)
               : g_strdup_printf ("%s · %s", zb_source_get_name (fields->source), fields->original);
  show_label (self->when, when != NULL ? when : _ ("没有日期"));
  gtk_label_set_label (self->confidence, zb_confidence_get_name (fields->confidence));
  gtk_widget_set_css_classes (GTK_WIDGET (self->confidence),
                              fields->confidence == ZB_CONFIDENCE_HIGH
                                  ? (const char *[]){ "tag", "green", NULL }
                                  : (const char *[]){ "tag", "amber", NULL });
  show_label (self->source, source);
  show_label (self->sentence, sentence != NULL ? sentence : _ ("没有找到任何日期。"));
}

static void
show_proposal (ZbReviewPage *self,
               const char   *reason)
{
  g_autofree char *title = NULL;
  g_autofree char *span = NULL;

  gtk_widget_set_visible (self->card, self->proposal != NULL);
  gtk_widget_set_visible (self->nothing, self->proposal == NULL && self->choices != NULL);
  if (self->proposal == NULL)
    return;

  title = zb_words_meeting_title (self->proposal);
  span = zb_words_span (zb_meeting_get_start (self->proposal), zb_meeting_get_end (self->proposal));
  zb_kind_badge_fill (self->badges, zb_meeting_get_kinds (self->proposal));
  gtk_label_set_label (self->theme, title);
  show_label (self->span, span);
  show_label (self->place, zb_meeting_get_place (self->proposal));
  show_label (self->why, reason);
}

static void
propose (ZbReviewPage *self)
{
  const ZbAlbumGroup *group = zb_review_page_get_group (self);
  g_autofree char    *reason = NULL;
  gboolean            of_group = group != NULL && group->meeting != NULL;
  g_autofree char    *whole = g_strdup_printf (_ ("这一组 %u 张都是"), group != NULL ? group->n : 0);

  if (of_group)
    {
      g_set_object (&self->proposal, group->meeting);
      reason = g_strdup (group->kind == ZB_GROUP_MEETING ? _ ("已经归入这次活动，只等确认日期") : group->reason);
    }
  else if (self->choices != NULL && self->choices->len > 0 && self->photo != NULL)
    {
      g_set_object (&self->proposal, self->choices->pdata[0]);
      reason = zb_review_queue_dup_reason (zb_photo_get (self->photo), self->proposal);
    }
  else
    g_clear_object (&self->proposal);

  gtk_label_set_label (self->take_group_label, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take_group), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_widget_set_visible (self->take_group, of_group && group->n > 1);
  show_proposal (self, reason);
  zb_review_actions_update (self);
}

static GtkWidget *
make_key (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget       *key = gtk_label_new (text);

  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (key, "key-hint");

  return key;
}

static GtkWidget *
make_choice (ZbMeeting *meeting,
             guint      number)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *title = zb_words_meeting_title (meeting);
  g_autofree char *span = zb_words_span (zb_meeting_get_start (meeting), zb_meeting_get_end (meeting));

  gtk_widget_set_valign (badges, GTK_ALIGN_CENTER);
  zb_kind_badge_fill (GTK_BOX (badges), zb_meeting_get_kinds (meeting));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), badges);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_key (number));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), span);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "review.choose");

  return row;
}

/* The proposal is not offered a second time. */
static void
drop_proposal (ZbReviewPage *self)
{
  for (guint i = 0; self->proposal != NULL && i < self->choices->len; i++)
    if (zb_meeting_get_id (self->choices->pdata[i]) == zb_meeting_get_id (self->proposal))
      {
        g_ptr_array_remove_index (self->choices, i);
        return;
      }
}

static void
show_choices (ZbReviewPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_list_box_remove (self->others, child);
  for (guint i = 0; self->choices != NULL && i < MIN (self->choices->len, 8); i++)
    gtk_list_box_append (self->others, make_choice (self->choices->pdata[i], i + 1));
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->choices != NULL && self->choices->len > 0);
  gtk_widget_set_visible (self->others_title, self->choices != NULL && self->choices->len > 0);
}

static void
choices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbReviewPage) self = data;
  g_autoptr (GPtrArray) choices = zb_album_candidates_finish (ZB_ALBUM (source), result, NULL);

  if (choices == NULL || self->album == NULL)
    return;

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_steal_pointer (&choices);
  propose (self);
  drop_proposal (self);
  show_choices (self);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbReviewPage) self = data;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, NULL);

  if (photo == NULL || self->album == NULL || zb_photo_get (photo)->id != self->shown)
    return;

  g_set_object (&self->photo, photo);
  show_facts (self);
  zb_album_candidates_async (self->album, self->shown, self->asking, choices_cb, g_object_ref (self));
}

static void
prepare_next (ZbReviewPage *self)
{
  gint row = zb_album_selection_find (self->selection, self->shown);

  if (row >= 0 && (guint) row + 1 < zb_album_index_get_n_rows (self->queue))
    zb_photo_picture_prepare (self->picture, zb_album_index_get_row (self->queue, row + 1)->photo);
}

static void
ask (ZbReviewPage *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  zb_album_photo_async (self->album, self->shown, self->asking, photo_cb, g_object_ref (self));
}

static void
show_together (ZbReviewPage *self)
{
  guint            n = zb_album_selection_get_n (self->selection);
  g_autofree char *text = g_strdup_printf (_ ("%u 张一起处理"), n);

  gtk_label_set_label (self->together, text);
  gtk_widget_set_visible (GTK_WIDGET (self->together), n > 1);
}

void
zb_review_page_show_photo (ZbReviewPage *self)
{
  gint64 photo = zb_album_selection_get_cursor (self->selection);

  if (photo == 0 || self->album == NULL)
    return;

  if (photo != self->shown)
    {
      self->shown = photo;
      g_clear_object (&self->photo);
      g_clear_pointer (&self->choices, g_ptr_array_unref);
      zb_photo_picture_show (self->picture, photo);
      prepare_next (self);
      show_choices (self);
      propose (self);
    }
  show_together (self);
  ask (self);
}
