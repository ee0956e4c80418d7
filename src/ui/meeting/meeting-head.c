/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-head.h"

#include <glib/gi18n.h>

#include "service/calendar.h"
#include "ui/kind-badge.h"
#include "ui/meeting/meeting-steps.h"

struct _ZbMeetingHead
{
  AdwBin parent_instance;

  GtkBox         *halves;
  GtkBox         *kinds;
  GtkLabel       *owner;
  GtkLabel       *group;
  GtkWidget      *late;
  GtkLabel       *place;
  GtkWidget      *place_box;
  GtkLabel       *host;
  GtkWidget      *host_box;
  GtkLabel       *recorder;
  GtkWidget      *recorder_box;
  GtkLabel       *drift;
  ZbMeetingSteps *steps;
  GtkLabel       *cancelled;
};

G_DEFINE_FINAL_TYPE (ZbMeetingHead, zb_meeting_head, ADW_TYPE_BIN)

static void
zb_meeting_head_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_MEETING_HEAD);

  G_OBJECT_CLASS (zb_meeting_head_parent_class)->dispose (object);
}

static void
zb_meeting_head_class_init (ZbMeetingHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_meeting_head_dispose;

  g_type_ensure (ZB_TYPE_MEETING_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-head.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, halves);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, kinds);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, owner);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, group);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, late);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, place);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, place_box);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, host);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, host_box);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, recorder);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, recorder_box);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, drift);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, steps);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingHead, cancelled);
}

static void
zb_meeting_head_init (ZbMeetingHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_kind (ZbMeetingHead *self,
          ZbKind         kind)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *name = gtk_label_new (zb_kind_get_name (kind));
  g_autofree char *css_class = g_strconcat ("kind-", zb_kind_to_code (kind), NULL);

  gtk_widget_add_css_class (box, "kind-tag");
  gtk_widget_add_css_class (box, css_class);
  gtk_widget_add_css_class (name, "caption-heading");
  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (kind));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (self->kinds, box);
}

static void
show_kinds (ZbMeetingHead *self,
            ZbKinds        kinds)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->kinds))) != NULL)
    gtk_box_remove (self->kinds, child);
  for (ZbKind kind = 0; kind < ZB_N_KINDS; kind++)
    if ((kinds & (1u << kind)) != 0)
      add_kind (self, kind);
}

static void
show_field (GtkLabel   *label,
            GtkWidget  *box,
            const char *role,
            const char *value)
{
  g_autofree char *words = value != NULL ? g_strconcat (role, value, NULL) : NULL;

  gtk_widget_set_visible (box, value != NULL && *value != '\0');
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), words);
}

static char *
dup_drift (ZbMeeting *meeting)
{
  const ZbWall *planned = &zb_meeting_get_facts (meeting)->planned;
  int           month = 0, day = 0;

  switch (zb_calendar_get_drift (meeting))
    {
    case ZB_DRIFT_MOVED:
      zb_wall_split (planned, NULL, &month, &day, NULL, NULL, NULL);
      return g_strdup_printf (_ ("改自 %d 月 %d 日"), month, day);
    case ZB_DRIFT_UNPLANNED:
      return g_strdup (_ ("计划外"));
    case ZB_DRIFT_CANCELLED:
      return NULL;
    case ZB_DRIFT_NONE:
    default:
      return g_strdup (zb_meeting_is_held (meeting) ? _ ("如期举行") : _ ("按计划"));
    }
}

/* The last reason is the one that counts. */
static void
show_cancelled (ZbMeetingHead *self,
                ZbRecord      *record)
{
  gboolean         cancelled = zb_meeting_get_state (record->meeting) == ZB_STATE_CANCELLED;
  const char      *note = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < record->steps->len; i++)
    {
      const ZbMeetingStep *step = record->steps->pdata[i];

      if (g_strcmp0 (step->step, "cancelled") == 0)
        note = step->note;
    }
  words = note != NULL ? g_strdup_printf (_ ("已取消：%s"), note) : g_strdup (_ ("已取消"));
  gtk_label_set_label (self->cancelled, words);
  gtk_widget_set_visible (GTK_WIDGET (self->cancelled), cancelled);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), !cancelled);
}

void
zb_meeting_head_show (ZbMeetingHead *self,
                      ZbRecord      *record,
                      gboolean       late)
{
  ZbMeeting       *meeting = record->meeting;
  g_autofree char *drift = dup_drift (meeting);

  g_return_if_fail (ZB_IS_MEETING_HEAD (self));

  show_kinds (self, zb_meeting_get_kinds (meeting));
  gtk_label_set_label (self->owner, zb_meeting_get_joint (meeting) ? _ ("联合 · 机关党委") : _ ("支部自办"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->owner), (const char *[]){ "tag", zb_meeting_get_joint (meeting) ? "blue" : "grey", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->group), zb_meeting_get_group (meeting) != NULL);
  gtk_label_set_label (self->group, zb_meeting_get_group (meeting) != NULL ? zb_meeting_get_group (meeting) : "");
  gtk_widget_set_visible (self->late, late);
  show_field (self->place, self->place_box, "", zb_meeting_get_place (meeting));
  show_field (self->host, self->host_box, _ ("主持 "), zb_meeting_get_host (meeting));
  show_field (self->recorder, self->recorder_box, _ ("记录 "), zb_meeting_get_recorder (meeting));
  gtk_label_set_label (self->drift, drift != NULL ? drift : "");
  show_cancelled (self, record);
  zb_meeting_steps_show (self->steps, record);
}

void
zb_meeting_head_set_folded (ZbMeetingHead *self,
                            gboolean       folded)
{
  g_return_if_fail (ZB_IS_MEETING_HEAD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->steps), folded ? GTK_ALIGN_START : GTK_ALIGN_END);
}
