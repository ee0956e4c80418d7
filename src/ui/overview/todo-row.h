/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* One thing to do, by its day; it leads to where it is done. */
#define ZB_TYPE_TODO_ROW (zb_todo_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbTodoRow, zb_todo_row, ZB, TODO_ROW, GtkListBoxRow)

GtkWidget *zb_todo_row_new (const ZbTodo *todo, ZbDay today);

G_END_DECLS
