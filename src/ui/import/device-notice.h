/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/devices.h"

G_BEGIN_DECLS

/* One card, camera or phone: what is on it, and what can be done now. Property: device. Signals: "import", "dismiss". */
#define ZB_TYPE_DEVICE_NOTICE (zb_device_notice_get_type ())
G_DECLARE_FINAL_TYPE (ZbDeviceNotice, zb_device_notice, ZB, DEVICE_NOTICE, AdwBin)

GtkWidget *zb_device_notice_new (ZbDevice *device);

G_END_DECLS
