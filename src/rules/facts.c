/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/timer.h"

void
zb_timer_free (ZbTimer *timer)
{
  g_free (timer->name);
  g_free (timer->note);
  g_free (timer);
}

void
zb_branch_facts_free (ZbBranchFacts *branch)
{
  g_free (branch->name);
  g_free (branch);
}

void
zb_letter_facts_free (ZbLetterFacts *letter)
{
  g_free (letter->member_name);
  g_free (letter->other);
  g_free (letter->number);
  g_free (letter);
}
