/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/options.h"
#include "service/import.h"
#include "service/library.h"

G_BEGIN_DECLS

typedef enum
{
  ZB_EXIT_DONE,
  ZB_EXIT_FOUND, /* done, but some inputs were damaged, unreadable or refused, or a check found something */
  ZB_EXIT_USAGE,
  ZB_EXIT_FAILED, /* nothing half-done is left */
} ZbExit;

typedef struct _ZbCommand ZbCommand;

/* One call of the program. */
typedef struct
{
  const ZbCommand *command;
  ZbOptions       *options;
  char           **args; /* borrowed from options */
  guint            n_args;
  char            *folder; /* the library's */
  ZbLibrary       *library;
  ZbImport        *import; /* while one runs: borrowed */
  GCancellable    *cancellable;
  GAsyncResult    *result;
} ZbRun;

struct _ZbCommand
{
  const char *name;    /* "photo import" */
  const char *args;    /* what follows in help */
  const char *options; /* names of its own, blanks between */
  guint       min_args;
  guint       max_args;
  ZbExit (*func) (ZbRun *run);
  const char *help;
};

/* Opens the library. FALSE: it was said why, the command ends with ZB_EXIT_FAILED. */
gboolean zb_run_open (ZbRun *run);

/* For the services: the callback, and waiting for it. Ctrl+C cancels. */
void          zb_run_ready_cb (GObject *source, GAsyncResult *result, gpointer run);
GAsyncResult *zb_run_wait (ZbRun *run);
void          zb_run_watch_signals (ZbRun *run);
void          zb_run_clear (ZbRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbRun, zb_run_clear)

/* Whether progress may be shown: standard error is a terminal. */
gboolean zb_run_has_terminal (void);

G_END_DECLS
