/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-viewer-private.h"

#include <glib/gi18n.h>

/* The pixels of what is shown: its thumbnail at once, the whole of it at the screen's size, a part at its own pixels where it is zoomed
 * into; and its neighbours ahead. Never more than these.
 */

#define SIZE_STEP 512 /* sizes that are asked for: a window that grows a little asks for nothing */
#define SIZE_LEAST 1024
#define PART_DELAY 120                  /* ms */
#define WHOLE_PIXELS (24 * 1000 * 1000) /* so many are asked for at once: not all formats can be read in parts */
#define MARGIN 0.25                     /* of what is seen, around it */

enum
{
  NEXT,
  PREVIOUS
};

typedef struct
{
  ZbPhotoViewer *self;
  gint64         photo;
  guint          ahead;
} Asked;

static Asked *
new_asked (ZbPhotoViewer *self,
           gint64         photo,
           guint          ahead)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_object_ref (self), photo, ahead };
  return asked;
}

static void
free_asked (Asked *asked)
{
  g_object_unref (asked->self);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, free_asked)

static void
clear_ahead (ZbViewerAhead *ahead)
{
  g_clear_object (&ahead->texture);
  ahead->photo = 0;
}

void
zb_viewer_forget (ZbPhotoViewer *self)
{
  g_clear_handle_id (&self->part_id, g_source_remove);
  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->part_cancellable);
  g_clear_object (&self->part_cancellable);
  g_clear_pointer (&self->view, zb_view_free);
  clear_ahead (&self->ahead[NEXT]);
  clear_ahead (&self->ahead[PREVIOUS]);
}

/* Longer side for the window as it is. */
static int
get_size (ZbPhotoViewer *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int side = MAX (gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self))) * scale;

  return MAX ((side + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP, SIZE_LEAST);
}

static GdkTexture *
make_texture (const ZbView *view)
{
  return gdk_memory_texture_new (view->width, view->height, GDK_MEMORY_R8G8B8, view->pixels, (gsize) view->width * 3);
}

/* --- what cannot be shown --- */

static char *
dup_note (const ZbView *view)
{
  switch (view->state)
    {
    case ZB_VIEW_MISSING:
      return g_strdup_printf (_ ("原件不在应在的地方：\n%s\n重新导入这张照片就能找回；资料库里的记录都还在。"), view->path);
    case ZB_VIEW_VIDEO:
      return g_strdup (_ ("这是一段视频"));
    case ZB_VIEW_DAMAGED:
      return g_strdup (_ ("这张照片导入时已经损坏，能看到的都在这里"));
    case ZB_VIEW_NOTHING:
      return g_strdup (view->reason);
    case ZB_VIEW_SHOWN:
    default:
      return NULL;
    }
}

static void
say (ZbPhotoViewer *self,
     const ZbView  *view)
{
  g_autofree char *words = view != NULL ? dup_note (view) : NULL;

  gtk_widget_set_visible (self->note_box, words != NULL && !self->playing);
  gtk_widget_set_visible (self->play_video, view != NULL && view->state == ZB_VIEW_VIDEO);
  gtk_label_set_label (self->note, words != NULL ? words : "");
}

/* --- ahead --- */

static void
ahead_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (ZbView) view = zb_viewing_view_finish (ZB_VIEWING (source), result, NULL);
  ZbViewerAhead *ahead = &asked->self->ahead[asked->ahead];

  if (view == NULL || view->pixels == NULL || ahead->photo != asked->photo)
    return;

  g_clear_object (&ahead->texture);
  ahead->texture = make_texture (view);
  ahead->full_width = view->full_width;
  ahead->full_height = view->full_height;
}

static void
ask_ahead (ZbPhotoViewer *self,
           guint          which,
           gint           row)
{
  ZbViewWanted wanted = { .size = get_size (self), .ahead = TRUE };
  gint64       photo = row >= 0 && (guint) row < zb_viewer_get_n (self) ? zb_album_index_get_row (self->index, (guint) row)->photo : 0;

  if (self->ahead[which].photo == photo)
    return;

  clear_ahead (&self->ahead[which]);
  self->ahead[which].photo = photo;
  if (photo != 0)
    zb_viewing_view_async (self->viewing, photo, &wanted, self->cancellable, ahead_cb, new_asked (self, photo, which));
}

/* What was the next is the one before when one goes back, and the other way round. */
static gboolean
take_ahead (ZbPhotoViewer *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->ahead); i++)
    if (self->ahead[i].photo == self->shown && self->ahead[i].texture != NULL)
      {
        zb_photo_canvas_show (self->canvas, self->ahead[i].texture, self->ahead[i].full_width, self->ahead[i].full_height, self->playing);
        return TRUE;
      }

  return FALSE;
}

/* --- the one shown --- */

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Asked) asked = data;
  ZbPhotoViewer *self = asked->self;
  g_autoptr (ZbView) view = zb_viewing_view_finish (ZB_VIEWING (source), result, NULL);
  g_autoptr (GdkTexture) texture = NULL;
  gint row;

  if (view == NULL || self->shown != asked->photo || self->album == NULL)
    return;

  if (view->pixels != NULL)
    {
      texture = make_texture (view);
      zb_photo_canvas_refine (self->canvas, texture, view->full_width, view->full_height);
      g_clear_pointer (&view->pixels, g_bytes_unref);
    }
  say (self, view);
  g_clear_pointer (&self->view, zb_view_free);
  self->view = g_steal_pointer (&view);

  row = zb_viewer_get_row (self);
  ask_ahead (self, NEXT, row + 1);
  ask_ahead (self, PREVIOUS, row - 1);
}

static void
ask_shown (ZbPhotoViewer *self,
           int            size)
{
  ZbViewWanted wanted = { .size = size };

  self->size = size;
  zb_viewing_view_async (self->viewing, self->shown, &wanted, self->cancellable, shown_cb, new_asked (self, self->shown, 0));
}

static void
thumbnail_cb (GdkTexture *texture,
              gpointer    data)
{
  ZbPhotoViewer *self = data;

  self->request = NULL;
  if (texture != NULL && (self->view == NULL || self->view->width == 0))
    zb_photo_canvas_show (self->canvas, texture, gdk_texture_get_width (texture) * 10, gdk_texture_get_height (texture) * 10, FALSE);
}

static void
show_thumbnail (ZbPhotoViewer *self)
{
  const ZbThumbnailSpec spec = { .photo = self->shown };
  GdkTexture           *texture = zb_thumbnail_loader_peek (self->loader, &spec);

  if (texture != NULL)
    {
      zb_photo_canvas_show (self->canvas, texture, gdk_texture_get_width (texture) * 10, gdk_texture_get_height (texture) * 10, self->playing);
      return;
    }
  if (!self->playing)
    zb_photo_canvas_show (self->canvas, NULL, 0, 0, FALSE);
  self->request = zb_thumbnail_loader_request (self->loader, &spec, thumbnail_cb, self);
}

void
zb_viewer_load (ZbPhotoViewer *self)
{
  g_clear_handle_id (&self->part_id, g_source_remove);
  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->view, zb_view_free);
  self->cancellable = g_cancellable_new ();
  say (self, NULL);
  if (!take_ahead (self))
    show_thumbnail (self);
  ask_shown (self, get_size (self));
}

/* --- a part of it --- */

static void
part_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (Asked) asked = data;
  ZbPhotoViewer *self = asked->self;
  g_autoptr (ZbView) view = zb_viewing_view_finish (ZB_VIEWING (source), result, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (view == NULL || view->pixels == NULL || self->shown != asked->photo || self->view == NULL || view->whole_width != self->view->full_width)
    return;

  texture = make_texture (view);
  zb_photo_canvas_set_part (self->canvas, texture, view->x, view->y);
}

static void
ask_part (ZbPhotoViewer *self)
{
  graphene_rect_t seen;
  ZbViewWanted    wanted = { 0 };
  double          wide, high;

  if (!zb_photo_canvas_get_visible (self->canvas, &seen))
    return;

  wide = seen.size.width * MARGIN;
  high = seen.size.height * MARGIN;
  wanted.x = (int) MAX (0, seen.origin.x - wide);
  wanted.y = (int) MAX (0, seen.origin.y - high);
  wanted.width = (int) MIN (self->view->full_width - wanted.x, seen.size.width + 2 * wide);
  wanted.height = (int) MIN (self->view->full_height - wanted.y, seen.size.height + 2 * high);
  g_cancellable_cancel (self->part_cancellable);
  g_clear_object (&self->part_cancellable);
  self->part_cancellable = g_cancellable_new ();
  zb_viewing_view_async (self->viewing, self->shown, &wanted, self->part_cancellable, part_cb, new_asked (self, self->shown, 0));
}

static gboolean
part_due_cb (gpointer data)
{
  ZbPhotoViewer *self = data;
  double         pixels = (double) self->view->full_width * self->view->full_height;
  int            longer = MAX (self->view->full_width, self->view->full_height);

  self->part_id = 0;
  if (pixels <= WHOLE_PIXELS && self->size < longer)
    ask_shown (self, longer);
  else
    ask_part (self);
  return G_SOURCE_REMOVE;
}

void
zb_viewer_look (ZbPhotoViewer *self)
{
  double shown;

  g_clear_handle_id (&self->part_id, g_source_remove);
  if (self->view == NULL || self->view->full_width == 0 || self->view->state > ZB_VIEW_DAMAGED)
    return;

  shown = zb_photo_canvas_get_scale (self->canvas) * MAX (self->view->full_width, self->view->full_height);
  if (zb_photo_canvas_is_fitted (self->canvas))
    {
      if (get_size (self) > self->size && self->size < MAX (self->view->full_width, self->view->full_height))
        ask_shown (self, get_size (self));
    }
  else if (shown > self->size * 1.02 && self->size < MAX (self->view->full_width, self->view->full_height))
    {
      self->part_id = g_timeout_add (PART_DELAY, part_due_cb, self);
    }
}
