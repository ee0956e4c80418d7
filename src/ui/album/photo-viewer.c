/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-viewer-private.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"
#include "ui/kind-badge.h"
#include "ui/words.h"

/* What is shown, and what is said of it. */

G_DEFINE_FINAL_TYPE (ZbPhotoViewer, zb_photo_viewer, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

guint
zb_viewer_get_n (ZbPhotoViewer *self)
{
  return self->index != NULL ? zb_album_index_get_n_rows (self->index) : 0;
}

gint
zb_viewer_get_row (ZbPhotoViewer *self)
{
  return self->shown != 0 ? zb_album_selection_find (self->selection, self->shown) : -1;
}

static const ZbAlbumGroup *
find_group (ZbPhotoViewer *self)
{
  gint row = zb_viewer_get_row (self);

  for (guint i = 0; row >= 0 && i < zb_album_index_get_n_groups (self->index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (self->index, i);

      if ((guint) row < group->first + group->n)
        return group;
    }

  return NULL;
}

ZbMeeting *
zb_viewer_get_meeting (ZbPhotoViewer *self)
{
  const ZbAlbumGroup *group = find_group (self);

  return group != NULL && group->kind == ZB_GROUP_MEETING ? group->meeting : NULL;
}

gint64
zb_photo_viewer_get_photo (ZbPhotoViewer *self)
{
  g_return_val_if_fail (ZB_IS_PHOTO_VIEWER (self), 0);

  return self->shown;
}

/* --- what is said of it --- */

static void
add_fact (GString    *facts,
          const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", words);
}

/* 2019-06-10 11:36:40 · 相机记录，可靠 · 区革命纪念馆 · 佳能 EOS 700D */
static char *
dup_facts (ZbPhotoViewer *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  ZbMeeting           *meeting = zb_viewer_get_meeting (self);
  g_autofree char     *when = zb_words_moment (&fields->taken);
  g_autofree char     *source = g_strdup_printf (_ ("%s，%s"), zb_source_get_name (fields->source), zb_confidence_get_name (fields->confidence));
  g_autofree char     *kinds = meeting != NULL ? zb_kinds_to_names (zb_meeting_get_kinds (meeting)) : NULL;
  GString             *facts = g_string_new (kinds);

  add_fact (facts, when != NULL ? when : _ ("日期待定"));
  if (when != NULL)
    add_fact (facts, source);
  add_fact (facts, meeting != NULL ? zb_meeting_get_place (meeting) : NULL);
  add_fact (facts, fields->camera);
  return g_string_free (facts, FALSE);
}

static void
show_title (ZbPhotoViewer *self)
{
  const ZbAlbumGroup *group = find_group (self);
  g_autofree char    *title = group != NULL ? zb_words_group (group) : g_strdup ("");
  g_autofree char    *position = g_strdup_printf (_ ("第 %d 张，共 %u 张"), zb_viewer_get_row (self) + 1, zb_viewer_get_n (self));

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, position);
}

static void
show_photo (ZbPhotoViewer *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  g_autofree char     *facts = dup_facts (self);
  ZbMeeting           *meeting = zb_viewer_get_meeting (self);

  gtk_label_set_label (self->caption, fields->caption != NULL ? fields->caption : _ ("还没有说明"));
  if (fields->caption != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_label_set_label (self->facts, facts);
  zb_kind_badge_fill (self->badges, meeting != NULL ? zb_meeting_get_kinds (meeting) : 0);
  gtk_button_set_icon_name (GTK_BUTTON (self->star), fields->picked ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.cover", fields->meeting != 0 && !fields->cover);
  zb_viewer_show_words (self);
}

typedef struct
{
  ZbPhotoViewer *self;
  gint64         photo;
} Asked;

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Asked *asked = data;
  g_autoptr (ZbPhotoViewer) self = asked->self;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, NULL);

  if (photo == NULL || self->shown != asked->photo || self->album == NULL)
    return;
  if (zb_photo_get (photo)->trash != ZB_TRASH_NOT)
    {
      const ZbAlbumRow *row = zb_album_index_get_row (self->index, zb_viewer_get_row (self));

      if ((row->flags & ZB_ROW_TRASHED) == 0)
        {
          zb_viewer_drop (self, asked->photo);
          return;
        }
    }

  g_set_object (&self->photo, photo);
  show_photo (self);
}

void
zb_viewer_reload (ZbPhotoViewer *self)
{
  Asked *asked;

  if (self->shown == 0 || self->album == NULL)
    return;

  asked = g_new (Asked, 1);
  *asked = (Asked){ g_object_ref (self), self->shown };
  zb_album_photo_async (self->album, self->shown, NULL, photo_cb, asked);
}

/* A change of photos may have turned it, too. */
static void
changed_cb (ZbPhotoViewer *self,
            guint          tables)
{
  int turn;

  if ((tables & ZB_TABLE_PHOTO) == 0 || self->shown == 0)
    return;

  turn = zb_album_get_turn (self->album, self->shown);
  zb_viewer_reload (self);
  if (self->photo != NULL && zb_photo_get (self->photo)->turn != turn)
    zb_viewer_load (self);
}

static void
turned_cb (ZbPhotoViewer *self)
{
  zb_viewer_forget (self);
  if (self->shown == 0)
    return;

  zb_viewer_load (self);
  zb_review_strip_set_index (self->film, self->index);
}

/* --- which one --- */

static void
cursor_cb (ZbPhotoViewer *self)
{
  gint64 cursor = zb_album_selection_get_cursor (self->selection);

  if (cursor == self->shown || self->index == NULL)
    return;

  zb_viewer_leave_caption (self, TRUE);
  self->shown = cursor;
  g_clear_object (&self->photo);
  if (cursor == 0)
    return;

  show_title (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", zb_viewer_get_row (self) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next", zb_viewer_get_row (self) + 1 < (gint) zb_viewer_get_n (self));
  zb_viewer_load (self);
  zb_viewer_reload (self);
}

void
zb_viewer_go (ZbPhotoViewer *self,
              gint           row)
{
  if (row >= 0 && (guint) row < zb_viewer_get_n (self))
    zb_album_selection_only (self->selection, zb_album_index_get_row (self->index, (guint) row)->photo);
}

static void
set_index (ZbPhotoViewer *self,
           ZbAlbumIndex  *index)
{
  ZbAlbumIndex *before = self->index;

  self->index = zb_album_index_ref (index);
  zb_album_selection_set_index (self->selection, index);
  zb_review_strip_set_index (self->film, index);
  g_clear_pointer (&before, zb_album_index_unref);
}

/* The same without one of them. */
static ZbAlbumIndex *
make_without (ZbAlbumIndex *index,
              gint64        photo)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < zb_album_index_get_n_rows (index); i++)
    if (zb_album_index_get_row (index, i)->photo != photo)
      g_array_append_val (others, zb_album_index_get_row (index, i)->photo);

  zb_photo_ids_sort (others);
  return zb_album_index_narrow (index, others);
}

void
zb_viewer_drop (ZbPhotoViewer *self,
                gint64         photo)
{
  gint row = zb_album_selection_find (self->selection, photo);
  g_autoptr (ZbAlbumIndex) rest = NULL;

  if (row < 0)
    return;

  rest = make_without (self->index, photo);
  if (zb_album_index_get_n_rows (rest) == 0)
    {
      self->shown = 0;
      zb_viewer_close (self);
      return;
    }

  self->shown = 0;
  set_index (self, rest);
  zb_viewer_go (self, MIN (row, (gint) zb_viewer_get_n (self) - 1));
  cursor_cb (self);
}

void
zb_viewer_close (ZbPhotoViewer *self)
{
  zb_viewer_leave_caption (self, TRUE);
  zb_viewer_stop (self);
  if (zb_viewer_is_full (self))
    zb_viewer_set_full (self, FALSE);
  zb_viewer_forget (self);
  g_signal_emit (self, signals[CLOSED], 0, self->shown);
}

/* --- the caption --- */

void
zb_viewer_leave_caption (ZbPhotoViewer *self,
                         gboolean       save)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *before = self->photo != NULL ? zb_photo_get (self->photo)->caption : NULL;
  g_autoptr (GArray) photos = NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->words), "edit") != 0)
    return;

  gtk_stack_set_visible_child_name (self->words, "show");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!save || self->photo == NULL || g_strcmp0 (before != NULL ? before : "", text) == 0)
    return;

  photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (photos, self->shown);
  zb_album_caption_async (self->album, photos, text, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (GTK_WIDGET (self), g_strdup (_ ("说明已保存"))));
}

static void
entry_done_cb (ZbPhotoViewer *self)
{
  zb_viewer_leave_caption (self, TRUE);
}

static gboolean
key_cb (ZbPhotoViewer  *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  return zb_viewer_key (self, key, state);
}

static void
look_cb (ZbPhotoViewer *self)
{
  double           scale = zb_photo_canvas_get_scale (self->canvas);
  g_autofree char *words = zb_photo_canvas_is_fitted (self->canvas) ? g_strdup (_ ("适合")) : g_strdup_printf ("%.0f%%", scale * 100);

  gtk_button_set_label (self->scale, words);
  zb_viewer_look (self);
}

static void
zb_photo_viewer_dispose (GObject *object)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (object);

  if (self->album != NULL)
    {
      zb_viewer_stop (self);
      zb_viewer_forget (self);
    }
  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_clear_pointer (&self->index, zb_album_index_unref);
  g_clear_object (&self->photo);
  g_clear_object (&self->viewing);
  g_clear_object (&self->loader);
  g_clear_object (&self->album);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_PHOTO_VIEWER);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (zb_photo_viewer_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ZbPhotoViewer, name)

static void
zb_photo_viewer_class_init (ZbPhotoViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_photo_viewer_dispose;
  g_type_ensure (ZB_TYPE_PHOTO_CANVAS);
  g_type_ensure (ZB_TYPE_REVIEW_STRIP);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/photo-viewer.ui");
  BIND (top);
  BIND (title);
  BIND (star);
  BIND (canvas);
  BIND (previous);
  BIND (next);
  BIND (pill);
  BIND (scale);
  BIND (note_box);
  BIND (note);
  BIND (play_video);
  BIND (slide_words);
  BIND (slide_title);
  BIND (bottom);
  BIND (words);
  BIND (caption);
  BIND (entry);
  BIND (badges);
  BIND (facts);
  BIND (edit);
  BIND (film);
  gtk_widget_class_bind_template_callback (widget_class, entry_done_cb);
  zb_viewer_install (widget_class);
}

static void
zb_photo_viewer_init (ZbPhotoViewer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = zb_album_selection_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (motion, "motion", G_CALLBACK (zb_viewer_stir), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (self->canvas, "view-changed", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->film), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("胶片条"), -1);
}

ZbPhotoViewer *
zb_photo_viewer_new (ZbAlbum           *album,
                     ZbThumbnailLoader *loader)
{
  ZbPhotoViewer *self = g_object_new (ZB_TYPE_PHOTO_VIEWER, NULL);

  self->album = g_object_ref (album);
  self->loader = g_object_ref (loader);
  self->viewing = zb_viewing_new (album);
  zb_review_strip_set_source (self->film, loader, self->selection);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zb_album_get_library (album), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (album, "turned", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
zb_photo_viewer_show (ZbPhotoViewer *self,
                      ZbAlbumIndex  *index,
                      gint64         photo)
{
  g_return_if_fail (ZB_IS_PHOTO_VIEWER (self));

  set_index (self, index);
  if (zb_album_selection_find (self->selection, photo) >= 0)
    zb_album_selection_only (self->selection, photo);
  else
    zb_viewer_go (self, 0);
  cursor_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
zb_photo_viewer_play (ZbPhotoViewer *self,
                      gboolean       whole)
{
  const ZbAlbumGroup *group;

  g_return_if_fail (ZB_IS_PHOTO_VIEWER (self));

  group = find_group (self);
  if (zb_viewer_get_n (self) == 0)
    return;
  if (whole || group == NULL)
    zb_viewer_play (self, 0, zb_viewer_get_n (self) - 1);
  else
    zb_viewer_play (self, group->first, group->first + group->n - 1);
}
