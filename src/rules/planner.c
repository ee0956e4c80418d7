/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed and not arranged (rules/check.h) becomes items, in two passes: first the meetings that are held for
 * themselves, then those that may be folded into one of them. An item counts for every requirement of its kinds, and
 * stays inside the periods of all that it satisfies, so a year made of the plan satisfies the profile.
 */
#include "rules/planner.h"

#include "rules/planner-private.h"

#define HELD_INSIDE (1u << ZB_KIND_LECTURE | 1u << ZB_KIND_STUDY | 1u << ZB_KIND_APPRAISAL | 1u << ZB_KIND_TALK | 1u << ZB_KIND_OTHER)
#define JOINED_GLADLY (1u << ZB_KIND_LECTURE | 1u << ZB_KIND_STUDY)
#define MONTHS 12

typedef struct
{
  const ZbPlanWish   *wish;
  const ZbCheckInput *input;
  GHashTable         *meetings; /* id → ZbMeeting, borrowed */
  GPtrArray          *drafts;   /* of ZbPlanDraft */
  ZbPlan             *plan;
} Planner;

static void
free_choice (ZbPlanChoice *choice)
{
  g_free (choice->why);
  g_free (choice);
}

void
zb_plan_item_free (ZbPlanItem *item)
{
  g_free (item->why);
  g_free (item->task);
  g_free (item->group_name);
  g_free (item->theme);
  g_ptr_array_unref (item->choices);
  g_ptr_array_unref (item->rules);
  g_free (item);
}

void
zb_plan_free (ZbPlan *plan)
{
  g_ptr_array_unref (plan->items);
  g_ptr_array_unref (plan->to_name);
  g_free (plan);
}

static ZbDay
later (ZbDay a,
       ZbDay b)
{
  return zb_day_compare (a, b) >= 0 ? a : b;
}

static ZbDay
earlier (ZbDay a,
         ZbDay b)
{
  return zb_day_compare (a, b) <= 0 ? a : b;
}

static const ZbSubject *
find_group (const Planner *self,
            gint64         id,
            guint         *index)
{
  GPtrArray *groups = self->input->groups;

  for (*index = 0; id != 0 && *index < groups->len; ++*index)
    if (((const ZbSubject *) groups->pdata[*index])->id == id)
      return groups->pdata[*index];

  *index = 0;
  return NULL;
}

static guint
get_fixed_day (const Planner       *self,
               const ZbRequirement *rule)
{
  if ((rule->kinds & 1u << ZB_KIND_THEME_DAY) != 0 && self->wish->fixed_day > 0)
    return self->wish->fixed_day;

  return rule->fixed_day;
}

/* The requirement is satisfied by the item as well, which then must stay in this period too. */
static void
satisfy (Planner         *self,
         ZbPlanDraft     *draft,
         const ZbVerdict *verdict)
{
  g_ptr_array_add (draft->item->rules, g_strdup (verdict->rule->code));
  draft->first = later (draft->first, verdict->first);
  draft->last = earlier (draft->last, verdict->last);

  if (verdict->rule->task == NULL)
    self->plan->n_owed++;
  if (verdict->rule != draft->rule)
    self->plan->n_folded++;
}

static void
bound (ZbPlanDraft *draft,
       ZbDay        starts,
       ZbDay        ends,
       const char  *why)
{
  ZbDay since = zb_day_last (starts);

  if (zb_day_is_set (since) && zb_day_compare (since, draft->least) > 0)
    {
      draft->least = since;
      draft->least_why = why;
    }
  if (zb_day_is_set (ends))
    draft->last = earlier (draft->last, zb_day_plus_days (zb_day_first (ends), -1));
}

static ZbPlanItem *
make_item (const ZbRequirement *rule)
{
  ZbPlanItem *item = g_new0 (ZbPlanItem, 1);

  item->kinds = rule->task != NULL ? 0 : 1u << zb_kinds_first (rule->kinds);
  item->task = g_strdup (rule->task);
  item->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) free_choice);
  item->rules = g_ptr_array_new_with_free_func (g_free);
  return item;
}

static void
add_item (Planner         *self,
          const ZbVerdict *verdict,
          ZbDay            month,
          guint            nth)
{
  g_autofree ZbPlanDraft *draft = g_new0 (ZbPlanDraft, 1);
  guint                   index;
  const ZbSubject        *group = find_group (self, verdict->subject, &index);

  *draft = (ZbPlanDraft){ NULL, verdict->rule, get_fixed_day (self, verdict->rule), verdict->first, verdict->last, self->input->today,
                          "当天已过" };
  bound (draft, self->input->founded, ZB_DAY_NONE, "支部成立以前");
  if (group != NULL)
    bound (draft, group->starts, group->ends, "党小组成立以前");
  if (zb_day_compare (draft->least, draft->last) > 0)
    return;

  draft->item = make_item (verdict->rule);
  draft->item->group = verdict->subject;
  draft->item->group_name = group != NULL ? g_strdup (group->name) : NULL;
  draft->item->wanted = zb_plan_place (verdict->rule, draft->fixed_day, month, index, nth);
  satisfy (self, draft, verdict);
  g_ptr_array_add (self->drafts, g_steal_pointer (&draft));
}

/* The month of the k-th of those owed in the period: evenly, and the last one in the last month. */
static guint
get_slot (const ZbRequirement *rule,
          guint                k,
          guint                n_months)
{
  guint after = (k + 1) * n_months / rule->count;

  if (rule->month > 0)
    return MIN (rule->month, n_months) - 1;

  return after > 0 ? after - 1 : 0;
}

static guint
count_months (const ZbVerdict *verdict)
{
  return verdict->last.month - verdict->first.month + 1;
}

/* In which months of the period something is arranged already. */
static void
count_arranged (const Planner   *self,
                const ZbVerdict *verdict,
                guint            arranged[MONTHS])
{
  for (guint i = 0; i < verdict->meetings->len; i++)
    {
      gint64     id = g_array_index (verdict->meetings, gint64, i);
      ZbMeeting *meeting = g_hash_table_lookup (self->meetings, GSIZE_TO_POINTER (id));

      arranged[(zb_meeting_get_day (meeting).month - verdict->first.month) % MONTHS]++;
    }
}

static void
add_missing (Planner         *self,
             const ZbVerdict *verdict,
             guint            missing)
{
  guint arranged[MONTHS] = { 0 }, used[MONTHS] = { 0 };

  count_arranged (self, verdict, arranged);
  for (guint k = 0; k < verdict->owed && missing > 0; k++)
    {
      guint slot = get_slot (verdict->rule, k, count_months (verdict));
      ZbDay month = { .year = verdict->first.year, .month = verdict->first.month + slot };

      if (arranged[slot] > 0)
        {
          arranged[slot]--;
          continue;
        }
      add_item (self, verdict, month, used[slot]++);
      missing--;
    }
}

/* Where it will stand, or not far from it: a wanted day that is past comes later. */
static gboolean
is_in (const ZbVerdict   *verdict,
       const ZbPlanDraft *draft)
{
  ZbDay  day = later (draft->item->wanted, draft->least);
  gint64 group = draft->item->group;

  return draft->rule->task == NULL && zb_day_compare (day, verdict->first) >= 0 && zb_day_compare (day, verdict->last) <= 0 &&
         (verdict->rule->scope != ZB_SCOPE_GROUP || group == 0 || group == verdict->subject);
}

/* Items made for something else that satisfy this as they are; at most so many are taken. */
static guint
take_ready (Planner         *self,
            const ZbVerdict *verdict,
            guint            most)
{
  guint n = 0;

  for (guint i = 0; i < self->drafts->len && n < most; i++)
    {
      ZbPlanDraft *draft = self->drafts->pdata[i];

      if ((draft->item->kinds & verdict->rule->kinds) != 0 && is_in (verdict, draft))
        {
          satisfy (self, draft, verdict);
          n++;
        }
    }

  return n;
}

/* Days from what it would want by itself; a lecture goes with a joint one first. */
static int
rate_host (const ZbVerdict   *verdict,
           const ZbPlanDraft *host)
{
  guint months = count_months (verdict);
  ZbDay month = { .year = verdict->first.year, .month = verdict->first.month + get_slot (verdict->rule, verdict->rule->count - 1, months) };
  ZbDay wanted = zb_plan_place (verdict->rule, verdict->rule->fixed_day, month, 0, 0);
  int   days = ABS (zb_day_between (wanted, host->item->wanted));

  return days + (host->item->joint || (verdict->rule->kinds & JOINED_GLADLY) == 0 ? 0 : 1000);
}

static ZbPlanDraft *
find_host (const Planner   *self,
           const ZbVerdict *verdict)
{
  ZbPlanDraft *best = NULL;

  for (guint i = 0; i < self->drafts->len; i++)
    {
      ZbPlanDraft *host = self->drafts->pdata[i];

      if ((host->item->kinds & verdict->rule->fold) == 0 || (host->item->kinds & verdict->rule->kinds) != 0 ||
          !is_in (verdict, host) || (verdict->subject != host->item->group))
        continue;
      if (best == NULL || rate_host (verdict, host) < rate_host (verdict, best))
        best = host;
    }

  return best;
}

static guint
fold (Planner         *self,
      const ZbVerdict *verdict,
      guint            most)
{
  guint n = 0;

  for (; n < most; n++)
    {
      ZbPlanDraft *host = find_host (self, verdict);

      if (host == NULL)
        break;
      host->item->kinds |= 1u << zb_kinds_first (verdict->rule->kinds);
      satisfy (self, host, verdict);
    }

  return n;
}

static gboolean
may_fold (const ZbRequirement *rule)
{
  return rule->fold != 0 && (rule->kinds & HELD_INSIDE) != 0;
}

static void
plan_verdict (Planner         *self,
              const ZbVerdict *verdict)
{
  const ZbRequirement *rule = verdict->rule;
  guint                done = rule->task != NULL ? verdict->held : verdict->meetings->len;
  guint                missing = verdict->owed - MIN (done, verdict->owed);

  if (rule->scope == ZB_SCOPE_PERSON || verdict->over || missing == 0)
    return;
  if (rule->task != NULL)
    {
      add_missing (self, verdict, 1);
      return;
    }
  if (self->wish->kinds != 0 && (rule->kinds & self->wish->kinds) == 0)
    return;

  missing -= take_ready (self, verdict, missing);
  if (may_fold (rule))
    missing -= fold (self, verdict, missing);
  add_missing (self, verdict, missing);
}

static void
plan_pass (Planner   *self,
           GPtrArray *verdicts,
           gboolean   folding)
{
  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (may_fold (verdict->rule) == folding && !verdict->rule->only_joint)
        plan_verdict (self, verdict);
    }
}

/* Joint ones of a rule that are arranged in a quarter already. */
static guint
count_joint (const Planner       *self,
             const ZbRequirement *rule,
             int                  quarter)
{
  GPtrArray *meetings = self->input->meetings;
  guint      n = 0;

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];
      ZbDay      day = zb_meeting_get_day (meeting);

      n += day.year == self->wish->year && (day.month - 1) / 3 == quarter && zb_meeting_get_joint (meeting) &&
           (zb_meeting_get_kinds (meeting) & rule->kinds) != 0 && zb_meeting_get_state (meeting) != ZB_STATE_CANCELLED;
    }

  return n;
}

static void
join_month (Planner             *self,
            const ZbRequirement *rule,
            int                  month,
            guint               *missing)
{
  for (guint i = 0; i<self->drafts->len && * missing> 0; i++)
    {
      ZbPlanDraft *draft = self->drafts->pdata[i];

      if (draft->rule == rule && draft->item->wanted.month == month && !draft->item->joint)
        {
          draft->item->joint = TRUE;
          --*missing;
        }
    }
}

/* A quarter's share: in its last month, in the year's first quarter in January, before the Spring Festival. */
static void
join (Planner             *self,
      const ZbRequirement *rule,
      int                  quarter)
{
  guint share = (quarter + 1) * rule->joint / 4 - quarter * rule->joint / 4;
  guint arranged = count_joint (self, rule, quarter);
  guint missing = share - MIN (arranged, share);

  for (int i = 2; quarter > 0 && i >= 0; i--)
    join_month (self, rule, quarter * 3 + i + 1, &missing);
  for (int month = 1; quarter == 0 && month <= 3; month++)
    join_month (self, rule, month, &missing);
}

static void
plan_joint (Planner *self)
{
  GPtrArray *rules = self->input->profile->requirements;

  for (guint i = 0; i < rules->len; i++)
    for (int quarter = 0; quarter < 4; quarter++)
      join (self, rules->pdata[i], quarter);
}

static gint
compare_items (gconstpointer a,
               gconstpointer b)
{
  const ZbPlanItem *left = *(const ZbPlanItem *const *) a, *right = *(const ZbPlanItem *const *) b;
  gint              order = zb_day_compare (left->day, right->day);

  if (order == 0)
    order = left->hour * 60 + left->minute - right->hour * 60 - right->minute;

  return order;
}

static void
finish (Planner *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      ZbPlanDraft *draft = self->drafts->pdata[i];

      zb_plan_settle (draft, self->wish, self->drafts);
      draft->item->theme = zb_plan_dup_theme (draft);
      zb_plan_set_hour (draft->item);
      g_ptr_array_add (self->plan->items, draft->item);
    }

  g_ptr_array_sort (self->plan->items, compare_items);
}

/* Who has neither lectured nor is put down for it. */
static void
list_lecturers (Planner   *self,
                GPtrArray *verdicts)
{
  GPtrArray *names = self->plan->to_name;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->rule->scope == ZB_SCOPE_PERSON && verdict->rule->lecturing && !verdict->over &&
          verdict->meetings->len < verdict->owed && verdict->name != NULL &&
          !g_ptr_array_find_with_equal_func (names, verdict->name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (verdict->name));
    }
}

static GHashTable *
index_meetings (GPtrArray *meetings)
{
  GHashTable *by_id = g_hash_table_new (NULL, NULL);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    g_hash_table_insert (by_id, GSIZE_TO_POINTER (zb_meeting_get_id (meetings->pdata[i])), meetings->pdata[i]);

  return by_id;
}

ZbPlan *
zb_plan_make (const ZbPlanWish *wish)
{
  const ZbCheckInput *input = wish->input;
  g_autoptr (ZbPlan) plan = g_new0 (ZbPlan, 1);
  g_autoptr (GHashTable) meetings = index_meetings (input->meetings);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) verdicts = NULL;
  Planner self = { wish, input, meetings, drafts, plan };

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_plan_item_free);
  plan->to_name = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (wish->year >= 1 && wish->year < 9999, g_steal_pointer (&plan));

  plan->no_holidays = !zb_holidays_has_year (input->holidays, wish->year);
  verdicts = zb_check_run (input, (ZbDay){ wish->year, 1, 1 }, (ZbDay){ wish->year, 12, 31 });
  plan_pass (&self, verdicts, FALSE);
  plan_joint (&self);
  plan_pass (&self, verdicts, TRUE);
  finish (&self);
  list_lecturers (&self, verdicts);

  return g_steal_pointer (&plan);
}
