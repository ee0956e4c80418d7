/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-steps.h"

#include <glib/gi18n.h>

#define N_STEPS 5

typedef struct
{
  GtkWidget *box;
  GtkWidget *before; /* the line to the dot; NULL of the first */
  GtkWidget *dot;
  GtkWidget *after; /* NULL of the last */
  GtkWidget *name;
} Step;

struct _ZbMeetingSteps
{
  GtkBox parent_instance;

  Step steps[N_STEPS];
};

/* As the store writes them; the plan has none of its own. */
static const struct
{
  const char    *name;
  const char    *code;
  ZbMeetingState state;
} steps[N_STEPS] = {
  { N_ ("计划"), NULL, ZB_STATE_PLANNED },
  { N_ ("报备"), "filed", ZB_STATE_FILED },
  { N_ ("开展"), "held", ZB_STATE_HELD },
  { N_ ("记录"), "recorded", ZB_STATE_RECORDED },
  { N_ ("审核"), "reviewed", ZB_STATE_REVIEWED },
};

G_DEFINE_FINAL_TYPE (ZbMeetingSteps, zb_meeting_steps, GTK_TYPE_BOX)

static GtkWidget *
add_line (GtkWidget *box,
          gboolean   there)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (line, "step-line");
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_opacity (line, there ? 1 : 0);
  gtk_box_append (GTK_BOX (box), line);

  return line;
}

static void
add_step (ZbMeetingSteps *self,
          guint           number)
{
  Step      *step = &self->steps[number];
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  step->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_size_request (step->box, 54, -1);
  step->before = add_line (row, number > 0);
  step->dot = gtk_image_new ();
  gtk_widget_add_css_class (step->dot, "step-dot");
  gtk_box_append (GTK_BOX (row), step->dot);
  step->after = add_line (row, number + 1 < N_STEPS);
  step->name = gtk_label_new (_ (steps[number].name));
  gtk_box_append (GTK_BOX (step->box), row);
  gtk_box_append (GTK_BOX (step->box), step->name);
  gtk_box_append (GTK_BOX (self), step->box);
}

static void
zb_meeting_steps_class_init (ZbMeetingStepsClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "meeting-steps");
}

static void
zb_meeting_steps_init (ZbMeetingSteps *self)
{
  for (guint i = 0; i < N_STEPS; i++)
    add_step (self, i);
}

static const ZbMeetingStep *
find_step (ZbRecord   *record,
           const char *code)
{
  for (guint i = record->steps->len; i > 0; i--)
    {
      const ZbMeetingStep *step = record->steps->pdata[i - 1];

      if (g_strcmp0 (step->step, code) == 0)
        return step;
    }

  return NULL;
}

static gboolean
is_done (ZbRecord *record,
         guint     number)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (record->meeting);
  ZbMeetingState        state = zb_meeting_get_state (record->meeting);

  if (number == 0)
    return zb_wall_is_set (&facts->planned) || state == ZB_STATE_PLANNED || state == ZB_STATE_FILED;
  if (number == 1)
    return state == ZB_STATE_FILED || find_step (record, "filed") != NULL;

  return state != ZB_STATE_CANCELLED && state >= steps[number].state;
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
say (Step                *step,
     const char          *name,
     const ZbMeetingStep *logged,
     gboolean             done)
{
  g_autofree char *moment = logged != NULL ? g_strdelimit (g_strndup (logged->moment, 16), "T", ' ') : NULL;
  g_autofree char *words = NULL;

  if (done && moment != NULL)
    words = g_strdup_printf (_ ("%s：%s"), name, moment);
  else
    words = g_strdup_printf (done ? _ ("%s：已完成") : _ ("%s：还没有"), name);
  gtk_widget_set_tooltip_text (step->box, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (step->dot), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
zb_meeting_steps_show (ZbMeetingSteps *self,
                       ZbRecord       *record)
{
  int last = -1;

  g_return_if_fail (ZB_IS_MEETING_STEPS (self));

  for (int i = 0; i < N_STEPS; i++)
    if (is_done (record, i))
      last = i;

  for (int i = 0; i < N_STEPS; i++)
    {
      Step    *step = &self->steps[i];
      gboolean done = is_done (record, i);

      set_class (step->dot, "done", done);
      set_class (step->dot, "next", i == last + 1);
      set_class (step->before, "done", i > 0 && i <= last && is_done (record, i - 1));
      set_class (step->after, "done", i < last && done);
      set_class (step->name, "heading", i == last + 1);
      set_class (step->name, "dim-label", !done && i != last + 1);
      gtk_image_set_from_icon_name (GTK_IMAGE (step->dot), done ? "object-select-symbolic" : NULL);
      say (step, _ (steps[i].name), steps[i].code != NULL ? find_step (record, steps[i].code) : NULL, done);
    }
}
