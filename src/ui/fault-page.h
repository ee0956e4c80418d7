/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A library that could not be opened: why, and what to do. A damaged one is offered its latest good
 * backup. Signal: "retry": open it again.
 */
#define ZB_TYPE_FAULT_PAGE (zb_fault_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbFaultPage, zb_fault_page, ZB, FAULT_PAGE, AdwBin)

void zb_fault_page_show (ZbFaultPage *self, const char *folder, const GError *error);

G_END_DECLS
