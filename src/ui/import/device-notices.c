/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/device-notices.h"

#include <glib/gi18n.h>

#include "ui/import/device-notice.h"

struct _ZbDeviceNotices
{
  AdwBin parent_instance;

  GListModel         *devices;
  GtkCustomFilter    *filter;
  GtkFilterListModel *shown;
  GHashTable         *dismissed; /* of ZbDevice, borrowed while they are in `devices` */
  ZbDevice           *busy;

  GtkListBox *list;
};

enum
{
  IMPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbDeviceNotices, zb_device_notices, ADW_TYPE_BIN)

static gboolean
is_shown (gpointer item,
          gpointer data)
{
  ZbDeviceNotices *self = data;
  ZbDeviceState    state = zb_device_get_state (item);

  if (item == self->busy || g_hash_table_contains (self->dismissed, item))
    return FALSE;

  return !zb_device_is_early (item) || state == ZB_DEVICE_READY || state == ZB_DEVICE_SAFE;
}

static void
refilter (ZbDeviceNotices *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0);
}

static void
forget_gone (ZbDeviceNotices *self)
{
  GHashTableIter iter;
  gpointer       device;

  g_hash_table_iter_init (&iter, self->dismissed);
  while (g_hash_table_iter_next (&iter, &device, NULL))
    if (!g_list_store_find (G_LIST_STORE (self->devices), device, NULL))
      g_hash_table_iter_remove (&iter);
}

static void
devices_changed_cb (ZbDeviceNotices *self,
                    guint            position,
                    guint            removed,
                    guint            added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ZbDevice) device = g_list_model_get_item (self->devices, i);

      g_signal_connect_object (device, "notify::state", G_CALLBACK (refilter), self, G_CONNECT_SWAPPED);
    }
  if (removed > 0)
    forget_gone (self);
  refilter (self);
}

static ZbDevice *
dup_device (ZbDeviceNotice *notice)
{
  ZbDevice *device = NULL;

  g_object_get (notice, "device", &device, NULL);
  return device;
}

static void
import_cb (ZbDeviceNotices *self,
           ZbDeviceNotice  *notice)
{
  g_autoptr (ZbDevice) device = dup_device (notice);

  g_signal_emit (self, signals[IMPORT], 0, device);
}

static void
dismiss_cb (ZbDeviceNotices *self,
            ZbDeviceNotice  *notice)
{
  g_autoptr (ZbDevice) device = dup_device (notice);

  g_hash_table_add (self->dismissed, device);
  refilter (self);
}

static GtkWidget *
make_notice (gpointer item,
             gpointer data)
{
  GtkWidget *notice = zb_device_notice_new (item);
  GtkWidget *row = gtk_list_box_row_new ();

  g_signal_connect_object (notice, "import", G_CALLBACK (import_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (notice, "dismiss", G_CALLBACK (dismiss_cb), data, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), notice);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
zb_device_notices_dispose (GObject *object)
{
  ZbDeviceNotices *self = ZB_DEVICE_NOTICES (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_DEVICE_NOTICES);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->devices);
  g_clear_object (&self->busy);

  G_OBJECT_CLASS (zb_device_notices_parent_class)->dispose (object);
}

static void
zb_device_notices_finalize (GObject *object)
{
  g_hash_table_unref (ZB_DEVICE_NOTICES (object)->dismissed);

  G_OBJECT_CLASS (zb_device_notices_parent_class)->finalize (object);
}

static void
zb_device_notices_class_init (ZbDeviceNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_device_notices_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_device_notices_finalize;

  signals[IMPORT] =
      g_signal_new ("import", ZB_TYPE_DEVICE_NOTICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ZB_TYPE_DEVICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/device-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbDeviceNotices, list);
}

static void
zb_device_notices_init (ZbDeviceNotices *self)
{
  self->dismissed = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_device_notices_new (ZbDevices *devices)
{
  ZbDeviceNotices *self = g_object_new (ZB_TYPE_DEVICE_NOTICES, NULL);

  self->devices = g_object_ref (zb_devices_get_list (devices));
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (self->devices), GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), make_notice, self, NULL);
  g_signal_connect_object (self->devices, "items-changed", G_CALLBACK (devices_changed_cb), self, G_CONNECT_SWAPPED);
  devices_changed_cb (self, 0, 0, g_list_model_get_n_items (self->devices));

  return GTK_WIDGET (self);
}

void
zb_device_notices_set_busy (ZbDeviceNotices *self,
                            ZbDevice        *device)
{
  g_return_if_fail (ZB_IS_DEVICE_NOTICES (self));

  if (g_set_object (&self->busy, device))
    refilter (self);
}
