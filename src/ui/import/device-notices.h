/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/devices.h"

G_BEGIN_DECLS

/* A notice for every device that has something to say: one that was there before the program, only when it has new pictures.
 * Signal: "import" (ZbDevice).
 */
#define ZB_TYPE_DEVICE_NOTICES (zb_device_notices_get_type ())
G_DECLARE_FINAL_TYPE (ZbDeviceNotices, zb_device_notices, ZB, DEVICE_NOTICES, AdwBin)

GtkWidget *zb_device_notices_new (ZbDevices *devices);
/* The one that is being imported from, which says nothing meanwhile; NULL none. */
void zb_device_notices_set_busy (ZbDeviceNotices *self, ZbDevice *device);

G_END_DECLS
