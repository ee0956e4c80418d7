/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/import.h"

G_BEGIN_DECLS

/* Cards, cameras and phones as they come and go (GVolumeMonitor: mass storage with a DCIM folder, MTP and PTP through GVfs), each looked
 * at without copying: how many pictures are new, and which meetings they belong to.
 */
typedef enum
{
  ZB_DEVICE_LOOKING,
  ZB_DEVICE_READY,   /* `n_new` and `meetings` say */
  ZB_DEVICE_NOTHING, /* looked at: nothing new */
  ZB_DEVICE_LOCKED,  /* a phone that must be unlocked, or asked for leave, first */
  ZB_DEVICE_SAFE,    /* imported and read back: it can be taken out */
  ZB_DEVICE_FAILED,  /* `reason` */
} ZbDeviceState;

#define ZB_TYPE_DEVICE (zb_device_get_type ())
G_DECLARE_FINAL_TYPE (ZbDevice, zb_device, ZB, DEVICE, GObject)
/* Properties (notify): name (佳能相机, 华为手机: the volume's own name where it has one), state, n-new, n-meetings, text (the whole in one
 * sentence: 126 张新照片，分属 3 次活动). */
const char   *zb_device_get_name (ZbDevice *self);
ZbDeviceState zb_device_get_state (ZbDevice *self);
guint         zb_device_get_n_new (ZbDevice *self);
guint         zb_device_get_n_meetings (ZbDevice *self);
const char   *zb_device_get_text (ZbDevice *self);
GStrv         zb_device_dup_paths (ZbDevice *self); /* its picture folders, for the import; FUSE paths of GVfs included; NULL before */
void          zb_device_set_safe (ZbDevice *self);  /* its import was read back whole */
void          zb_device_look_again (ZbDevice *self);
gboolean      zb_device_is_early (ZbDevice *self); /* it was there before anybody watched */
/* What looking at it made, for its review; once. NULL: it is not looked at, or the library has changed since. */
ZbImport *zb_device_take_import (ZbDevice *self);

/* Whether it can be taken out by the program: nothing is read from it any more. */
gboolean zb_device_can_eject (ZbDevice *self);
void     zb_device_eject_async (ZbDevice *self, GMountOperation *operation, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_device_eject_finish (ZbDevice *self, GAsyncResult *result, GError **error);

/* A list of ZbDevice. Without a library nothing is looked at. */
#define ZB_TYPE_DEVICES (zb_devices_get_type ())
G_DECLARE_FINAL_TYPE (ZbDevices, zb_devices, ZB, DEVICES, GObject)

ZbDevices  *zb_devices_new (void);
void        zb_devices_set_library (ZbDevices *self, ZbLibrary *library); /* NULL none; looks again */
GListModel *zb_devices_get_list (ZbDevices *self);
/* As if it were mounted there: for tests and for a folder that stands for a card. Taken away by zb_devices_remove(). */
ZbDevice *zb_devices_add (ZbDevices *self, const char *name, GFile *root);
void      zb_devices_remove (ZbDevices *self, ZbDevice *device);

G_END_DECLS
