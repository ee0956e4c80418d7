/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/transfer-group.h"

#include <glib/gi18n.h>

struct _ZbTransferGroup
{
  AdwPreferencesGroup parent_instance;

  gboolean     out;
  GtkWidget   *other;
  AdwComboRow *valid;
  GtkEditable *number;
};

enum
{
  PROP_0,
  PROP_OUT,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* As the choices stand in the template. */
static const int days[] = { 10, 30, 60, 90, 0 };

G_DEFINE_FINAL_TYPE (ZbTransferGroup, zb_transfer_group, ADW_TYPE_PREFERENCES_GROUP)

static int
get_days (ZbTransferGroup *self)
{
  guint chosen = adw_combo_row_get_selected (self->valid);

  return chosen < G_N_ELEMENTS (days) ? days[chosen] : 0;
}

static void
changed_cb (ZbTransferGroup *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->number), get_days (self) > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
zb_transfer_group_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OUT:
      g_value_set_boolean (value, ZB_TRANSFER_GROUP (object)->out);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_transfer_group_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  ZbTransferGroup *self = ZB_TRANSFER_GROUP (object);

  switch (prop_id)
    {
    case PROP_OUT:
      self->out = g_value_get_boolean (value);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other),
                                     self->out ? _ ("转往哪个党组织") : _ ("从哪个党组织转来"));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_transfer_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_TRANSFER_GROUP);

  G_OBJECT_CLASS (zb_transfer_group_parent_class)->dispose (object);
}

static void
zb_transfer_group_class_init (ZbTransferGroupClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_transfer_group_dispose;
  object_class->get_property = zb_transfer_group_get_property;
  object_class->set_property = zb_transfer_group_set_property;
  properties[PROP_OUT] = g_param_spec_boolean ("out", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/transfer-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbTransferGroup, other);
  gtk_widget_class_bind_template_child (widget_class, ZbTransferGroup, valid);
  gtk_widget_class_bind_template_child (widget_class, ZbTransferGroup, number);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
zb_transfer_group_init (ZbTransferGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
zb_transfer_group_read (ZbTransferGroup *self,
                        ZbTransfer      *transfer)
{
  g_return_val_if_fail (ZB_IS_TRANSFER_GROUP (self), NULL);

  transfer->other = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other))));
  transfer->number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));
  transfer->valid = get_days (self);
  if (*transfer->number == '\0' || transfer->valid == 0)
    g_clear_pointer (&transfer->number, g_free);
  if (*transfer->other != '\0')
    return NULL;

  return self->out ? _ ("请写转往哪个党组织") : _ ("请写从哪个党组织转来");
}

void
zb_transfer_clear (ZbTransfer *transfer)
{
  g_clear_pointer (&transfer->other, g_free);
  g_clear_pointer (&transfer->number, g_free);
}
