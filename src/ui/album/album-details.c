/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-details.h"

#include <glib/gi18n.h>

#include "ui/kind-badge.h"
#include "ui/words.h"

#define DRAFT_DELAY 600 /* ms without a key */

struct _ZbAlbumDetails
{
  AdwBin parent_instance;

  ZbAlbum            *album;
  ZbMeetings         *meetings;
  ZbThumbnailLoader  *loader;
  ZbThumbnailRequest *request;
  GCancellable       *cancellable; /* of the photo being read */
  ZbPhoto            *photo;       /* NULL until it has been read */
  gint64              wanted;
  gboolean            filling; /* the text changes by our hand */
  int                 turn;    /* of the picture that is shown */
  guint               draft_id;

  GtkStack      *stack;
  GtkPicture    *picture;
  GtkLabel      *number;
  GtkWidget     *tools;
  GtkButton     *pick;
  GtkWidget     *cover;
  GtkWidget     *is_cover;
  GtkWidget     *missing;
  GtkLabel      *missing_path;
  GtkTextView   *caption;
  GtkTextBuffer *text;
  GtkLabel      *unsaved;
  GtkLabel      *taken;
  GtkLabel      *confidence;
  GtkLabel      *source;
  GtkListBox    *candidates;
  GtkLabel      *sentence;
  GtkBox        *badges;
  GtkLabel      *meeting;
  GtkButton     *open;
  GtkLabel      *camera;
  GtkLabel      *original;
  GtkLabel      *file;
  GtkLabel      *size;
  GtkLabel      *imported;
  GtkLabel      *problem;
};

enum
{
  CAPTIONED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumDetails, zb_album_details, ADW_TYPE_BIN)

static char *
dup_text (ZbAlbumDetails *self)
{
  GtkTextIter start, end;
  char       *text;

  gtk_text_buffer_get_bounds (self->text, &start, &end);
  text = gtk_text_buffer_get_text (self->text, &start, &end, FALSE);

  return g_strstrip (text);
}

static char *
dup_draft_field (gint64 photo)
{
  return g_strdup_printf ("caption:%" G_GINT64_FORMAT, photo);
}

static gboolean
is_edited (ZbAlbumDetails *self)
{
  g_autofree char *text = NULL;
  const char      *caption;

  if (self->photo == NULL)
    return FALSE;

  text = dup_text (self);
  caption = zb_photo_get (self->photo)->caption;
  return g_strcmp0 (text, caption != NULL ? caption : "") != 0;
}

static gboolean
save_draft_cb (gpointer data)
{
  ZbAlbumDetails  *self = data;
  g_autofree char *text = dup_text (self);
  g_autofree char *field = dup_draft_field (self->wanted);

  self->draft_id = 0;
  zb_library_save_draft (zb_album_get_library (self->album), field, is_edited (self) ? text : NULL);

  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (ZbAlbumDetails *self)
{
  if (self->filling || self->photo == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->unsaved), FALSE);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (DRAFT_DELAY, save_draft_cb, self);
}

void
zb_album_details_leave (ZbAlbumDetails *self)
{
  g_autofree char *text = NULL;
  g_autofree char *field = NULL;

  g_return_if_fail (ZB_IS_ALBUM_DETAILS (self));

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (!is_edited (self))
    return;

  text = dup_text (self);
  field = dup_draft_field (self->wanted);
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved), FALSE);
  g_signal_emit (self, signals[CAPTIONED], 0, self->wanted, text);
  zb_library_save_draft (zb_album_get_library (self->album), field, NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        gpointer               data)
{
  ZbAlbumDetails *self = data;
  GtkWidget      *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (key != GDK_KEY_Escape &&
      !((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_SHIFT_MASK) == 0))
    return GDK_EVENT_PROPAGATE;

  /* Leaving the field is what saves. */
  gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD);
  zb_album_details_leave (self);
  return GDK_EVENT_STOP;
}

static void
set_text (ZbAlbumDetails *self,
          const char     *text)
{
  g_autofree char *now = dup_text (self);

  if (g_strcmp0 (now, text) == 0)
    return;

  self->filling = TRUE;
  gtk_text_buffer_set_text (self->text, text != NULL ? text : "", -1);
  self->filling = FALSE;
}

static void
draft_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbAlbumDetails) self = data;
  g_autofree char *draft = zb_library_load_draft_finish (ZB_LIBRARY (source), result, NULL);

  if (draft == NULL || *draft == '\0' || self->photo == NULL || is_edited (self) ||
      zb_photo_get (self->photo)->id != self->wanted)
    return;

  set_text (self, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved), is_edited (self));
}

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL && *text != '\0' ? text : "—");
}

static void
show_confidence (ZbAlbumDetails *self,
                 ZbConfidence    confidence)
{
  gtk_label_set_label (self->confidence, zb_confidence_get_name (confidence));
  gtk_widget_set_css_classes (GTK_WIDGET (self->confidence),
                              confidence == ZB_CONFIDENCE_HIGH
                                  ? (const char *[]){ "tag", "green", NULL }
                              : confidence == ZB_CONFIDENCE_MEDIUM
                                  ? (const char *[]){ "tag", NULL }
                                  : (const char *[]){ "tag", "amber", NULL });
}

static GtkWidget *
make_candidate (const ZbCandidate *candidate,
                gboolean           chosen)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *when = zb_words_moment (&candidate->wall);
  g_autofree char *sentence = zb_candidate_dup_sentence (candidate);
  const char      *date = when != NULL ? when : candidate->raw;
  g_autofree char *title = g_strdup_printf ("%s · %s", zb_source_get_name (candidate->source),
                                            date != NULL ? date : "—");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (chosen)
    {
      GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_widget_set_tooltip_text (tick, _ ("采用的日期"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), tick);
    }

  return row;
}

static void
show_candidates (ZbAlbumDetails *self,
                 ZbTaken        *taken)
{
  g_autofree char *sentence = taken != NULL ? zb_taken_dup_sentence (taken) : NULL;
  GtkWidget       *child;

  gtk_label_set_label (self->sentence, sentence != NULL ? sentence : _ ("没有找到任何日期。"));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->candidates))) != NULL)
    gtk_list_box_remove (self->candidates, child);
  for (guint i = 0; taken != NULL && i < zb_taken_get_n (taken); i++)
    gtk_list_box_append (self->candidates, make_candidate (zb_taken_get (taken, i),
                                                           (int) i == zb_taken_get_chosen (taken)));
  gtk_widget_set_visible (GTK_WIDGET (self->candidates), taken != NULL && zb_taken_get_n (taken) > 0);
}

static void
show_meeting (ZbAlbumDetails *self,
              gint64          id)
{
  ZbMeeting       *meeting = id != 0 ? zb_meetings_find (self->meetings, id) : NULL;
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : NULL;

  zb_kind_badge_fill (self->badges, meeting != NULL ? zb_meeting_get_kinds (meeting) : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->badges), meeting != NULL);
  gtk_label_set_label (self->meeting, title != NULL ? title : _ ("未归入"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "(xs)", id, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.meeting");
  gtk_widget_set_visible (GTK_WIDGET (self->open), meeting != NULL);
}

static char *
make_size (const ZbPhotoFields *fields)
{
  g_autofree char *bytes = g_format_size (fields->bytes);

  if (fields->width > 0 && fields->height > 0)
    return g_strdup_printf (_ ("%s · %d×%d"), bytes, fields->width, fields->height);

  return g_steal_pointer (&bytes);
}

static char *
dup_path (ZbAlbumDetails *self)
{
  return g_build_filename (zb_library_get_folder (zb_album_get_library (self->album)), zb_photo_get (self->photo)->file, NULL);
}

static void
show_marks (ZbAlbumDetails *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  const char          *pick = fields->picked ? _ ("从精选取出（S）") : _ ("列入精选（S）");
  g_autofree char     *path = dup_path (self);

  gtk_button_set_icon_name (self->pick, fields->picked ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pick), pick);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fields->picked ? _ ("从精选取出") : _ ("列入精选"), -1);
  gtk_widget_set_tooltip_text (self->cover, fields->cover ? _ ("不再作封面") : _ ("设为封面"));
  gtk_widget_set_visible (self->is_cover, fields->cover);
  gtk_widget_set_visible (self->tools, fields->trash == ZB_TRASH_NOT);
  gtk_label_set_label (self->missing_path, path);
}

static void
show_photo (ZbAlbumDetails *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  g_autofree char     *when = zb_words_moment (&fields->taken);
  g_autofree char     *size = make_size (fields);
  g_autofree char     *imported = g_strdup (fields->imported_at);

  show_label (self->taken, when != NULL ? when : _ ("没有日期"));
  show_confidence (self, fields->confidence);
  gtk_label_set_label (self->source, zb_source_get_name (fields->source));
  gtk_widget_set_visible (GTK_WIDGET (self->source), fields->source != ZB_SOURCE_NONE);
  show_marks (self);
  show_candidates (self, zb_photo_get_taken (self->photo));
  show_meeting (self, fields->meeting);
  show_label (self->camera, fields->camera);
  show_label (self->original, fields->original);
  show_label (self->file, fields->file);
  show_label (self->size, size);
  show_label (self->imported, imported != NULL ? g_strdelimit (imported, "T", ' ') : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), fields->problem != NULL);
  gtk_stack_set_visible_child_name (self->stack, "photo");
}

static void
picture_cb (GdkTexture *texture,
            gpointer    data)
{
  ZbAlbumDetails *self = data;

  self->request = NULL;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
load_picture (ZbAlbumDetails *self)
{
  ZbThumbnailSpec spec = { .photo = self->wanted };
  GdkTexture     *texture;

  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  texture = zb_thumbnail_loader_peek (self->loader, &spec);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture == NULL)
    self->request = zb_thumbnail_loader_request (self->loader, &spec, picture_cb, self);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbAlbumDetails) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, &error);
  g_autofree char *field = NULL;
  gboolean         typing, same;

  if (photo == NULL || zb_photo_get (photo)->id != self->wanted || self->album == NULL)
    return;

  same = self->photo != NULL && zb_photo_get (self->photo)->id == self->wanted;
  typing = same && is_edited (self);
  g_set_object (&self->photo, photo);
  if (same && zb_photo_get (photo)->turn != self->turn)
    load_picture (self);
  self->turn = zb_photo_get (photo)->turn;
  show_photo (self);
  if (typing)
    return;

  set_text (self, zb_photo_get (photo)->caption != NULL ? zb_photo_get (photo)->caption : "");
  if (!same)
    {
      field = dup_draft_field (self->wanted);
      zb_library_load_draft_async (zb_album_get_library (self->album), field, draft_cb,
                                   g_object_ref (self));
    }
}

static void
copy_cb (GtkButton *button,
         gpointer   data)
{
  ZbAlbumDetails  *self = data;
  g_autofree char *path = NULL;

  if (self->photo == NULL)
    return;

  path = dup_path (self);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), path);
}

static void
zb_album_details_dispose (GObject *object)
{
  ZbAlbumDetails *self = ZB_ALBUM_DETAILS (object);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_DETAILS);
  g_clear_object (&self->loader);
  g_clear_object (&self->album);
  g_clear_object (&self->meetings);
  g_clear_object (&self->photo);

  G_OBJECT_CLASS (zb_album_details_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, picture);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, number);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, tools);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, pick);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, cover);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, is_cover);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, missing);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, missing_path);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, caption);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, text);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, unsaved);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, taken);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, confidence);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, source);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, candidates);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, sentence);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, badges);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, meeting);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, open);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, camera);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, original);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, file);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, size);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, imported);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumDetails, problem);
}

static void
zb_album_details_class_init (ZbAlbumDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_album_details_dispose;

  signals[CAPTIONED] = g_signal_new ("captioned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-details.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zb_album_details_leave);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
zb_album_details_init (ZbAlbumDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_album_details_set_album (ZbAlbumDetails    *self,
                            ZbAlbum           *album,
                            ZbMeetings        *meetings,
                            ZbThumbnailLoader *loader)
{
  g_return_if_fail (ZB_IS_ALBUM_DETAILS (self));

  g_set_object (&self->album, album);
  g_set_object (&self->meetings, meetings);
  g_set_object (&self->loader, loader);
}

void
zb_album_details_show (ZbAlbumDetails *self,
                       gint64          photo,
                       guint           n_selected)
{
  g_autofree char *number = g_strdup_printf (_ ("已选 %u 张中的第 1 张"), n_selected);

  g_return_if_fail (ZB_IS_ALBUM_DETAILS (self));

  gtk_label_set_label (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number), n_selected > 1);
  if (photo != self->wanted)
    {
      zb_album_details_leave (self);
      g_clear_object (&self->photo);
      self->wanted = photo;
      set_text (self, "");
      gtk_widget_set_visible (GTK_WIDGET (self->unsaved), FALSE);
      if (photo != 0)
        load_picture (self);
    }
  if (photo == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_album_photo_async (self->album, photo, self->cancellable, photo_cb, g_object_ref (self));
}

void
zb_album_details_edit_caption (ZbAlbumDetails *self)
{
  g_return_if_fail (ZB_IS_ALBUM_DETAILS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->caption));
}

void
zb_album_details_set_missing (ZbAlbumDetails *self,
                              gboolean        missing)
{
  g_return_if_fail (ZB_IS_ALBUM_DETAILS (self));

  gtk_widget_set_visible (self->missing, missing);
}
