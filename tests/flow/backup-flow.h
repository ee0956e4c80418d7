/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/backup.h"

G_BEGIN_DECLS

/* Small libraries with files that are no pictures: what backup, restore and verify see of one. */
void       zb_flow_create (const char *folder);
ZbLibrary *zb_flow_open (const char *folder, GError **error);

/* A file below the library (folders are made), with or without the photo whose file it is. */
void zb_flow_put_file (const char *folder, const char *path, const char *bytes);
void zb_flow_put_photo (const char *folder, const char *path, const char *bytes);

/* The verbs, waited for. */
gboolean        zb_flow_backup (const char *folder, const char *file, ZbBackupResult *backup, GError **error);
gboolean        zb_flow_restore (const char *file, const char *folder, ZbBackupResult *backup, GError **error);
ZbVerifyResult *zb_flow_verify (const char *folder, gboolean deep);

/* How many names there are in a folder. */
guint zb_flow_count (const char *folder);

G_END_DECLS
