/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/reason-popover.h"

#include <glib/gi18n.h>

struct _ZbReasonPopover
{
  GtkPopover parent_instance;

  ZbMark mark;

  GtkLabel    *title;
  GtkDropDown *kind;
  GtkEditable *note;
  GtkEditable *approver;
  GtkEditable *approved;
  GtkLabel    *fault;
  GtkWidget   *done;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbReasonPopover, zb_reason_popover, GTK_TYPE_POPOVER)

static const char *const *
list_codes (ZbReasonPopover *self)
{
  return self->mark == ZB_MARK_EXEMPT ? zb_exemption_list_codes () : zb_leave_list_codes ();
}

static const char *
get_code_name (ZbReasonPopover *self,
               const char      *code)
{
  return self->mark == ZB_MARK_EXEMPT ? zb_exemption_get_name (code) : zb_leave_get_name (code);
}

/* "" is nothing. */
static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* FALSE for what is no whole day. */
static gboolean
read_day (ZbReasonPopover *self,
          char           **iso)
{
  g_autofree char *text = dup_text (self->approved);
  ZbDay            day;

  *iso = NULL;
  if (text == NULL)
    return TRUE;
  if (!zb_day_read (&day, text) || !zb_day_is_whole (day))
    return FALSE;

  *iso = zb_day_to_text (day);
  return TRUE;
}

/* NULL: it may be taken. */
static const char *
find_fault (ZbReasonPopover *self)
{
  g_autofree char *note = dup_text (self->note);
  g_autofree char *approver = dup_text (self->approver);
  g_autofree char *day = NULL;

  if (!read_day (self, &day))
    return _ ("日期看不懂，请写成 2019-06-10");
  if (self->mark != ZB_MARK_EXEMPT)
    return NULL;
  if (approver == NULL || day == NULL)
    return _ ("不计入应到须经上级党组织同意，请写明谁在哪天同意的");

  return note == NULL ? _ ("请写一句情况说明") : NULL;
}

static void
changed_cb (ZbReasonPopover *self)
{
  const char *fault = find_fault (self);

  gtk_widget_set_sensitive (self->done, fault == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
}

static void
done_cb (ZbReasonPopover *self)
{
  if (find_fault (self) != NULL)
    return;

  g_signal_emit (self, signals[DONE], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
zb_reason_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_REASON_POPOVER);

  G_OBJECT_CLASS (zb_reason_popover_parent_class)->dispose (object);
}

static void
zb_reason_popover_class_init (ZbReasonPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_reason_popover_dispose;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/reason-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, title);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, kind);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, note);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, approver);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, approved);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, fault);
  gtk_widget_class_bind_template_child (widget_class, ZbReasonPopover, done);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
zb_reason_popover_init (ZbReasonPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_reason_popover_new (void)
{
  return g_object_new (ZB_TYPE_REASON_POPOVER, NULL);
}

static void
fill_kinds (ZbReasonPopover *self,
            const char      *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const *codes = list_codes (self);
  guint              selected = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      gtk_string_list_append (names, get_code_name (self, codes[i]));
      if (g_strcmp0 (codes[i], chosen) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kind, selected);
}

void
zb_reason_popover_ask (ZbReasonPopover    *self,
                       const ZbAttendance *line,
                       ZbMark              mark,
                       ZbDay               day)
{
  gboolean         same;
  g_autofree char *iso = mark == ZB_MARK_EXCUSED ? zb_day_to_text (day) : NULL;
  const char      *approved;

  g_return_if_fail (ZB_IS_REASON_POPOVER (self));

  same = line->mark == mark;
  approved = same ? line->approved : iso;
  self->mark = mark;
  gtk_label_set_label (self->title, mark == ZB_MARK_EXEMPT ? _ ("不计入应到") : _ ("请假"));
  fill_kinds (self, same ? line->reason : NULL);
  gtk_editable_set_text (self->note, same && line->note != NULL ? line->note : "");
  gtk_editable_set_text (self->approver, same && line->approver != NULL ? line->approver : "");
  gtk_editable_set_text (self->approved, approved != NULL ? approved : "");
  changed_cb (self);
}

void
zb_reason_popover_answer (ZbReasonPopover *self,
                          ZbAttendance    *line)
{
  const char *const *codes;
  guint              selected;

  g_return_if_fail (ZB_IS_REASON_POPOVER (self));

  codes = list_codes (self);
  selected = gtk_drop_down_get_selected (self->kind);
  line->mark = self->mark;
  g_free (line->reason);
  g_free (line->note);
  g_free (line->approver);
  g_free (line->approved);
  line->reason = g_strdup (selected < g_strv_length ((char **) codes) ? codes[selected] : codes[0]);
  line->note = dup_text (self->note);
  line->approver = dup_text (self->approver);
  read_day (self, &line->approved);
}
