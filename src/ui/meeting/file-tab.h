/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 附件: files that belong to the record. Files that are dropped here are attached. */
#define ZB_TYPE_FILE_TAB (zb_file_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbFileTab, zb_file_tab, ZB, FILE_TAB, AdwBin)

void zb_file_tab_set_desk (ZbFileTab *self, ZbMeetingDesk *desk);
/* NULL-terminated paths. */
void zb_file_tab_attach (ZbFileTab *self, const char *const *paths);

G_END_DECLS
