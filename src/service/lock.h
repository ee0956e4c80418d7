/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One process at a time writes a library: the file "lock" in its folder, held with an
 * open-file-description lock, names its holder. Returns a descriptor, or -1 and
 * ZB_STORE_ERROR_BUSY with that name. Any thread.
 */
int  zb_lock_take (const char *folder, GError **error);
void zb_lock_drop (int fd); /* -1 is none; closing the descriptor does it too, but leaves the name */

G_END_DECLS
