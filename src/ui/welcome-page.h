/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/library.h"

G_BEGIN_DECLS

/* First start: makes the library, restores it from a backup, or shows the sample.
 *
 * Signals: "made" (ZbLibrary): it is open; "restored" (string folder).
 */
#define ZB_TYPE_WELCOME_PAGE (zb_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbWelcomePage, zb_welcome_page, ZB, WELCOME_PAGE, AdwBin)

/* Where it will be, unless a person says otherwise. */
void zb_welcome_page_set_folder (ZbWelcomePage *self, const char *folder);
void zb_welcome_page_set_today (ZbWelcomePage *self, const char *today); /* NULL: the clock's */

G_END_DECLS
