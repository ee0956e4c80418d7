/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/device-notice.h"

#include <glib/gi18n.h>

#include "ui/window.h"

struct _ZbDeviceNotice
{
  AdwBin parent_instance;

  ZbDevice *device;
  gboolean  ejecting;

  GtkStack   *signs;
  GtkImage   *sign;
  GtkSpinner *spinner;
  GtkLabel   *words;
};

enum
{
  PROP_0,
  PROP_DEVICE,
  N_PROPS
};

enum
{
  IMPORT,
  DISMISS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbDeviceNotice, zb_device_notice, ADW_TYPE_BIN)

static const char *
get_icon (ZbDeviceState state)
{
  switch (state)
    {
    case ZB_DEVICE_NOTHING:
    case ZB_DEVICE_SAFE:
      return "emblem-ok-symbolic";
    case ZB_DEVICE_LOCKED:
      return "changes-prevent-symbolic";
    case ZB_DEVICE_FAILED:
      return "dialog-warning-symbolic";
    case ZB_DEVICE_LOOKING:
    case ZB_DEVICE_READY:
    default:
      return "media-flash-symbolic";
    }
}

static void
say (ZbDeviceNotice *self,
     const char     *text)
{
  g_autofree char *words = g_strdup_printf (_ ("%s：%s"), zb_device_get_name (self->device), text);

  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
}

static void
text_cb (ZbDeviceNotice *self)
{
  say (self, zb_device_get_text (self->device));
}

/* A button whose action is of no use now is not shown. */
static void
state_cb (ZbDeviceNotice *self)
{
  ZbDeviceState state = zb_device_get_state (self->device);
  gboolean      looking = state == ZB_DEVICE_LOOKING;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "device.import", state == ZB_DEVICE_READY);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "device.again", state == ZB_DEVICE_LOCKED || state == ZB_DEVICE_FAILED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "device.eject", zb_device_can_eject (self->device) && !self->ejecting);
  gtk_image_set_from_icon_name (self->sign, get_icon (state));
  gtk_stack_set_visible_child (self->signs, looking ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->sign));
  gtk_spinner_set_spinning (self->spinner, looking);
  if (state == ZB_DEVICE_SAFE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "safe");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "safe");
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[IMPORT], 0);
}

static void
again_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  zb_device_look_again (ZB_DEVICE_NOTICE (widget)->device);
}

static void
dismiss_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[DISMISS], 0);
}

/* By the time it is out, the notice may be gone with it: the window says so. */
typedef struct
{
  ZbDeviceNotice *notice;
  GtkWidget      *window;
} Ejection;

static void
free_ejection (Ejection *ejection)
{
  g_object_unref (ejection->notice);
  g_object_unref (ejection->window);
  g_free (ejection);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ejection, free_ejection)

static void
ejected_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Ejection) ejection = data;
  g_autoptr (GError) error = NULL;
  ZbDevice *device = ZB_DEVICE (source);

  ejection->notice->ejecting = FALSE;
  if (zb_device_eject_finish (device, result, &error))
    {
      g_autofree char *words = g_strdup_printf (_ ("“%s”可以拔下来了"), zb_device_get_name (device));

      zb_window_toast (ejection->window, words, FALSE);
      return;
    }

  if (ejection->notice->device == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    {
      g_warning ("eject: %s", error->message);
      say (ejection->notice, _ ("还不能取出，有程序正在用它。请关掉再试"));
    }
  state_cb (ejection->notice);
}

static void
eject_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbDeviceNotice *self = ZB_DEVICE_NOTICE (widget);
  GtkWidget      *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GMountOperation) operation = gtk_mount_operation_new (GTK_WINDOW (window));
  Ejection *ejection = g_new0 (Ejection, 1);

  *ejection = (Ejection){ g_object_ref (self), g_object_ref (window) };
  self->ejecting = TRUE;
  state_cb (self);
  say (self, _ ("正在取出，请稍等…"));
  zb_device_eject_async (self->device, operation, NULL, ejected_cb, ejection);
}

static void
zb_device_notice_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (id == PROP_DEVICE)
    ZB_DEVICE_NOTICE (object)->device = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zb_device_notice_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (id == PROP_DEVICE)
    g_value_set_object (value, ZB_DEVICE_NOTICE (object)->device);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zb_device_notice_constructed (GObject *object)
{
  ZbDeviceNotice *self = ZB_DEVICE_NOTICE (object);

  G_OBJECT_CLASS (zb_device_notice_parent_class)->constructed (object);

  g_signal_connect_object (self->device, "notify::text", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->device, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  text_cb (self);
  state_cb (self);
}

static void
zb_device_notice_dispose (GObject *object)
{
  ZbDeviceNotice *self = ZB_DEVICE_NOTICE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_DEVICE_NOTICE);
  g_clear_object (&self->device);

  G_OBJECT_CLASS (zb_device_notice_parent_class)->dispose (object);
}

static void
zb_device_notice_class_init (ZbDeviceNoticeClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = zb_device_notice_set_property;
  object_class->get_property = zb_device_notice_get_property;
  object_class->constructed = zb_device_notice_constructed;
  object_class->dispose = zb_device_notice_dispose;

  properties[PROP_DEVICE] =
      g_param_spec_object ("device", NULL, NULL, ZB_TYPE_DEVICE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[IMPORT] = g_signal_new ("import", ZB_TYPE_DEVICE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DISMISS] = g_signal_new ("dismiss", ZB_TYPE_DEVICE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "device.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "device.again", NULL, again_cb);
  gtk_widget_class_install_action (widget_class, "device.eject", NULL, eject_cb);
  gtk_widget_class_install_action (widget_class, "device.dismiss", NULL, dismiss_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/device-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbDeviceNotice, signs);
  gtk_widget_class_bind_template_child (widget_class, ZbDeviceNotice, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbDeviceNotice, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZbDeviceNotice, words);
}

static void
zb_device_notice_init (ZbDeviceNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_device_notice_new (ZbDevice *device)
{
  return g_object_new (ZB_TYPE_DEVICE_NOTICE, "device", device, NULL);
}
