/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One zhibu-worker, in the hands of one caller: started, asked over its socket, stopped. */
typedef struct
{
  GPid pid;    /* 0: not running */
  int  socket; /* -1 likewise */
} ZbWorkerProcess;

#define ZB_WORKER_PROCESS_INIT \
  {                            \
    .socket = -1               \
  }

typedef struct
{
  guint8        want;
  int           fd;
  int           sink; /* -1 none */
  gconstpointer bytes;
  gsize         size;
} ZbWorkerQuestion;

/* $ZHIBU_WORKER; in the build tree; below the prefix the program was moved to; where it was to be installed. */
char    *zb_worker_process_dup_program (void);
gboolean zb_worker_process_start (ZbWorkerProcess *self, const char *program);
gboolean zb_worker_process_ask (ZbWorkerProcess *self, int fd, guint8 want);
gboolean zb_worker_process_ask_with (ZbWorkerProcess *self, const ZbWorkerQuestion *question);
/* FALSE when nothing can be read before the deadline (monotonic time), or once cancelled. */
gboolean zb_worker_process_wait (const ZbWorkerProcess *self, gint64 deadline, GCancellable *cancellable);
/* Whether it ended by its own clock. `peak`: most memory it has had, 0 unknown. */
gboolean zb_worker_process_stop (ZbWorkerProcess *self, guint64 *peak);
guint64  zb_worker_process_get_peak (const ZbWorkerProcess *self);

G_END_DECLS
