/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/calendar-ink.h"

#define MOST_LAYOUTS 1000
#define MOST_SPRITES 1000
#define ICON 16
#define HOLLOW 1
#define DASHED 100

struct _ZbCalendarInk
{
  GObject parent_instance;

  GtkWidget  *widget; /* not held */
  GdkRGBA     colors[ZB_N_INKS];
  GdkRGBA     kinds[ZB_N_KINDS];
  gboolean    mixed; /* the colours are known */
  GHashTable *layouts[ZB_N_LETTERS];
  GHashTable *icons;
  GHashTable *sprites; /* Key → GdkTexture: rounded and recoloured things are dear to draw */
};

G_DEFINE_FINAL_TYPE (ZbCalendarInk, zb_calendar_ink, G_TYPE_OBJECT)

static const char *const color_names[ZB_N_INKS] = {
  [ZB_INK_PLAIN] = "window_fg_color",
  [ZB_INK_ACCENT] = "accent_bg_color",
  [ZB_INK_ON_ACCENT] = "accent_fg_color",
  [ZB_INK_AMBER] = "tag_amber_fg",
  [ZB_INK_AMBER_GROUND] = "tag_amber_bg",
  [ZB_INK_GREEN] = "tag_green_fg",
  [ZB_INK_GREEN_GROUND] = "tag_green_bg",
  [ZB_INK_RED] = "kind_theme_day",
  [ZB_INK_ON_KIND] = "kind_fg",
};

/* `what` lives as long as the program. */
typedef struct
{
  const char *what;
  int         variant;
  int         width, height;
  guint32     color;
  int         x, y, w, h; /* the part of it that is kept */
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->what) ^ (guint) key->variant << 7 ^ (guint) key->width << 12 ^ (guint) key->height << 24 ^ key->color ^
         (guint) key->x << 3 ^ (guint) key->y << 17 ^ (guint) key->w << 21;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *one = a, *two = b;

  return one->what == two->what && one->variant == two->variant && one->width == two->width && one->height == two->height &&
         one->color == two->color && one->x == two->x && one->y == two->y && one->w == two->w && one->h == two->h;
}

static void
zb_calendar_ink_finalize (GObject *object)
{
  ZbCalendarInk *self = ZB_CALENDAR_INK (object);

  for (guint i = 0; i < ZB_N_LETTERS; i++)
    g_clear_pointer (&self->layouts[i], g_hash_table_unref);
  g_clear_pointer (&self->icons, g_hash_table_unref);
  g_clear_pointer (&self->sprites, g_hash_table_unref);

  G_OBJECT_CLASS (zb_calendar_ink_parent_class)->finalize (object);
}

static void
zb_calendar_ink_class_init (ZbCalendarInkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_calendar_ink_finalize;
}

static void
zb_calendar_ink_init (ZbCalendarInk *self)
{
  for (guint i = 0; i < ZB_N_LETTERS; i++)
    self->layouts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->sprites = g_hash_table_new_full (hash_key, equal_keys, g_free, g_object_unref);
}

ZbCalendarInk *
zb_calendar_ink_new (GtkWidget *widget)
{
  ZbCalendarInk *self = g_object_new (ZB_TYPE_CALENDAR_INK, NULL);

  self->widget = widget;
  return self;
}

void
zb_calendar_ink_forget (ZbCalendarInk *self)
{
  self->mixed = FALSE;
  for (guint i = 0; i < ZB_N_LETTERS; i++)
    g_hash_table_remove_all (self->layouts[i]);
  g_hash_table_remove_all (self->icons);
  g_hash_table_remove_all (self->sprites);
}

static void
look_up (GtkStyleContext *context,
         const char      *name,
         GdkRGBA         *color)
{
  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

static void
mix (ZbCalendarInk *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (self->widget);

  if (self->mixed)
    return;

  for (guint i = 0; i < ZB_N_INKS; i++)
    look_up (context, color_names[i], &self->colors[i]);
  for (guint i = 0; i < ZB_N_KINDS; i++)
    {
      g_autofree char *name = g_strconcat ("kind_", zb_kind_to_code (i <= ZB_KIND_TALK ? i : ZB_KIND_TALK), NULL);

      look_up (context, g_strdelimit (name, "-", '_'), &self->kinds[i]);
    }
  self->mixed = TRUE;
}

static GdkRGBA
weaken (GdkRGBA color,
        double  strength)
{
  color.alpha *= strength;
  return color;
}

GdkRGBA
zb_calendar_ink_get (ZbCalendarInk *self,
                     ZbInkColor     color,
                     double         strength)
{
  mix (self);
  return weaken (self->colors[color], strength);
}

GdkRGBA
zb_calendar_ink_get_kind (ZbCalendarInk *self,
                          ZbKinds        kinds,
                          double         strength)
{
  mix (self);
  return weaken (self->kinds[zb_kinds_first (kinds)], strength);
}

PangoLayout *
zb_calendar_ink_make_layout (ZbCalendarInk *self,
                             ZbInkLetters   letters,
                             const char    *text)
{
  static const double   sizes[ZB_N_LETTERS] = { 0.93, 1, 0.8, 0.8 };
  PangoLayout          *layout = gtk_widget_create_pango_layout (self->widget, text);
  PangoContext         *context = gtk_widget_get_pango_context (self->widget);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));
  int                   size = pango_font_description_get_size (font) * sizes[letters];

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, size);
  if (letters == ZB_LETTERS_BOLD || letters == ZB_LETTERS_SMALL_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);

  return layout;
}

PangoLayout *
zb_calendar_ink_get_layout (ZbCalendarInk *self,
                            ZbInkLetters   letters,
                            const char    *text)
{
  GHashTable  *layouts = self->layouts[letters];
  PangoLayout *layout = g_hash_table_lookup (layouts, text);

  if (layout != NULL)
    return layout;

  if (g_hash_table_size (layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (layouts);
  layout = zb_calendar_ink_make_layout (self, letters, text);
  g_hash_table_insert (layouts, g_strdup (text), layout);
  return layout;
}

void
zb_calendar_ink_draw_text (GtkSnapshot   *snapshot,
                           PangoLayout   *layout,
                           float          x,
                           float          middle,
                           const GdkRGBA *color)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, (int) (middle - height / 2.0f)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* --- sprites --- */

typedef struct
{
  const char *what;
  int         variant;
  int         width, height;
  GdkRGBA     color;
} Sprite;

typedef void (*DrawSprite) (ZbCalendarInk *self, GtkSnapshot *part, const Sprite *sprite);

static guint32
pack_color (const GdkRGBA *color)
{
  return (guint32) (color->red * 255) << 24 | (guint32) (color->green * 255) << 16 | (guint32) (color->blue * 255) << 8 |
         (guint32) (color->alpha * 255);
}

static GdkTexture *
paint (ZbCalendarInk *self,
       GtkSnapshot   *part,
       const Key     *key)
{
  const int        scale = gtk_widget_get_scale_factor (self->widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, key->w * scale, key->h * scale);
  cairo_t         *cr = cairo_create (surface);
  GskRenderNode   *node = gtk_snapshot_free_to_node (part);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -key->x, -key->y);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface) * key->h * scale);
  texture = gdk_memory_texture_new (key->w * scale, key->h * scale, GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return texture;
}

/* The part of a sprite at `x`, `y` of it. The renderer without a graphics card converts every pixel of a texture each time it draws
 * it: what is large and mostly empty or plain is kept as its edges. */
static void
draw_part (ZbCalendarInk               *self,
           GtkSnapshot                 *snapshot,
           const Sprite                *sprite,
           const graphene_point_t      *at,
           const cairo_rectangle_int_t *part,
           DrawSprite                   draw)
{
  const Key   key = { sprite->what, sprite->variant, sprite->width, sprite->height, pack_color (&sprite->color), part->x, part->y, part->width, part->height };
  GdkTexture *texture = g_hash_table_lookup (self->sprites, &key);

  if (texture == NULL)
    {
      GtkSnapshot *picture = gtk_snapshot_new ();

      draw (self, picture, sprite);
      texture = paint (self, picture, &key);
      if (g_hash_table_size (self->sprites) >= MOST_SPRITES)
        g_hash_table_remove_all (self->sprites);
      g_hash_table_insert (self->sprites, g_memdup2 (&key, sizeof key), texture);
    }
  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT ((int) at->x + part->x, (int) at->y + part->y, part->width, part->height));
}

static void
draw_sprite (ZbCalendarInk          *self,
             GtkSnapshot            *snapshot,
             const Sprite           *sprite,
             const graphene_point_t *at,
             DrawSprite              draw)
{
  draw_part (self, snapshot, sprite, at, &(cairo_rectangle_int_t){ 0, 0, sprite->width, sprite->height }, draw);
}

static void
draw_fill (ZbCalendarInk *self,
           GtkSnapshot   *part,
           const Sprite  *sprite)
{
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, sprite->width, sprite->height);
  GskRoundedRect        round;

  gsk_rounded_rect_init_from_rect (&round, &box, sprite->variant);
  gtk_snapshot_push_rounded_clip (part, &round);
  gtk_snapshot_append_color (part, &sprite->color, &box);
  gtk_snapshot_pop (part);
}

void
zb_calendar_ink_draw_fill (ZbCalendarInk         *self,
                           GtkSnapshot           *snapshot,
                           const graphene_rect_t *box,
                           int                    radius,
                           const GdkRGBA         *color)
{
  const Sprite sprite = { "fill", radius, box->size.width, box->size.height, *color };
  const int    left = box->origin.x, top = box->origin.y, middle = sprite.width - 2 * radius;

  if (middle <= 0)
    {
      draw_sprite (self, snapshot, &sprite, &box->origin, draw_fill);
      return;
    }
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ 0, 0, radius, sprite.height }, draw_fill);
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (left + radius, top, middle, sprite.height));
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ radius + middle, 0, radius, sprite.height }, draw_fill);
}

static GtkIconPaintable *
get_icon (ZbCalendarInk *self,
          const char    *name)
{
  GtkIconPaintable *icon = g_hash_table_lookup (self->icons, name);

  if (icon == NULL)
    {
      GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (self->widget));

      icon = gtk_icon_theme_lookup_icon (theme, name, NULL, ICON, gtk_widget_get_scale_factor (self->widget),
                                         gtk_widget_get_direction (self->widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
      g_hash_table_insert (self->icons, (gpointer) g_intern_string (name), icon);
    }

  return icon;
}

static void
draw_symbol (ZbCalendarInk *self,
             GtkSnapshot   *part,
             const Sprite  *sprite)
{
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (get_icon (self, sprite->what)), part,
                                            sprite->width, sprite->height, &sprite->color, 1);
}

void
zb_calendar_ink_draw_icon (ZbCalendarInk         *self,
                           GtkSnapshot           *snapshot,
                           const char            *name,
                           const graphene_rect_t *box,
                           const GdkRGBA         *color)
{
  const Sprite sprite = { name, 0, box->size.width, box->size.height, *color };

  draw_sprite (self, snapshot, &sprite, &box->origin, draw_symbol);
}

static void
draw_letter (ZbCalendarInk *self,
             GtkSnapshot   *part,
             const Sprite  *sprite)
{
  const gboolean        hollow = sprite->variant == HOLLOW;
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, ZB_INK_BADGE, ZB_INK_BADGE);
  const GdkRGBA         letter = hollow ? sprite->color : zb_calendar_ink_get (self, ZB_INK_ON_KIND, sprite->color.alpha);
  PangoLayout          *layout = zb_calendar_ink_get_layout (self, ZB_LETTERS_SMALL_BOLD, sprite->what);
  int                   width;

  if (hollow)
    zb_calendar_ink_draw_frame (self, part, &box, 4, FALSE, &sprite->color);
  else
    zb_calendar_ink_draw_fill (self, part, &box, 4, &sprite->color);
  pango_layout_get_pixel_size (layout, &width, NULL);
  zb_calendar_ink_draw_text (part, layout, (ZB_INK_BADGE - width) / 2.0f, ZB_INK_BADGE / 2.0f, &letter);
}

void
zb_calendar_ink_draw_badge (ZbCalendarInk          *self,
                            GtkSnapshot            *snapshot,
                            ZbKind                  kind,
                            const graphene_point_t *at,
                            gboolean                hollow,
                            double                  strength)
{
  const Sprite sprite = { zb_kind_get_mark (kind), hollow ? HOLLOW : 0, ZB_INK_BADGE, ZB_INK_BADGE,
                          zb_calendar_ink_get_kind (self, 1u << kind, strength) };

  draw_sprite (self, snapshot, &sprite, at, draw_letter);
}

static void
trace_frame (cairo_t               *cr,
             const graphene_rect_t *box,
             double                 radius)
{
  const double left = box->origin.x + 0.5, top = box->origin.y + 0.5;
  const double right = left + box->size.width - 1, bottom = top + box->size.height - 1;

  cairo_arc (cr, right - radius, top + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, left + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, left + radius, top + radius, radius, G_PI, G_PI + G_PI_2);
  cairo_close_path (cr);
}

static void
draw_dashes (GtkSnapshot           *snapshot,
             const graphene_rect_t *box,
             float                  radius,
             const GdkRGBA         *color)
{
  static const double dashes[] = { 3, 2 };
  cairo_t            *cr = gtk_snapshot_append_cairo (snapshot, box);

  trace_frame (cr, box, radius);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_outline (ZbCalendarInk *self,
              GtkSnapshot   *part,
              const Sprite  *sprite)
{
  static const float    widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA         colors[4] = { sprite->color, sprite->color, sprite->color, sprite->color };
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, sprite->width, sprite->height);
  GskRoundedRect        round;

  if (sprite->variant >= DASHED)
    {
      draw_dashes (part, &box, sprite->variant - DASHED, &sprite->color);
      return;
    }
  gsk_rounded_rect_init_from_rect (&round, &box, sprite->variant);
  gtk_snapshot_append_border (part, &round, widths, colors);
}

void
zb_calendar_ink_draw_frame (ZbCalendarInk         *self,
                            GtkSnapshot           *snapshot,
                            const graphene_rect_t *box,
                            int                    radius,
                            gboolean               dashed,
                            const GdkRGBA         *color)
{
  const Sprite sprite = { "frame", dashed ? DASHED + radius : radius, box->size.width, box->size.height, *color };

  const int edge = radius + 1, middle = sprite.width - 2 * edge, bottom = sprite.height - 1;

  if (middle <= 0)
    {
      draw_sprite (self, snapshot, &sprite, &box->origin, draw_outline);
      return;
    }
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ 0, 0, edge, sprite.height }, draw_outline);
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ edge, 0, middle, 1 }, draw_outline);
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ edge, bottom, middle, 1 }, draw_outline);
  draw_part (self, snapshot, &sprite, &box->origin, &(cairo_rectangle_int_t){ edge + middle, 0, edge, sprite.height }, draw_outline);
}
