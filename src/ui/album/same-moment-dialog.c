/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/same-moment-dialog.h"

#include <glib/gi18n.h>

#include "ui/album/date-entry.h"
#include "ui/album/date-plan.h"
#include "ui/album/photo-edit.h"
#include "ui/album/photo-picture.h"
#include "ui/words.h"

struct _ZbSameMomentDialog
{
  AdwWindow parent_instance;

  ZbAlbum      *album;
  GCancellable *cancellable;
  GCancellable *previewing;
  gint64        ids[2];
  ZbPhoto      *photos[2]; /* NULL until they have been read */
  gint64        seconds;   /* to be added to the wrong one */

  ZbPhotoPicture *left_picture;
  GtkLabel       *left_when;
  GtkLabel       *left_camera;
  GtkCheckButton *left_right;
  ZbPhotoPicture *right_picture;
  GtkLabel       *right_when;
  GtkLabel       *right_camera;
  GtkCheckButton *right_right;
  GtkLabel       *difference;
  GtkLabel       *preview;
  GtkEditable    *reason;
  GtkWidget      *apply;
};

G_DEFINE_FINAL_TYPE (ZbSameMomentDialog, zb_same_moment_dialog, ADW_TYPE_WINDOW)

static const ZbPhotoFields *
get_wrong (ZbSameMomentDialog *self)
{
  return zb_photo_get (self->photos[gtk_check_button_get_active (self->left_right) ? 1 : 0]);
}

static const ZbPhotoFields *
get_right (ZbSameMomentDialog *self)
{
  return zb_photo_get (self->photos[gtk_check_button_get_active (self->left_right) ? 0 : 1]);
}

/* NULL: it can be done. */
static const char *
find_obstacle (ZbSameMomentDialog *self)
{
  const ZbPhotoFields *right = get_right (self), *wrong = get_wrong (self);
  ZbWall               said = zb_date_plan_get_said (wrong);

  if (!zb_wall_is_set (&said))
    return _ ("另一张没有相机记录的时间，请用“修正时间…”");
  if (right->taken.precision < ZB_PRECISION_MINUTE)
    return _ ("这一张没有到分钟的时间，不能用来对准");
  if (g_strcmp0 (right->camera, wrong->camera) == 0)
    return _ ("两张是同一台相机拍的，请各选一台相机的一张");
  if (right->taken.seconds == wrong->taken.seconds)
    return _ ("两台相机的时间已经一样，不用改正");

  return NULL;
}

static void
update_apply (ZbSameMomentDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  gtk_widget_set_sensitive (self->apply, self->photos[0] != NULL && self->photos[1] != NULL &&
                                             find_obstacle (self) == NULL && *reason != '\0');
}

static void
preview_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbSameMomentDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbShiftPreview) preview = zb_album_shift_preview_finish (ZB_ALBUM (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || self->album == NULL)
    return;

  text = preview != NULL ? zb_date_entry_dup_preview (preview) : zb_words_error (error);
  gtk_label_set_label (self->preview, text);
}

static void
ask_preview (ZbSameMomentDialog *self)
{
  const ZbPhotoFields *wrong = get_wrong (self);

  self->previewing = g_cancellable_new ();
  zb_album_shift_preview_async (self->album, wrong->camera, wrong->batch, NULL, self->seconds, self->previewing,
                                preview_cb, g_object_ref (self));
}

static void
changed_cb (ZbSameMomentDialog *self)
{
  const char      *obstacle;
  g_autofree char *shift = NULL;
  g_autofree char *text = NULL;
  g_autofree char *reason = NULL;

  if (self->photos[0] == NULL || self->photos[1] == NULL)
    return;

  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  obstacle = find_obstacle (self);
  gtk_label_set_label (self->preview, "");
  if (obstacle != NULL)
    gtk_label_set_label (self->difference, obstacle);
  else
    {
      self->seconds = get_right (self)->taken.seconds - get_wrong (self)->taken.seconds;
      shift = zb_date_entry_dup_shift (self->seconds);
      text = g_strdup_printf (_ ("%s 的时间要%s"), get_wrong (self)->camera, shift);
      reason = g_strdup_printf (_ ("与 %s 拍的同一时刻对准"),
                                get_right (self)->camera != NULL ? get_right (self)->camera : get_right (self)->original);
      gtk_label_set_label (self->difference, text);
      gtk_editable_set_text (self->reason, reason);
      ask_preview (self);
    }
  update_apply (self);
}

static void
show_side (ZbSameMomentDialog *self,
           int                 side)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photos[side]);
  g_autofree char     *when = zb_words_moment (&fields->taken);

  gtk_label_set_label (side == 0 ? self->left_when : self->right_when, when != NULL ? when : _ ("没有日期"));
  gtk_label_set_label (side == 0 ? self->left_camera : self->right_camera,
                       fields->camera != NULL ? fields->camera : fields->original);
}

/* The surer one; when they are alike, the one that is in a meeting. */
static void
guess_right (ZbSameMomentDialog *self)
{
  const ZbPhotoFields *left = zb_photo_get (self->photos[0]), *right = zb_photo_get (self->photos[1]);

  if (right->confidence > left->confidence ||
      (right->confidence == left->confidence && left->meeting == 0 && right->meeting != 0))
    gtk_check_button_set_active (self->right_right, TRUE);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbSameMomentDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, &error);
  g_autofree char *words = NULL;
  int              side;

  if (self->album == NULL)
    return;
  if (photo == NULL)
    {
      words = zb_words_error (error);
      gtk_label_set_label (self->difference, words);
      return;
    }

  side = zb_photo_get (photo)->id == self->ids[0] ? 0 : 1;
  g_set_object (&self->photos[side], photo);
  show_side (self, side);
  if (self->photos[0] == NULL || self->photos[1] == NULL)
    return;

  guess_right (self);
  changed_cb (self);
}

static void
apply_cb (ZbSameMomentDialog *self)
{
  const ZbPhotoFields *wrong = get_wrong (self);
  GtkWidget           *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char     *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  zb_album_shift_async (self->album, wrong->camera, wrong->batch, NULL, self->seconds, reason, NULL,
                        zb_photo_edit_shifted_cb, zb_photo_edit_new (parent, NULL));
  gtk_window_close (GTK_WINDOW (self));
}

static void
zb_same_moment_dialog_dispose (GObject *object)
{
  ZbSameMomentDialog *self = ZB_SAME_MOMENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  g_clear_object (&self->album);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_SAME_MOMENT_DIALOG);
  g_clear_object (&self->photos[0]);
  g_clear_object (&self->photos[1]);

  G_OBJECT_CLASS (zb_same_moment_dialog_parent_class)->dispose (object);
}

static void
zb_same_moment_dialog_class_init (ZbSameMomentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_same_moment_dialog_dispose;

  g_type_ensure (ZB_TYPE_PHOTO_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/same-moment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, left_picture);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, left_when);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, left_camera);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, left_right);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, right_picture);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, right_when);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, right_camera);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, right_right);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, difference);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ZbSameMomentDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_apply);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_same_moment_dialog_init (ZbSameMomentDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

ZbSameMomentDialog *
zb_same_moment_dialog_new (GtkWindow         *parent,
                           ZbAlbum           *album,
                           ZbThumbnailLoader *loader,
                           GArray            *photos)
{
  ZbSameMomentDialog *self = g_object_new (ZB_TYPE_SAME_MOMENT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (ZbViewing) viewing = zb_viewing_new (album);

  g_return_val_if_fail (photos->len == 2, self);

  self->album = g_object_ref (album);
  zb_photo_picture_set_source (self->left_picture, loader, viewing);
  zb_photo_picture_set_source (self->right_picture, loader, viewing);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason)); /* from where Enter agrees */
  for (guint i = 0; i < 2; i++)
    {
      self->ids[i] = g_array_index (photos, gint64, i);
      zb_photo_picture_show (i == 0 ? self->left_picture : self->right_picture, self->ids[i]);
      zb_album_photo_async (album, self->ids[i], self->cancellable, photo_cb, g_object_ref (self));
    }

  return self;
}
