/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/state-icon.h"

struct _ZbStateIcon
{
  AdwBin parent_instance;

  GtkImage *image;
  int       state;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbStateIcon, zb_state_icon, ADW_TYPE_BIN)

static void
zb_state_icon_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, ZB_STATE_ICON (object)->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_state_icon_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      zb_state_icon_set_state (ZB_STATE_ICON (object), g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_state_icon_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_STATE_ICON);

  G_OBJECT_CLASS (zb_state_icon_parent_class)->dispose (object);
}

static void
zb_state_icon_class_init (ZbStateIconClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_state_icon_dispose;
  object_class->get_property = zb_state_icon_get_property;
  object_class->set_property = zb_state_icon_set_property;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, ZB_N_STATES - 1, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/state-icon.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbStateIcon, image);
}

static void
zb_state_icon_init (ZbStateIcon *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  zb_state_icon_set_state (self, ZB_STATE_PLANNED);
}

GtkWidget *
zb_state_icon_new (ZbMeetingState state)
{
  return g_object_new (ZB_TYPE_STATE_ICON, "state", (int) state, NULL);
}

void
zb_state_icon_set_state (ZbStateIcon   *self,
                         ZbMeetingState state)
{
  g_return_if_fail (ZB_IS_STATE_ICON (self) && state < ZB_N_STATES);

  self->state = state;
  gtk_image_set_from_icon_name (self->image, zb_state_icon_get_name (state));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->image), zb_state_get_name (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL, zb_state_get_name (state), -1);
}

const char *
zb_state_icon_get_name (ZbMeetingState state)
{
  static const char *const names[ZB_N_STATES] = {
    [ZB_STATE_PLANNED] = "zb-state-planned-symbolic",
    [ZB_STATE_FILED] = "zb-state-filed-symbolic",
    [ZB_STATE_HELD] = "zb-state-held-symbolic",
    [ZB_STATE_RECORDED] = "zb-state-recorded-symbolic",
    [ZB_STATE_REVIEWED] = "zb-state-reviewed-symbolic",
    [ZB_STATE_CANCELLED] = "zb-state-cancelled-symbolic",
  };

  return names[state];
}
