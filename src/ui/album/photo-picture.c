/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-picture.h"

#include <glib/gi18n.h>

#define LONGEST_SIDE 1600 /* px: sharp on a usual screen, 8 MB */

struct _ZbPhotoPicture
{
  AdwBin parent_instance;

  ZbThumbnailLoader  *loader;
  ZbViewing          *viewing;
  ZbThumbnailRequest *request;
  GCancellable       *cancellable; /* of the good picture */
  GCancellable       *ahead;
  gint64              photo;
  gint64              prepared;
  GdkTexture         *next; /* of `prepared` */

  GtkPicture *picture;
  GtkLabel   *note;
};

G_DEFINE_FINAL_TYPE (ZbPhotoPicture, zb_photo_picture, ADW_TYPE_BIN)

static void
say (ZbPhotoPicture *self,
     const char     *words)
{
  gtk_label_set_label (self->note, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL);
}

static GdkTexture *
make_texture (const ZbView *view)
{
  return gdk_memory_texture_new (view->width, view->height, GDK_MEMORY_R8G8B8, view->pixels,
                                 (gsize) view->width * 3);
}

static void
show_view (ZbPhotoPicture *self,
           const ZbView   *view)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *words = NULL;

  if (view->pixels != NULL)
    {
      texture = make_texture (view);
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
    }
  if (view->state == ZB_VIEW_MISSING)
    words = g_strdup_printf (_ ("原件不在这里：%s"), view->path);
  else if (view->state == ZB_VIEW_DAMAGED)
    words = g_strdup (_ ("这张照片导入时已经损坏，能看到的都在这里"));
  else if (view->state == ZB_VIEW_VIDEO)
    words = g_strdup (_ ("这是一段视频"));
  else if (view->state == ZB_VIEW_NOTHING)
    words = g_strdup (view->reason);
  say (self, words);
}

/* A reference to the widget, and the photo that was asked for. */
typedef struct
{
  ZbPhotoPicture *self;
  gint64          photo;
} Asked;

static Asked *
new_asked (ZbPhotoPicture *self,
           gint64          photo)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->self = g_object_ref (self);
  asked->photo = photo;

  return asked;
}

static void
free_asked (Asked *asked)
{
  g_clear_object (&asked->self);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, free_asked)

static void
view_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (ZbView) view = zb_viewing_view_finish (ZB_VIEWING (source), result, NULL);

  if (view != NULL && asked->self->photo == asked->photo && asked->self->loader != NULL)
    show_view (asked->self, view);
}

static void
ahead_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (ZbView) view = zb_viewing_view_finish (ZB_VIEWING (source), result, NULL);

  if (view == NULL || view->pixels == NULL || asked->self->prepared != asked->photo)
    return;

  g_clear_object (&asked->self->next);
  asked->self->next = make_texture (view);
}

static void
thumbnail_cb (GdkTexture *texture,
              gpointer    data)
{
  ZbPhotoPicture *self = data;

  self->request = NULL;
  if (gtk_picture_get_paintable (self->picture) == NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
show_thumbnail (ZbPhotoPicture *self)
{
  ZbThumbnailSpec spec = { .photo = self->photo };
  GdkTexture     *texture = zb_thumbnail_loader_peek (self->loader, &spec);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture == NULL)
    self->request = zb_thumbnail_loader_request (self->loader, &spec, thumbnail_cb, self);
}

static GCancellable *
ask (ZbPhotoPicture     *self,
     gint64              photo,
     gboolean            ahead,
     GAsyncReadyCallback callback)
{
  ZbViewWanted  wanted = { .size = LONGEST_SIDE, .ahead = ahead };
  GCancellable *cancellable = g_cancellable_new ();

  zb_viewing_view_async (self->viewing, photo, &wanted, cancellable, callback, new_asked (self, photo));

  return cancellable;
}

static void
stop (ZbPhotoPicture *self)
{
  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
zb_photo_picture_dispose (GObject *object)
{
  ZbPhotoPicture *self = ZB_PHOTO_PICTURE (object);

  stop (self);
  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->ahead);
  g_clear_object (&self->next);
  g_clear_object (&self->loader);
  g_clear_object (&self->viewing);

  G_OBJECT_CLASS (zb_photo_picture_parent_class)->dispose (object);
}

static void
zb_photo_picture_class_init (ZbPhotoPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_photo_picture_dispose;
}

static void
zb_photo_picture_init (ZbPhotoPicture *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("照片"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->picture));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (GTK_WIDGET (self->note), GTK_ALIGN_END);
  gtk_widget_set_halign (GTK_WIDGET (self->note), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->note), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "osd");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "details-number");
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->note));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

void
zb_photo_picture_set_source (ZbPhotoPicture    *self,
                             ZbThumbnailLoader *loader,
                             ZbViewing         *viewing)
{
  g_return_if_fail (ZB_IS_PHOTO_PICTURE (self));

  g_set_object (&self->loader, loader);
  g_set_object (&self->viewing, viewing);
}

void
zb_photo_picture_show (ZbPhotoPicture *self,
                       gint64          photo)
{
  g_return_if_fail (ZB_IS_PHOTO_PICTURE (self));
  g_return_if_fail (self->loader != NULL);

  if (photo == self->photo)
    return;

  stop (self);
  say (self, NULL);
  self->photo = photo;
  if (self->next != NULL && self->prepared == photo)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->next));
  else
    show_thumbnail (self);
  if (self->viewing != NULL && photo != 0)
    self->cancellable = ask (self, photo, FALSE, view_cb);
}

void
zb_photo_picture_prepare (ZbPhotoPicture *self,
                          gint64          photo)
{
  g_return_if_fail (ZB_IS_PHOTO_PICTURE (self));

  if (self->viewing == NULL || photo == self->prepared)
    return;

  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->ahead);
  g_clear_object (&self->next);
  self->prepared = photo;
  if (photo != 0)
    self->ahead = ask (self, photo, TRUE, ahead_cb);
}
