/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Between the files of the devices. */
#include "service/devices.h"

G_BEGIN_DECLS

typedef enum
{
  ZB_DEVICE_CARD,   /* a file system: a DCIM folder at its root */
  ZB_DEVICE_CAMERA, /* PTP, by GVfs */
  ZB_DEVICE_PHONE,  /* MTP, or Apple's, by GVfs: storages, each with its DCIM */
  ZB_DEVICE_FOLDER, /* stands for a card: itself where it has no DCIM */
} ZbDeviceSort;

ZbDeviceSort zb_device_sort_of (GFile *root);
/* What a label says to people: EOS_DIGITAL → 佳能相机; its own words where it has some. */
char *zb_device_dup_name (const char *label, ZbDeviceSort sort);

/* Its picture folders, on a thread of its own. Finish: NULL with an error, empty when it has none. Errors: G_IO_ERROR, NOT_SUPPORTED:
 * they cannot be read as files; PERMISSION_DENIED: it is locked. */
void  zb_device_folders_async (GFile *root, ZbDeviceSort sort, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GStrv zb_device_folders_finish (GFile *root, GAsyncResult *result, GError **error);

/* Signal "found" (gboolean): whether it has pictures to look at, or is locked. `mount`: NULL for a folder. */
ZbDevice *zb_device_new (const char *name, GFile *root, GMount *mount);
void      zb_device_set_early (ZbDevice *self, gboolean early);
GMount   *zb_device_get_mount (ZbDevice *self);
void      zb_device_set_library (ZbDevice *self, ZbLibrary *library);
void      zb_device_leave (ZbDevice *self); /* it is being taken out by another program */

void zb_devices_take_mount (ZbDevices *self, GMount *mount, gboolean early);
void zb_devices_leave_mount (ZbDevices *self, GMount *mount);
void zb_devices_drop_mount (ZbDevices *self, GMount *mount);

G_END_DECLS
