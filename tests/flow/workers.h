/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The worker processes of a test's process. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED TRUE
#endif
#endif
#ifndef SANITIZED
#define SANITIZED FALSE
#endif

char   *workers_read_proc (int pid, const char *what); /* NULL: gone */
GArray *workers_list (void);                           /* of int: the processes that are this one's children */
guint   workers_count_descriptors (int pid);
void    workers_use_bad (const char *how); /* from now on; see bad-worker.c */

G_END_DECLS
