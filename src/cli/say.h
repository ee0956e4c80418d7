/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/run.h"

G_BEGIN_DECLS

/* To people, on standard error: what happened, what was kept, what to do next. Returns
 * ZB_EXIT_FAILED, so that a command can end with it.
 */
ZbExit zb_say_error (const ZbRun *run, const GError *error);

/* Wrong use of the command, with its usage line. Returns ZB_EXIT_USAGE. */
ZbExit zb_say_usage (const ZbRun *run, const char *what);

G_END_DECLS
