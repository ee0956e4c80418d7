/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* While libgsf looks at a file that is not what it should be: what it says of it is not logged, and does not end a
 * program that was told to take warnings seriously. For processes of one thread.
 */
typedef struct
{
  GLogLevelFlags fatal;
  GLogFunc       log;
} ZbHush;

void zb_hush_begin (ZbHush *hush);
void zb_hush_end (ZbHush *hush);

G_END_DECLS
