/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

static void
sum_free (gpointer data)
{
  ZbPaperSum *sum = data;

  g_array_unref (sum->meetings);
  g_free (sum);
}

static gboolean
has_meeting (GArray *meetings,
             gint64  meeting)
{
  for (guint i = 0; i < meetings->len; i++)
    if (g_array_index (meetings, gint64, i) == meeting)
      return TRUE;

  return FALSE;
}

static void
add_verdict (ZbPaperSum      *sum,
             const ZbVerdict *verdict)
{
  sum->owed += verdict->owed;
  sum->held += MIN (verdict->held, verdict->owed);
  sum->planned += verdict->planned;
  sum->gaps |= verdict->gaps;
  sum->over = verdict->over;
  sum->n_subjects++;
  if (zb_day_compare (verdict->first, sum->first) < 0)
    sum->first = verdict->first;
  if (zb_day_compare (verdict->last, sum->last) > 0)
    sum->last = verdict->last;
  if (zb_day_is_set (verdict->next) && zb_day_compare (verdict->next, sum->next) < 0)
    sum->next = verdict->next;
  if (verdict->held < verdict->owed && verdict->name != NULL && sum->n_short < G_N_ELEMENTS (sum->shorts))
    sum->shorts[sum->n_short] = verdict->name;
  sum->n_short += verdict->held < verdict->owed;
  for (guint i = 0; verdict->meetings != NULL && i < verdict->meetings->len && sum->meetings->len < 32; i++)
    if (!has_meeting (sum->meetings, g_array_index (verdict->meetings, gint64, i)))
      g_array_append_vals (sum->meetings, &g_array_index (verdict->meetings, gint64, i), 1);
}

static ZbPaperSum *
find_sum (GPtrArray       *sums,
          const ZbVerdict *verdict,
          gboolean         by_period)
{
  ZbPaperSum *sum = NULL;

  for (guint i = sums->len; i > 0; i--)
    {
      sum = g_ptr_array_index (sums, i - 1);
      if (g_str_equal (sum->rule->code, verdict->rule->code) && (!by_period || zb_day_compare (sum->first, verdict->first) == 0))
        return sum;
    }

  sum = g_new0 (ZbPaperSum, 1);
  sum->rule = verdict->rule;
  sum->first = verdict->first;
  sum->last = verdict->last;
  sum->meetings = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (sums, sum);
  return sum;
}

GPtrArray *
zb_paper_sum (GPtrArray *verdicts,
              gboolean   by_period)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (sum_free);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = g_ptr_array_index (verdicts, i);

      add_verdict (find_sum (sums, verdict, by_period), verdict);
    }

  return sums;
}

char *
zb_paper_dup_gaps (const ZbPaper *paper,
                   guint          gaps)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; paper->name_gap != NULL && i < ZB_N_GAPS; i++)
    if ((gaps & 1u << i) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? "、" : "", paper->name_gap (1 << i));

  return g_string_free (words, FALSE);
}

char *
zb_paper_dup_day (ZbDay day)
{
  ZbWall       wall = ZB_WALL_NONE;
  const ZbWall none = ZB_WALL_NONE;

  if (!zb_day_is_whole (day) || !zb_wall_set_day (&wall, day.year, day.month, day.day))
    return g_strdup ("");

  return zb_wall_dup_span (&wall, &none);
}
