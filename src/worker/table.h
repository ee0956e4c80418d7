/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads the file as a table and sends it. Takes the descriptor. FALSE: the asker is gone. */
gboolean zb_answer_table (int socket, int fd);

G_END_DECLS
