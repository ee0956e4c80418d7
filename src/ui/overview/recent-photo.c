/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/recent-photo.h"

#include <glib/gi18n.h>

#include "ui/words.h"

/* Twice what is laid out, so that a wide window shows it sharp. */
#define WIDTH 320
#define HEIGHT 204

struct _ZbRecentPhoto
{
  GtkButton parent_instance;

  ZbThumbnailRequest *request;

  GtkPicture *picture;
  GtkLabel   *title;
  GtkLabel   *day;
};

G_DEFINE_FINAL_TYPE (ZbRecentPhoto, zb_recent_photo, GTK_TYPE_BUTTON)

static void
loaded_cb (GdkTexture *texture,
           gpointer    data)
{
  ZbRecentPhoto *self = data;

  self->request = NULL;
  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
load (ZbRecentPhoto     *self,
      ZbThumbnailLoader *loader,
      gint64             photo)
{
  ZbThumbnailSpec spec = { .photo = photo, .width = WIDTH, .height = HEIGHT };
  GdkTexture     *texture = zb_thumbnail_loader_peek (loader, &spec);

  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  else
    self->request = zb_thumbnail_loader_request (loader, &spec, loaded_cb, self);
}

static void
show_day (ZbRecentPhoto    *self,
          const ZbAlbumRow *row)
{
  ZbWall           wall = { .seconds = row->seconds, .precision = ZB_PRECISION_DAY };
  int              month = 0, day = 0;
  g_autofree char *words = NULL;

  zb_wall_split (&wall, NULL, &month, &day, NULL, NULL, NULL);
  words = g_strdup_printf (_ ("%d 月 %d 日"), month, day);
  gtk_label_set_label (self->day, words);
}

static void
zb_recent_photo_dispose (GObject *object)
{
  ZbRecentPhoto *self = ZB_RECENT_PHOTO (object);

  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_RECENT_PHOTO);

  G_OBJECT_CLASS (zb_recent_photo_parent_class)->dispose (object);
}

static void
zb_recent_photo_class_init (ZbRecentPhotoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_recent_photo_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/recent-photo.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRecentPhoto, picture);
  gtk_widget_class_bind_template_child (widget_class, ZbRecentPhoto, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRecentPhoto, day);
}

static void
zb_recent_photo_init (ZbRecentPhoto *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_recent_photo_new (ZbThumbnailLoader  *loader,
                     const ZbAlbumRow   *row,
                     const ZbAlbumGroup *group)
{
  ZbRecentPhoto   *self = g_object_new (ZB_TYPE_RECENT_PHOTO, NULL);
  gboolean         linked = group->kind == ZB_GROUP_MEETING && group->meeting != NULL;
  g_autofree char *title = linked ? zb_words_meeting_title (group->meeting) : g_strdup (_ ("未归入活动"));
  g_autofree char *said = g_strdup_printf (_ ("查看“%s”的照片"), title);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), said);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self), g_variant_new_int64 (row->photo));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.view-photo");
  show_day (self, row);
  load (self, loader, row->photo);
  return GTK_WIDGET (self);
}
