/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/plan-line.h"

struct _ZbPlanLine
{
  GObject parent_instance;

  ZbCalendar *calendar;
  ZbPlanItem *item; /* the plan's */
  gboolean    ticked;
  gboolean    day_chosen;
  gboolean    theme_written;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbPlanLine, zb_plan_line, G_TYPE_OBJECT)

static void
zb_plan_line_finalize (GObject *object)
{
  g_clear_object (&ZB_PLAN_LINE (object)->calendar);

  G_OBJECT_CLASS (zb_plan_line_parent_class)->finalize (object);
}

static void
zb_plan_line_class_init (ZbPlanLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_plan_line_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_plan_line_init (ZbPlanLine *self)
{
  self->ticked = TRUE;
}

ZbPlanLine *
zb_plan_line_new (ZbCalendar *calendar,
                  ZbPlanItem *item)
{
  ZbPlanLine *self = g_object_new (ZB_TYPE_PLAN_LINE, NULL);

  self->calendar = g_object_ref (calendar);
  self->item = item;
  self->ticked = item->kinds != 0;
  return self;
}

const ZbPlanItem *
zb_plan_line_get_item (ZbPlanLine *self)
{
  return self->item;
}

gboolean
zb_plan_line_is_task (ZbPlanLine *self)
{
  return self->item->kinds == 0;
}

gboolean
zb_plan_line_is_moved (ZbPlanLine *self)
{
  return !zb_plan_line_is_task (self) && zb_day_compare (self->item->day, self->item->wanted) != 0;
}

gboolean
zb_plan_line_get_ticked (ZbPlanLine *self)
{
  return self->ticked;
}

static void
tell (ZbPlanLine *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
zb_plan_line_set_ticked (ZbPlanLine *self,
                         gboolean    ticked)
{
  if (zb_plan_line_is_task (self) || self->ticked == ticked)
    return;

  self->ticked = ticked;
  tell (self);
}

void
zb_plan_line_set_day (ZbPlanLine *self,
                      ZbDay       day)
{
  g_return_if_fail (ZB_IS_PLAN_LINE (self) && zb_day_is_whole (day));

  if (zb_day_compare (self->item->day, day) == 0)
    return;

  self->item->day = day;
  self->day_chosen = TRUE;
  tell (self);
}

void
zb_plan_line_set_theme (ZbPlanLine *self,
                        const char *theme)
{
  g_autofree char *text = g_strstrip (g_strdup (theme));

  if (*text == '\0' || g_strcmp0 (text, self->item->theme) == 0)
    return;

  g_free (self->item->theme);
  self->item->theme = g_steal_pointer (&text);
  self->theme_written = TRUE;
  tell (self);
}

char *
zb_plan_line_dup_doubt (ZbPlanLine *self)
{
  g_autofree char *doubt = self->day_chosen ? zb_calendar_dup_day_doubt (self->calendar, self->item->day) : NULL;

  if (doubt != NULL)
    return g_steal_pointer (&doubt);

  return g_strdup (self->item->why);
}

char *
zb_plan_line_dup_key (ZbPlanLine *self)
{
  const ZbPlanItem *item = self->item;
  const char       *rule = item->rules != NULL && item->rules->len > 0 ? item->rules->pdata[0] : item->task;

  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %d-%d", rule, item->group, item->wanted.year, item->wanted.month);
}

void
zb_plan_line_take (ZbPlanLine *self,
                   ZbPlanLine *old)
{
  self->ticked = old->ticked && !zb_plan_line_is_task (self);
  if (old->day_chosen)
    zb_plan_line_set_day (self, old->item->day);
  if (old->theme_written)
    zb_plan_line_set_theme (self, old->item->theme);
}
