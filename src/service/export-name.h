/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names that any file system takes (FAT, NTFS, ext4, a share): NFC, no character that one of them forbids (":" becomes its
 * full-width twin, so that it still reads well), no name that DOS keeps for a device, no dot or blank at its ends. Pure.
 */

/* At most `most` UTF-16 units, and three bytes for each of them; never empty. */
char *zb_export_clean_name (const char *text, guint most);
/* "06-10", 2, ".jpg" → "06-10-2.jpg"; n < 2: no number. */
char *zb_export_number_name (const char *stem, guint n, const char *suffix);
/* Equal for names that some file system takes for the same. */
char *zb_export_fold_name (const char *name);

G_END_DECLS
