/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers to the questions of photo/message.h. The descriptors stay the caller's. NULL: it is no question; else floating. */
GVariant *zb_answer_view (GVariant *parameters, int fd, int sink);
GVariant *zb_answer_copy (GVariant *parameters, int fd, int sink);
GVariant *zb_answer_look (int fd);

G_END_DECLS
