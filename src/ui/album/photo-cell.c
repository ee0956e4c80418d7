/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-cell.h"

#include <glib/gi18n.h>

#define RADIUS 6
#define MARK 22
#define ICON 14

struct _ZbPhotoCell
{
  GtkWidget parent_instance;

  ZbThumbnailLoader  *loader;
  ZbThumbnailRequest *request;
  GdkTexture         *texture;
  ZbAlbumRow          row;
  ZbThumbnailSpec     spec; /* of what is shown or asked for */
  gboolean            missing;
  gboolean            selected;
};

G_DEFINE_FINAL_TYPE (ZbPhotoCell, zb_photo_cell, GTK_TYPE_WIDGET)

static void
draw_icon (ZbPhotoCell     *self,
           GtkSnapshot     *snapshot,
           const char      *name,
           graphene_rect_t *box,
           const GdkRGBA   *color)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, box->size.width,
                                  gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &box->origin);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot,
                                            box->size.width, box->size.height, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_mark (ZbPhotoCell   *self,
           GtkSnapshot   *snapshot,
           const char    *icon,
           float          x,
           float          y,
           const GdkRGBA *ground)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  graphene_rect_t      box = GRAPHENE_RECT_INIT (x, y, MARK, MARK);
  GskRoundedRect       round;

  gsk_rounded_rect_init_from_rect (&round, &box, MARK / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, ground, &box);
  gtk_snapshot_pop (snapshot);
  graphene_rect_inset (&box, (MARK - ICON) / 2.0f, (MARK - ICON) / 2.0f);
  draw_icon (self, snapshot, icon, &box, &white);
}

/* 封面, beside the star's place. */
static void
draw_cover (ZbPhotoCell *self,
            GtkSnapshot *snapshot,
            int          width)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.65f };
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), _ ("封面"));
  const float     right = (self->row.flags & ZB_ROW_PICKED) != 0 ? MARK + 10 : 6;
  int             text_width, text_height;
  graphene_rect_t box;
  GskRoundedRect  round;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  if (text_width + 12 + right + MARK > width)
    return;

  box = GRAPHENE_RECT_INIT (width - right - text_width - 12, 6, text_width + 12, MARK);
  gsk_rounded_rect_init_from_rect (&round, &box, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &dark, &box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box.origin.x + 6, 6 + (MARK - text_height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
draw_marks (ZbPhotoCell *self,
            GtkSnapshot *snapshot,
            int          width,
            int          height)
{
  static const GdkRGBA blue = { 0.208f, 0.518f, 0.894f, 1 };
  static const GdkRGBA amber = { 0.68f, 0.39f, 0, 1 };
  static const GdkRGBA dark = { 0, 0, 0, 0.65f };
  static const GdkRGBA red = { 0.75f, 0.11f, 0.16f, 1 };
  static const GdkRGBA gold = { 0.62f, 0.45f, 0, 1 };
  const float          low = height - MARK - 6;
  float                x = 6;

  if (self->selected)
    draw_mark (self, snapshot, "object-select-symbolic", 6, 6, &blue);
  if ((self->row.flags & ZB_ROW_PICKED) != 0)
    draw_mark (self, snapshot, "starred-symbolic", width - MARK - 6, 6, &gold);
  if ((self->row.flags & ZB_ROW_COVER) != 0)
    draw_cover (self, snapshot, width);
  if ((self->row.flags & (ZB_ROW_DOUBT | ZB_ROW_CLOCK)) != 0)
    {
      draw_mark (self, snapshot, "preferences-system-time-symbolic", x, low, &amber);
      x += MARK + 4;
    }
  if ((self->row.flags & ZB_ROW_VIDEO) != 0)
    {
      draw_mark (self, snapshot, "media-playback-start-symbolic", x, low, &dark);
      x += MARK + 4;
    }
  if ((self->row.flags & ZB_ROW_PROBLEM) != 0)
    {
      draw_mark (self, snapshot, "dialog-warning-symbolic", x, low, &red);
      x += MARK + 4;
    }
  if ((self->row.flags & ZB_ROW_MISSING) != 0)
    draw_mark (self, snapshot, "action-unavailable-symbolic", x, low, &red);
  if ((self->row.flags & ZB_ROW_CAPTION) != 0)
    draw_mark (self, snapshot, "document-edit-symbolic", width - MARK - 6, low, &dark);
}

static void
zb_photo_cell_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ZbPhotoCell *self = ZB_PHOTO_CELL (widget);
  int          width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  /* What is left of a file that is not there is its thumbnail. */
  if (self->texture != NULL && (self->row.flags & ZB_ROW_MISSING) != 0)
    {
      gtk_snapshot_push_opacity (snapshot, 0.4);
      gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, width, height));
      gtk_snapshot_pop (snapshot);
    }
  else if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, width, height));
  else if (self->missing)
    {
      int             size = MIN (48, MIN (width, height) / 2);
      graphene_rect_t box = GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size);
      GdkRGBA         color;

      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      color.alpha *= 0.4f;
      draw_icon (self, snapshot,
                 (self->row.flags & ZB_ROW_VIDEO) != 0 ? "video-x-generic-symbolic" : "image-x-generic-symbolic",
                 &box, &color);
    }

  draw_marks (self, snapshot, width, height);
}

static void
zb_photo_cell_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
set_texture (ZbPhotoCell *self,
             GdkTexture  *texture)
{
  self->missing = texture == NULL;
  if (g_set_object (&self->texture, texture) || texture == NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
texture_cb (GdkTexture *texture,
            gpointer    data)
{
  ZbPhotoCell *self = data;

  self->request = NULL;
  set_texture (self, texture);
}

static void
zb_photo_cell_dispose (GObject *object)
{
  ZbPhotoCell *self = ZB_PHOTO_CELL (object);

  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  g_clear_object (&self->loader);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (zb_photo_cell_parent_class)->dispose (object);
}

static void
zb_photo_cell_class_init (ZbPhotoCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_photo_cell_dispose;
  widget_class->measure = zb_photo_cell_measure;
  widget_class->snapshot = zb_photo_cell_snapshot;
  gtk_widget_class_set_css_name (widget_class, "photo-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
zb_photo_cell_init (ZbPhotoCell *self)
{
}

static void
append_states (GString *label,
               guint    flags)
{
  if ((flags & ZB_ROW_PICKED) != 0)
    g_string_append_printf (label, "，%s", _ ("精选"));
  if ((flags & ZB_ROW_COVER) != 0)
    g_string_append_printf (label, "，%s", _ ("封面"));
  if ((flags & ZB_ROW_CLOCK) != 0)
    g_string_append_printf (label, "，%s", _ ("时钟可疑"));
  if ((flags & ZB_ROW_MISSING) != 0)
    g_string_append_printf (label, "，%s", _ ("原件不在"));
}

static void
describe (ZbPhotoCell *self)
{
  g_autofree char *when = NULL;
  g_autoptr (GString) label = g_string_new (NULL);
  ZbWall wall = { .seconds = self->row.seconds, .precision = ZB_PRECISION_MINUTE };

  if ((self->row.flags & ZB_ROW_UNDATED) == 0)
    when = zb_wall_to_text (&wall);
  if (when != NULL)
    g_strdelimit (when, "T", ' ');
  g_string_printf (label, _ ("照片 %d，%s"), (int) self->row.photo, when != NULL ? when : _ ("没有日期"));
  append_states (label, self->row.flags);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str, -1);
}

GtkWidget *
zb_photo_cell_new (ZbThumbnailLoader *loader,
                   const ZbAlbumRow  *row)
{
  ZbPhotoCell *self = g_object_new (ZB_TYPE_PHOTO_CELL, NULL);

  self->loader = g_object_ref (loader);
  self->row = *row;
  describe (self);

  return GTK_WIDGET (self);
}

gint64
zb_photo_cell_get_photo (ZbPhotoCell *self)
{
  g_return_val_if_fail (ZB_IS_PHOTO_CELL (self), 0);

  return self->row.photo;
}

void
zb_photo_cell_load (ZbPhotoCell *self,
                    int          width,
                    int          height)
{
  int             scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  ZbThumbnailSpec spec = { self->row.photo, width * scale, height * scale, RADIUS * scale };
  GdkTexture     *texture;

  g_return_if_fail (ZB_IS_PHOTO_CELL (self));

  if (spec.width == self->spec.width && spec.height == self->spec.height)
    return;

  self->spec = spec;
  g_clear_pointer (&self->request, zb_thumbnail_request_drop);
  texture = zb_thumbnail_loader_peek (self->loader, &spec);
  if (texture != NULL)
    set_texture (self, texture);
  else
    self->request = zb_thumbnail_loader_request (self->loader, &spec, texture_cb, self);
}

void
zb_photo_cell_set_marks (ZbPhotoCell *self,
                         gboolean     selected,
                         gboolean     cursor)
{
  g_return_if_fail (ZB_IS_PHOTO_CELL (self));

  if (cursor)
    gtk_widget_add_css_class (GTK_WIDGET (self), "cursor");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "cursor");

  if (self->selected == selected)
    return;

  self->selected = selected;
  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
