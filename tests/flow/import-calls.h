/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Faults: what happens to calls on files whose path contains a text. */
typedef enum
{
  CALL_READ,
  CALL_WRITE,
  CALL_SYNC,
  N_CALLS
} Call;

/* Hits the calls from the `from`-th to the `to`-th, counted from 1: `code` is the errno they fail
 * with, or 0; `hook` is called before a read, or changes the bytes of a write.
 */
void set_fault (Call        call,
                const char *path,
                gint        from,
                gint        to,
                int         code,
                void (*hook) (guint8 *bytes, gssize size));
void clear_faults (void);

G_END_DECLS
