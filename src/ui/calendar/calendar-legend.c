/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/calendar-legend.h"

#include "ui/calendar/state-icon.h"

struct _ZbCalendarLegend
{
  AdwBin parent_instance;

  gboolean year;
  GtkBox  *states;
};

enum
{
  PROP_0,
  PROP_YEAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbCalendarLegend, zb_calendar_legend, ADW_TYPE_BIN)

static void
zb_calendar_legend_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_YEAR:
      g_value_set_boolean (value, ZB_CALENDAR_LEGEND (object)->year);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_calendar_legend_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_YEAR:
      ZB_CALENDAR_LEGEND (object)->year = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_calendar_legend_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CALENDAR_LEGEND);

  G_OBJECT_CLASS (zb_calendar_legend_parent_class)->dispose (object);
}

static void
zb_calendar_legend_class_init (ZbCalendarLegendClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_calendar_legend_dispose;
  object_class->get_property = zb_calendar_legend_get_property;
  object_class->set_property = zb_calendar_legend_set_property;
  properties[PROP_YEAR] = g_param_spec_boolean ("year", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/calendar-legend.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarLegend, states);
}

static void
zb_calendar_legend_init (ZbCalendarLegend *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ZB_STATE_CANCELLED; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (box), zb_state_icon_new (i));
      gtk_box_append (GTK_BOX (box), gtk_label_new (zb_state_get_name (i)));
      gtk_box_append (self->states, box);
    }
}
