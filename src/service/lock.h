/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For those who put a library in place without opening it: takes the library's lock, or -1 and
 * ZB_STORE_ERROR_BUSY. Closing the descriptor gives it back.
 */
int zb_lock_take (const char *folder, GError **error);

G_END_DECLS
