/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a reason, without which it goes no further. `done` is called with it, unless it was cancelled. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *label; /* of the button that does it */
  gboolean    destructive;
} ZbMeetingQuestion;
void zb_meeting_ask_reason (GtkWindow               *parent,
                            const ZbMeetingQuestion *question,
                            void (*done) (const char *reason, gpointer data),
                            gpointer       data,
                            GDestroyNotify free_data);

G_END_DECLS
