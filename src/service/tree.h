/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every name below library/folder that is no folder, as a path relative to the library, in order.
 * Enters no link; a missing folder is an empty one.
 */
GPtrArray *zb_tree_list (const char *library, const char *folder, GError **error);

/* A copy on its way into the library, or what a killed program left of one. */
gboolean zb_tree_is_temporary (const char *path);

G_END_DECLS
