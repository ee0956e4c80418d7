/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits is taken out as soon as a key says what becomes of it, so that nobody waits for the disk; when the edit is through, the
 * library's word replaces ours. What comes back (undone, refused) is shown again.
 */
#include "ui/album/review-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"
#include "ui/album/review-queue.h"

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbReviewPage, zb_review_page, ADW_TYPE_BIN)

#define RELOAD_DELAY 40 /* ms */

static ZbSorted
get_sorted (ZbReviewPage *self,
            gint64        photo)
{
  gpointer sorted;

  if (g_hash_table_lookup_extended (self->sorted, &photo, NULL, &sorted))
    return GPOINTER_TO_INT (sorted);

  return self->kind == ZB_ALBUM_UNDATED ? ZB_SORTED_DATED : ZB_SORTED_LINKED;
}

/* "归入活动 9 张 · 单独存放 1 张" */
static char *
describe_sorted (ZbReviewPage *self)
{
  const char *const names[ZB_N_SORTED] = { _ ("归入活动"), _ ("确定时间"), _ ("单独存放"), _ ("移到回收站") };
  guint             counts[ZB_N_SORTED] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->gone->len; i++)
    counts[get_sorted (self, g_array_index (self->gone, gint64, i))]++;
  for (guint i = 0; i < ZB_N_SORTED; i++)
    if (counts[i] > 0)
      g_string_append_printf (text, _ ("%s%s %u 张"), text->len > 0 ? " · " : "", names[i], counts[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_done (ZbReviewPage *self)
{
  g_autofree char *text = describe_sorted (self);

  adw_window_title_set_subtitle (self->title, NULL);
  adw_status_page_set_title (self->done, self->gone->len > 0 ? _ ("都理好了") : _ ("没有等着整理的照片"));
  adw_status_page_set_description (self->done, text);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (GTK_WIDGET (self->done)); /* not its button: who still presses Enter is to see it */
}

static void
show_queue (ZbReviewPage *self)
{
  guint            n = zb_album_index_get_n_rows (self->queue);
  g_autofree char *left = g_strdup_printf (_ ("还有 %u 张"), n);

  if (n == 0)
    {
      show_done (self);
      return;
    }

  adw_window_title_set_subtitle (self->title, left);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "work") != 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "work");
      gtk_widget_grab_focus (GTK_WIDGET (self->strip));
    }
  zb_review_page_show_photo (self);
}

static gint64
choose_photo (ZbReviewPage *self)
{
  gint64 wanted = self->wanted, cursor = zb_album_selection_get_cursor (self->selection);

  self->wanted = 0;
  if (wanted != 0 && zb_album_selection_find (self->selection, wanted) >= 0)
    return wanted;
  if (cursor != 0)
    return 0;

  return zb_album_index_get_row (self->queue, 0)->photo;
}

/* Takes the queue. */
static void
set_queue (ZbReviewPage *self,
           ZbAlbumIndex *queue)
{
  gint64 photo;

  g_clear_pointer (&self->queue, zb_album_index_unref);
  self->queue = queue;
  g_signal_handlers_block_by_func (self->selection, zb_review_page_show_photo, self);
  zb_review_strip_set_index (self->strip, queue);
  zb_album_selection_set_index (self->selection, queue);
  photo = zb_album_index_get_n_rows (queue) > 0 ? choose_photo (self) : 0;
  if (photo != 0)
    zb_album_selection_only (self->selection, photo);
  g_signal_handlers_unblock_by_func (self->selection, zb_review_page_show_photo, self);

  show_queue (self);
}

static GHashTable *
collect_photos (ZbAlbumIndex *queue)
{
  GHashTable *photos = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; queue != NULL && i < zb_album_index_get_n_rows (queue); i++)
    g_hash_table_add (photos, (gpointer) &zb_album_index_get_row (queue, i)->photo);

  return photos;
}

/* What was sorted out and waits again goes first; what went by another way counts too. */
static void
compare_queues (ZbReviewPage *self,
                ZbAlbumIndex *queue)
{
  g_autoptr (GHashTable) now = collect_photos (queue);

  for (guint i = self->gone->len; i > 0; i--)
    {
      gint64 photo = g_array_index (self->gone, gint64, i - 1);

      if (g_hash_table_contains (now, &photo))
        {
          self->wanted = photo;
          g_array_remove_index (self->gone, i - 1);
        }
    }

  for (guint i = 0; self->queue != NULL && i < zb_album_index_get_n_rows (self->queue); i++)
    {
      gint64 photo = zb_album_index_get_row (self->queue, i)->photo;

      if (!g_hash_table_contains (now, &photo))
        g_array_append_val (self->gone, photo);
    }
}

/* When the photo in hand went by another way, the next one is. */
static void
keep_place (ZbReviewPage *self,
            ZbAlbumIndex *queue)
{
  g_autoptr (GArray) treated = NULL;
  g_autoptr (GHashTable) now = NULL;

  if (self->queue == NULL || self->wanted != 0 || self->shown == 0)
    return;

  now = collect_photos (queue);
  treated = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < zb_album_index_get_n_rows (self->queue); i++)
    if (!g_hash_table_contains (now, &zb_album_index_get_row (self->queue, i)->photo))
      g_array_append_val (treated, zb_album_index_get_row (self->queue, i)->photo);
  if (!g_hash_table_contains (now, &self->shown))
    self->wanted = zb_review_queue_find_next (self->queue, treated);
}

/* Closed, while what was asked last keeps it. */
static gboolean
is_left (ZbReviewPage *self)
{
  return self->album == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbAlbumIndex) index = zb_album_load_finish (ZB_ALBUM (source), result, &error);
  g_autoptr (ZbAlbumIndex) queue = NULL;

  g_clear_object (&self->loading);
  if (is_left (self) || self->pending > 0)
    return;

  if (self->again)
    {
      zb_review_page_load (self);
      return;
    }
  if (index == NULL)
    {
      zb_photo_edit_toast_error (GTK_WIDGET (self), error);
      return;
    }

  queue = zb_review_queue_new (index, NULL);
  keep_place (self, queue);
  compare_queues (self, queue);
  set_queue (self, g_steal_pointer (&queue));
}

void
zb_review_page_load (ZbReviewPage *self)
{
  ZbAlbumFilter filter = { .kind = self->kind, .oldest_first = TRUE };

  self->again = self->loading != NULL;
  if (self->loading != NULL || self->pending > 0)
    return;

  self->loading = g_cancellable_new ();
  zb_album_load_async (self->album, &filter, self->loading, loaded_cb, g_object_ref (self));
}

void
zb_review_page_leave (ZbReviewPage *self,
                      GArray       *photos,
                      ZbSorted      sorted)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 next = zb_review_queue_find_next (self->queue, photos);

  for (guint i = 0; i < photos->len; i++)
    {
      gint64 *photo = &g_array_index (photos, gint64, i);

      g_hash_table_add (done, photo);
      g_hash_table_insert (self->sorted, g_memdup2 (photo, sizeof *photo), GINT_TO_POINTER (sorted));
    }
  g_array_append_vals (self->gone, photos->data, photos->len);
  self->pending++;
  self->wanted = next;
  set_queue (self, zb_review_queue_new (self->queue, done));
  if (next != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->strip));
}

void
zb_review_page_settled (ZbReviewPage *self)
{
  self->pending--;
  if (!is_left (self) && self->pending == 0)
    zb_review_page_load (self);
}

static gboolean
reload_cb (gpointer data)
{
  ZbReviewPage *self = data;

  self->reload_id = 0;
  zb_review_page_load (self);

  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (ZbReviewPage *self,
                    guint         tables)
{
  if ((tables & (ZB_TABLE_PHOTO | ZB_TABLE_MEETING)) != 0 && self->reload_id == 0 && self->queue != NULL)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        gpointer               data)
{
  ZbReviewPage *self = data;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "work") != 0)
    return GDK_EVENT_PROPAGATE;

  return zb_review_strip_key (self->strip, key, state);
}

static void
close_cb (ZbReviewPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
close_action_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  close_cb (ZB_REVIEW_PAGE (widget));
}

static void
zb_review_page_dispose (GObject *object)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->album);
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_REVIEW_PAGE);
  g_clear_object (&self->meetings);
  g_clear_object (&self->loader);
  g_clear_object (&self->selection);
  g_clear_object (&self->photo);
  g_clear_object (&self->proposal);

  G_OBJECT_CLASS (zb_review_page_parent_class)->dispose (object);
}

static void
zb_review_page_finalize (GObject *object)
{
  ZbReviewPage *self = ZB_REVIEW_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_pointer (&self->queue, zb_album_index_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_array_unref);
  g_clear_pointer (&self->sorted, g_hash_table_unref);

  G_OBJECT_CLASS (zb_review_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, done);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, picture);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, together);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, strip);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, when);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, confidence);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, source);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, card);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, badges);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, theme);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, span);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, place);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, why);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, take_group);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, take_group_label);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, others_title);
  gtk_widget_class_bind_template_child (widget_class, ZbReviewPage, others);
}

static void
zb_review_page_class_init (ZbReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_review_page_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (ZB_TYPE_PHOTO_PICTURE);
  g_type_ensure (ZB_TYPE_REVIEW_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/review-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_install_action (widget_class, "review.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "review.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "review.close", NULL);
  zb_review_actions_install (widget_class);
}

static void
zb_review_page_init (ZbReviewPage *self)
{
  self->selection = zb_album_selection_new ();
  self->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sorted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (zb_review_page_show_photo), self, G_CONNECT_SWAPPED);
}

ZbReviewPage *
zb_review_page_new (ZbAlbum           *album,
                    ZbMeetings        *meetings,
                    ZbThumbnailLoader *loader)
{
  ZbReviewPage *self = g_object_new (ZB_TYPE_REVIEW_PAGE, NULL);
  g_autoptr (ZbViewing) viewing = zb_viewing_new (album);

  self->album = g_object_ref (album);
  self->meetings = g_object_ref (meetings);
  self->loader = g_object_ref (loader);
  zb_photo_picture_set_source (self->picture, loader, viewing);
  zb_review_strip_set_source (self->strip, loader, self->selection);
  g_signal_connect_object (zb_album_get_library (album), "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
zb_review_page_show (ZbReviewPage     *self,
                     ZbAlbumFilterKind kind,
                     gint64            photo)
{
  g_return_if_fail (ZB_IS_REVIEW_PAGE (self));

  self->kind = kind;
  self->wanted = photo;
  zb_review_page_load (self);
}
