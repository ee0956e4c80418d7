/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing in it measures text: the list keeps 200 of these, and a line gets another name with every step of a scroll and
 * every letter of a search.
 */
#include "ui/roster/roster-name.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/roster/roster-heading.h"

#define N_COLORS 14 /* of the style's avatars */
#define AVATAR_TEXT 13.4
#define MIN_NAME 3 /* characters */

struct _ZbRosterName
{
  AdwBin parent_instance;

  ZbRosterLine *line;
  guint         color;   /* 0: none yet */
  double        ratio;   /* 0: not known */
  GtkWidget    *heading; /* NULL until there is one */

  GtkWidget      *box;
  GtkInscription *avatar;
  GtkInscription *name;
  GtkWidget      *doubt; /* these two: NULL until there is one */
  GtkWidget      *duties;
};

G_DEFINE_FINAL_TYPE (ZbRosterName, zb_roster_name, ADW_TYPE_BIN)

/* The colours and the letter of AdwAvatar, without its five widgets. */
static void
update_avatar (ZbRosterName *self,
               const char   *name)
{
  guint            color = g_str_hash (name) % N_COLORS + 1;
  g_autofree char *first = g_utf8_substring (name, 0, *name != '\0');
  g_autofree char *letter = g_utf8_strup (first, -1);
  g_auto (GStrv) class = g_new0 (char *, 2);

  gtk_inscription_set_text (self->avatar, letter);
  if (self->color == color)
    return;

  self->color = color;
  class[0] = g_strdup_printf ("color%u", color);
  gtk_widget_set_css_classes (GTK_WIDGET (self->avatar), (const char **) class);
}

/* How many of an inscription's characters a Chinese one is wide: it is as wide as the font is high, whatever its size. */
static double
get_ratio (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics           *metrics = pango_context_get_metrics (context, font, NULL);
  double                      size = pango_font_description_get_size (font);
  double                      width = MAX (pango_font_metrics_get_approximate_char_width (metrics), pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;

  return width > 0 ? size / width : 2;
}

static guint
guess_chars (ZbRosterName *self,
             const char   *name)
{
  double n = 0;

  if (self->ratio == 0)
    self->ratio = get_ratio (gtk_widget_get_pango_context (GTK_WIDGET (self->name)));
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    n += (guchar) *at < 0x80 ? 0.65 : 1;

  return ceil (MAX (n, MIN_NAME) * self->ratio + 0.2);
}

static void
show_doubt (ZbRosterName *self,
            gboolean      is_doubtful)
{
  if (self->doubt != NULL)
    gtk_widget_set_visible (self->doubt, is_doubtful);
  if (self->doubt != NULL || !is_doubtful)
    return;

  self->doubt = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->doubt, "doubt");
  gtk_widget_set_tooltip_text (self->doubt, _ ("资料有疑问，双击查看"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->doubt), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("资料有疑问"), -1);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->doubt, GTK_WIDGET (self->name));
}

static void
make_duties (ZbRosterName *self)
{
  static const char *const classes[] = { "dim-label", "caption", NULL };

  self->duties = gtk_inscription_new (NULL);
  gtk_widget_set_css_classes (self->duties, (const char **) classes);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->duties), 8);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->duties), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->duties), 0);
  gtk_box_append (GTK_BOX (self->box), self->duties);
}

static void
show_duties (ZbRosterName *self,
             ZbMember     *member)
{
  g_autofree char *duties = zb_member_dup_duties (member);

  if (self->duties != NULL)
    gtk_widget_set_visible (self->duties, *duties != '\0');
  if (*duties == '\0')
    return;

  if (self->duties == NULL)
    make_duties (self);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->duties), duties);
}

static void
show_member (ZbRosterName *self,
             ZbMember     *member)
{
  const char *name = zb_member_get_name (member);
  guint       n = guess_chars (self, name);

  update_avatar (self, name);
  gtk_inscription_set_text (self->name, name);
  gtk_inscription_set_min_chars (self->name, n);
  gtk_inscription_set_nat_chars (self->name, n);
  show_doubt (self, zb_member_get_n_problems (member) > 0);
  show_duties (self, member);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

static void
show_group (ZbRosterName  *self,
            ZbRosterGroup *group)
{
  if (self->heading == NULL)
    self->heading = g_object_ref_sink (zb_roster_heading_new ());
  zb_roster_heading_set_group (ZB_ROSTER_HEADING (self->heading), group);
  adw_bin_set_child (ADW_BIN (self), self->heading);
}

/* The row is the list's own: a line that shows nobody takes no place. */
static void
show_row (ZbRosterName *self,
          gboolean      shows)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_widget_set_visible (row, shows);
}

static void
update (ZbRosterName *self)
{
  ZbMember      *member = zb_roster_line_get_member (self->line);
  ZbRosterGroup *group = zb_roster_line_get_group (self->line);

  show_row (self, member != NULL || group != NULL);
  if (member != NULL)
    show_member (self, member);
  else if (group != NULL)
    show_group (self, group);
}

static void
zb_roster_name_dispose (GObject *object)
{
  ZbRosterName *self = ZB_ROSTER_NAME (object);

  zb_roster_name_set_line (self, NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_ROSTER_NAME);
  g_clear_object (&self->heading);

  G_OBJECT_CLASS (zb_roster_name_parent_class)->dispose (object);
}

static void
zb_roster_name_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  ZB_ROSTER_NAME (widget)->ratio = 0;

  GTK_WIDGET_CLASS (zb_roster_name_parent_class)->css_changed (widget, change);
}

static void
zb_roster_name_class_init (ZbRosterNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_name_dispose;
  widget_class->css_changed = zb_roster_name_css_changed;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-name.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, box);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, name);
}

static void
zb_roster_name_init (ZbRosterName *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (AVATAR_TEXT * PANGO_SCALE));
  gtk_inscription_set_attributes (self->avatar, attributes);
}

GtkWidget *
zb_roster_name_new (void)
{
  return g_object_new (ZB_TYPE_ROSTER_NAME, NULL);
}

void
zb_roster_name_set_line (ZbRosterName *self,
                         ZbRosterLine *line)
{
  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, update, self);
  g_set_object (&self->line, line);
  if (line == NULL)
    return;

  g_signal_connect_object (line, "notify::item", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
