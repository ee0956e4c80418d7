/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/kind-badge.h"

struct _ZbKindBadge
{
  AdwBin parent_instance;

  GtkLabel *label;
  int       kind;
};

enum
{
  PROP_0,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbKindBadge, zb_kind_badge, ADW_TYPE_BIN)

static void
zb_kind_badge_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ZbKindBadge *self = ZB_KIND_BADGE (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_kind_badge_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_KIND:
      zb_kind_badge_set_kind (ZB_KIND_BADGE (object), g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_kind_badge_dispose (GObject *object)
{
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_KIND_BADGE);

  G_OBJECT_CLASS (zb_kind_badge_parent_class)->dispose (object);
}

static void
zb_kind_badge_class_init (ZbKindBadgeClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_kind_badge_dispose;
  object_class->get_property = zb_kind_badge_get_property;
  object_class->set_property = zb_kind_badge_set_property;

  properties[PROP_KIND] =
      g_param_spec_int ("kind", NULL, NULL, -1, ZB_N_KINDS - 1, -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/kind-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbKindBadge, label);
}

static void
zb_kind_badge_init (ZbKindBadge *self)
{
  self->kind = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_kind_badge_new (ZbKind kind)
{
  return g_object_new (ZB_TYPE_KIND_BADGE, "kind", (int) kind, NULL);
}

static char *
make_css_class (int kind)
{
  return g_strconcat ("kind-", zb_kind_to_code (kind), NULL);
}

void
zb_kind_badge_set_kind (ZbKindBadge *self,
                        ZbKind       kind)
{
  g_autofree char *css_class = NULL;

  g_return_if_fail (ZB_IS_KIND_BADGE (self));

  if (self->kind == (int) kind)
    return;

  if (self->kind >= 0)
    {
      g_autofree char *old = make_css_class (self->kind);

      gtk_widget_remove_css_class (GTK_WIDGET (self->label), old);
    }
  self->kind = kind;
  gtk_widget_set_visible (GTK_WIDGET (self), self->kind >= 0);
  if (self->kind >= 0)
    {
      css_class = make_css_class (kind);
      gtk_widget_add_css_class (GTK_WIDGET (self->label), css_class);
      gtk_label_set_label (self->label, zb_kind_get_mark (kind));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), zb_kind_get_name (kind));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

void
zb_kind_badge_fill (GtkBox *box,
                    ZbKinds kinds)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (int kind = 0; kind < ZB_N_KINDS; kind++)
    if ((kinds & (1u << kind)) != 0)
      gtk_box_append (box, zb_kind_badge_new (kind));
}
