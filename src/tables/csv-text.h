/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tables/table.h"

G_BEGIN_DECLS

/* A text file's bytes as UTF-8, piece by piece: never whole in memory a second time.
 *
 * Its encoding is the mark's; else UTF-8 when it is that; else UTF-16 when half of its bytes are zero in turn; else
 * GB18030.
 */
typedef gboolean (*ZbTextFunc) (gpointer data, const char *text, gsize size); /* FALSE: stop */

/* FALSE when `func` stopped, or with `problem` set: NOT_A_TABLE for what is no text, DAMAGED for text with bytes that
 * its encoding does not have. Pieces end anywhere outside a character. */
gboolean zb_text_read (ZbTable *table, const guint8 *bytes, gsize size, ZbTextFunc func, gpointer data);

/* Opens the converters, for a process that can open nothing later. */
void zb_text_prepare (void);

/* A control character that no text has. */
gboolean zb_text_is_noise (char c);
/* Whether the start of a text is HTML, XML or a page saved with its pictures. */
gboolean zb_text_is_markup (const char *text, gsize size);

G_END_DECLS
