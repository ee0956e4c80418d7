/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place where a test may end the process as a power cut would: ZHIBU_FAULT="placed:3" kills it
 * the third time "placed" is passed, "*:17" at the seventeenth point of any name. Does nothing
 * when the variable is not set. Any thread.
 */
void zb_fault_point (const char *name);

G_END_DECLS
