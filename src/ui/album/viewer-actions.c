/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-viewer-private.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"
#include "ui/launch.h"
#include "ui/words.h"

/* What is done with the photo shown, and the keys for it. */

static GArray *
list_shown (ZbPhotoViewer *self)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (photos, self->shown);
  return photos;
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  zb_viewer_close (ZB_PHOTO_VIEWER (widget));
}

static void
step_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  zb_viewer_step (ZB_PHOTO_VIEWER (widget), g_str_equal (action, "viewer.next") ? 1 : -1);
}

static void
zoom_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  zb_photo_canvas_zoom_by (ZB_PHOTO_VIEWER (widget)->canvas, g_str_equal (action, "viewer.zoom-in") ? 1.25 : 0.8);
}

static void
fit_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  zb_photo_canvas_fit (ZB_PHOTO_VIEWER (widget)->canvas);
}

static void
pixels_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GtkWidget *canvas = GTK_WIDGET (ZB_PHOTO_VIEWER (widget)->canvas);

  zb_photo_canvas_zoom_to (ZB_PHOTO_CANVAS (canvas), 1, gtk_widget_get_width (canvas) / 2.0, gtk_widget_get_height (canvas) / 2.0);
}

static void
full_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);

  zb_viewer_set_full (self, !zb_viewer_is_full (self));
}

static void
play_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  zb_photo_viewer_play (ZB_PHOTO_VIEWER (widget), g_str_equal (action, "viewer.play-all"));
}

static void
pick_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);
  gboolean       picked = self->photo != NULL && zb_photo_get (self->photo)->picked;
  g_autoptr (GArray) photos = list_shown (self);

  if (self->photo != NULL)
    zb_album_pick_async (self->album, photos, !picked, NULL, zb_photo_edit_done_cb,
                         zb_photo_edit_new (widget, g_strdup (picked ? _ ("已移出精选") : _ ("已列入精选"))));
}

static void
cover_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);

  zb_album_cover_async (self->album, self->shown, TRUE, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (widget, g_strdup (_ ("已设为这次活动的封面"))));
}

static void
turn_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);
  g_autoptr (GArray) photos = list_shown (self);

  zb_album_turn_async (self->album, photos, g_str_equal (action, "viewer.turn-right") ? 90 : -90, NULL, zb_photo_edit_done_cb,
                       zb_photo_edit_new (widget, g_strdup (_ ("已旋转，原件没有改动"))));
}

static void
trash_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);
  g_autoptr (GArray) photos = list_shown (self);

  if (self->shown != 0 && !self->playing)
    zb_album_trash_async (self->album, photos, NULL, zb_photo_edit_done_cb, zb_photo_edit_new (widget, g_strdup (_ ("已移到回收站"))));
}

static void
edit_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbPhotoViewer *self = ZB_PHOTO_VIEWER (widget);
  const char    *caption = self->photo != NULL ? zb_photo_get (self->photo)->caption : NULL;

  if (self->photo == NULL || self->playing)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), caption != NULL ? caption : "");
  gtk_stack_set_visible_child_name (self->words, "edit");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbPhotoViewer   *self = ZB_PHOTO_VIEWER (widget);
  const char      *path = self->view != NULL ? self->view->path : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path != NULL)
    zb_launch (widget, g_str_equal (action, "viewer.folder") ? folder : path);
}

void
zb_viewer_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "viewer.close", close_cb },
    { "viewer.previous", step_cb },
    { "viewer.next", step_cb },
    { "viewer.zoom-in", zoom_cb },
    { "viewer.zoom-out", zoom_cb },
    { "viewer.fit", fit_cb },
    { "viewer.pixels", pixels_cb },
    { "viewer.fullscreen", full_cb },
    { "viewer.play", play_cb },
    { "viewer.play-all", play_cb },
    { "viewer.pick", pick_cb },
    { "viewer.cover", cover_cb },
    { "viewer.turn-left", turn_cb },
    { "viewer.turn-right", turn_cb },
    { "viewer.trash", trash_cb },
    { "viewer.edit", edit_cb },
    { "viewer.open", open_cb },
    { "viewer.folder", open_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
}

/* --- keys --- */

static gboolean
escape (ZbPhotoViewer *self)
{
  if (self->playing)
    zb_viewer_stop (self);
  else if (!zb_photo_canvas_is_fitted (self->canvas))
    zb_photo_canvas_fit (self->canvas);
  else if (zb_viewer_is_full (self))
    zb_viewer_set_full (self, FALSE);
  else
    zb_viewer_close (self);
  return TRUE;
}

/* Zoomed in, the arrows move the picture; else they go on. */
static gboolean
arrow (ZbPhotoViewer *self,
       guint          key)
{
  gboolean sideways = key == GDK_KEY_Left || key == GDK_KEY_Right;
  int      by = key == GDK_KEY_Left || key == GDK_KEY_Up ? -1 : 1;

  if (!zb_photo_canvas_is_fitted (self->canvas))
    zb_photo_canvas_move (self->canvas, sideways ? by * 80 : 0, sideways ? 0 : by * 80);
  else if (sideways)
    zb_viewer_step (self, by);
  return TRUE;
}

static gboolean
act (ZbPhotoViewer *self,
     const char    *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

static const char *
find_action (guint key)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "viewer.zoom-in" },
    { GDK_KEY_equal, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, "viewer.zoom-in" },
    { GDK_KEY_minus, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, "viewer.zoom-out" },
    { GDK_KEY_0, "viewer.fit" },
    { GDK_KEY_1, "viewer.pixels" },
    { GDK_KEY_f, "viewer.play" },
    { GDK_KEY_F, "viewer.play" },
    { GDK_KEY_F5, "viewer.play" },
    { GDK_KEY_F11, "viewer.fullscreen" },
    { GDK_KEY_s, "viewer.pick" },
    { GDK_KEY_S, "viewer.pick" },
    { GDK_KEY_e, "viewer.edit" },
    { GDK_KEY_E, "viewer.edit" },
    { GDK_KEY_F2, "viewer.edit" },
    { GDK_KEY_Delete, "viewer.trash" },
    { GDK_KEY_Page_Down, "viewer.next" },
    { GDK_KEY_Page_Up, "viewer.previous" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key)
      return keys[i].action;

  return NULL;
}

static gboolean
plain_key (ZbPhotoViewer *self,
           guint          key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      return arrow (self, key);
    case GDK_KEY_Home:
      zb_viewer_go (self, self->playing ? (gint) self->first : 0);
      return TRUE;
    case GDK_KEY_End:
      zb_viewer_go (self, self->playing ? (gint) self->last : (gint) zb_viewer_get_n (self) - 1);
      return TRUE;
    case GDK_KEY_space:
      if (self->playing)
        zb_viewer_pause (self);
      else
        zb_viewer_step (self, 1);
      return TRUE;
    default:
      return find_action (key) != NULL ? act (self, find_action (key)) : FALSE;
    }
}

gboolean
zb_viewer_key (ZbPhotoViewer  *self,
               guint           key,
               GdkModifierType state)
{
  gboolean editing = g_strcmp0 (gtk_stack_get_visible_child_name (self->words), "edit") == 0;

  if (key == GDK_KEY_Escape && editing)
    {
      zb_viewer_leave_caption (self, FALSE);
      return TRUE;
    }
  if (editing)
    return FALSE;
  if (key == GDK_KEY_Escape)
    return escape (self);
  if ((state & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_r || key == GDK_KEY_R))
    return act (self, (state & GDK_SHIFT_MASK) != 0 ? "viewer.turn-left" : "viewer.turn-right");
  if ((state & GDK_ALT_MASK) != 0 && key == GDK_KEY_Left)
    return act (self, "viewer.close");
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  return plain_key (self, key);
}
