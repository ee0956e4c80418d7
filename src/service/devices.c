/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cards there are. What the monitor tells of is looked through for pictures first: only what may have some is in the list. */
#include "service/devices-private.h"

struct _ZbDevices
{
  GObject parent_instance;

  ZbLibrary      *library;
  GVolumeMonitor *monitor; /* NULL until there is a library */
  GPtrArray      *all;     /* of ZbDevice: those of the list, and those that may come to be in it */
  GListStore     *list;
};

G_DEFINE_FINAL_TYPE (ZbDevices, zb_devices, G_TYPE_OBJECT)

static void
found_cb (ZbDevices *self,
          gboolean   found,
          ZbDevice  *device)
{
  gboolean listed = g_list_store_find (self->list, device, NULL);

  if (found && !listed)
    g_list_store_append (self->list, device);
}

static void
take_device (ZbDevices *self,
             ZbDevice  *device)
{
  g_ptr_array_add (self->all, device);
  g_signal_connect_object (device, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  if (self->library != NULL)
    zb_device_set_library (device, self->library);
}

static ZbDevice *
find_mount (ZbDevices *self,
            GMount    *mount)
{
  for (guint i = 0; i < self->all->len; i++)
    if (zb_device_get_mount (self->all->pdata[i]) == mount)
      return self->all->pdata[i];

  return NULL;
}

void
zb_devices_take_mount (ZbDevices *self,
                       GMount    *mount,
                       gboolean   early)
{
  g_autoptr (GFile) root = g_mount_get_root (mount);
  g_autofree char *name = g_mount_get_name (mount);
  ZbDevice        *device;

  g_return_if_fail (ZB_IS_DEVICES (self));

  if (root == NULL || g_mount_is_shadowed (mount) || find_mount (self, mount) != NULL)
    return;

  device = zb_device_new (name, root, mount);
  zb_device_set_early (device, early);
  take_device (self, device);
}

/* What is read from it would keep it there. */
void
zb_devices_leave_mount (ZbDevices *self,
                        GMount    *mount)
{
  ZbDevice *device = find_mount (self, mount);

  if (device != NULL)
    zb_device_leave (device);
}

void
zb_devices_drop_mount (ZbDevices *self,
                       GMount    *mount)
{
  ZbDevice *device = find_mount (self, mount);

  if (device != NULL)
    zb_devices_remove (self, device);
}

static void
mount_added_cb (ZbDevices *self,
                GMount    *mount)
{
  zb_devices_take_mount (self, mount, FALSE);
}

static void
mount_leaves_cb (ZbDevices *self,
                 GMount    *mount)
{
  zb_devices_leave_mount (self, mount);
}

static void
mount_removed_cb (ZbDevices *self,
                  GMount    *mount)
{
  zb_devices_drop_mount (self, mount);
}

static void
watch (ZbDevices *self)
{
  GList *mounts;

  self->monitor = g_volume_monitor_get ();
  g_signal_connect_object (self->monitor, "mount-added", G_CALLBACK (mount_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "mount-pre-unmount", G_CALLBACK (mount_leaves_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "mount-removed", G_CALLBACK (mount_removed_cb), self, G_CONNECT_SWAPPED);
  mounts = g_volume_monitor_get_mounts (self->monitor);
  for (GList *part = mounts; part != NULL; part = part->next)
    zb_devices_take_mount (self, part->data, TRUE);
  g_list_free_full (mounts, g_object_unref);
}

static void
zb_devices_dispose (GObject *object)
{
  ZbDevices *self = ZB_DEVICES (object);

  for (guint i = 0; i < self->all->len; i++)
    zb_device_set_library (self->all->pdata[i], NULL);
  g_ptr_array_set_size (self->all, 0);
  g_list_store_remove_all (self->list);
  g_clear_object (&self->monitor);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_devices_parent_class)->dispose (object);
}

static void
zb_devices_finalize (GObject *object)
{
  ZbDevices *self = ZB_DEVICES (object);

  g_ptr_array_unref (self->all);
  g_object_unref (self->list);

  G_OBJECT_CLASS (zb_devices_parent_class)->finalize (object);
}

static void
zb_devices_class_init (ZbDevicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_devices_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_devices_finalize;
}

static void
zb_devices_init (ZbDevices *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = g_list_store_new (ZB_TYPE_DEVICE);
}

ZbDevices *
zb_devices_new (void)
{
  return g_object_new (ZB_TYPE_DEVICES, NULL);
}

void
zb_devices_set_library (ZbDevices *self,
                        ZbLibrary *library)
{
  g_return_if_fail (ZB_IS_DEVICES (self));

  if (!g_set_object (&self->library, library))
    return;

  for (guint i = 0; i < self->all->len; i++)
    zb_device_set_library (self->all->pdata[i], library);
  if (library != NULL && self->monitor == NULL)
    watch (self);
}

GListModel *
zb_devices_get_list (ZbDevices *self)
{
  g_return_val_if_fail (ZB_IS_DEVICES (self), NULL);

  return G_LIST_MODEL (self->list);
}

ZbDevice *
zb_devices_add (ZbDevices  *self,
                const char *name,
                GFile      *root)
{
  ZbDevice *device;

  g_return_val_if_fail (ZB_IS_DEVICES (self) && G_IS_FILE (root), NULL);

  device = zb_device_new (name, root, NULL);
  g_list_store_append (self->list, device);
  take_device (self, device);
  return device;
}

void
zb_devices_remove (ZbDevices *self,
                   ZbDevice  *device)
{
  g_autoptr (ZbDevice) gone = g_object_ref (device);
  guint position;

  g_return_if_fail (ZB_IS_DEVICES (self));

  if (g_list_store_find (self->list, device, &position))
    g_list_store_remove (self->list, position);
  g_signal_handlers_disconnect_by_data (gone, self);
  g_ptr_array_remove (self->all, gone);
  zb_device_set_library (gone, NULL);
}
