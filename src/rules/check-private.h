/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check.h"

G_BEGIN_DECLS

typedef enum
{
  ZB_STANDING_HELD,
  ZB_STANDING_COMING,
  ZB_STANDING_UNCONFIRMED, /* past, and nobody said whether it was held */
} ZbStanding;

/* A meeting of the span, not cancelled. */
typedef struct
{
  ZbMeeting *meeting; /* borrowed */
  gint64     id;
  gint64     group; /* 0: the whole branch */
  ZbDay      day;
  ZbKinds    kinds;
  ZbStanding standing;
  guint      gaps;  /* ZB_NOT_YET: nobody asked */
  guint      seats; /* where its seats begin */
} ZbSlot;

#define ZB_NOT_YET G_MAXUINT

typedef struct
{
  guint  person; /* index in the input's persons */
  ZbMark mark;
} ZbSeat;

/* The meetings of a span, who was at which, and who is called what: one pass over the records, whatever their order. */
typedef struct
{
  ZbSlot     *slots; /* and one more, after the last */
  guint       n_slots;
  ZbSeat     *seats;
  GHashTable *names; /* without blanks → GArray of guint: two may have one name */
} ZbCheckRoll;

ZbCheckRoll *zb_check_roll_new (const ZbCheckInput *input, ZbDay from, ZbDay to);
void         zb_check_roll_free (ZbCheckRoll *self);
/* The persons named in 主讲人, of guint; several are parted by 、 or a comma. */
GArray *zb_check_roll_find_lecturers (const ZbCheckRoll *self, const char *lecturer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCheckRoll, zb_check_roll_free)

G_END_DECLS
