/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check.h"

G_BEGIN_DECLS

typedef struct
{
  guint  person; /* index in the input's persons */
  ZbMark mark;
} ZbSeat;

/* Who was at which meeting, and who is called what: made in one pass over the marks, whatever their order. */
typedef struct
{
  guint      *begins; /* by index of the meeting, and one more: where its seats begin */
  ZbSeat     *seats;
  GHashTable *names; /* without blanks → GArray of guint: two may have one name */
} ZbCheckRoll;

ZbCheckRoll *zb_check_roll_new (const ZbCheckInput *input);
void         zb_check_roll_free (ZbCheckRoll *self);
/* The persons named in 主讲人, of guint; several are parted by 、 or a comma. */
GArray *zb_check_roll_find_lecturers (const ZbCheckRoll *self, const char *lecturer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCheckRoll, zb_check_roll_free)

G_END_DECLS
