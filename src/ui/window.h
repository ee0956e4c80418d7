/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/library.h"

G_BEGIN_DECLS

/* The window: opens a library, or welcomes, or says why it cannot. */
#define ZB_TYPE_WINDOW (zb_window_get_type ())
G_DECLARE_FINAL_TYPE (ZbWindow, zb_window, ZB, WINDOW, AdwApplicationWindow)

ZbWindow *zb_window_new (GtkApplication *application);

/* Opens the library in `folder`; welcomes when there is none. */
void zb_window_open (ZbWindow *self, const char *folder);
/* Whether what is opened is remembered for the next start. */
void zb_window_set_own (ZbWindow *self, gboolean own);
/* An ISO day that replaces the clock's in what is opened next; NULL the clock. */
void zb_window_set_today (ZbWindow *self, const char *today);
/* NULL-terminated; waits until there is a library. */
void zb_window_import (ZbWindow *self, const char *const *paths);
void zb_window_open_sample (ZbWindow *self);

/* From any widget of the window: says what was done; `undo` offers 撤销. */
void zb_window_toast (GtkWidget *widget, const char *text, gboolean undo);

G_END_DECLS
