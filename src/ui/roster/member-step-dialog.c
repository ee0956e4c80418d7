/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step is the same form with other rows shown: the table below says which, and under what names.
 */
#include "ui/roster/member-step-dialog.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"
#include "ui/roster/member-words.h"
#include "ui/roster/transfer-group.h"
#include "ui/window.h"

typedef struct
{
  const char *title;
  const char *description;
  const char *day;
  const char *what; /* NULL: no such row; so for the two below */
  const char *ends;
  const char *note;
  const char *done; /* with the name for %s */
} Step;

static const Step steps[ZB_N_STEPS] = {
  [ZB_STEP_TURN_FULL] = {
      .title = N_ ("转为正式党员"),
      .description = N_ ("预备期满，支部党员大会讨论通过，上级批准后登记。党龄从转正之日算起。"),
      .day = N_ ("转正日期"),
      .note = N_ ("哪次大会通过、上级何时批准（可不填）"),
      .done = N_ ("%s已转为正式党员"),
  },
  [ZB_STEP_TRANSFER_OUT] = {
      .title = N_ ("组织关系转出"),
      .description = N_ ("从这一天起不再是本支部的党员；资料和经历都会留着。"),
      .day = N_ ("转出日期"),
      .done = N_ ("%s的组织关系已转出"),
  },
  [ZB_STEP_TRANSFER_IN] = {
      .title = N_ ("组织关系转入"),
      .description = N_ ("以前离开的党员回到本支部，原有的资料和经历接着用。"),
      .day = N_ ("转入日期"),
      .done = N_ ("%s的组织关系已转入"),
  },
  [ZB_STEP_LEAVE] = {
      .title = N_ ("离开"),
      .description = N_ ("转到别的党组织请用“组织关系转出”。资料和经历都会留着。"),
      .day = N_ ("日期"),
      .note = N_ ("说明（可不填）"),
      .done = N_ ("已登记%s离开"),
  },
  [ZB_STEP_DUTY] = {
      .title = N_ ("支部职务"),
      .description = N_ ("不再担任时填上卸任日期，经历会保留。"),
      .day = N_ ("任职日期"),
      .ends = N_ ("卸任日期（仍在任就空着）"),
      .note = N_ ("怎样产生、任期（可不填）"),
      .done = N_ ("已登记%s的职务"),
  },
  [ZB_STEP_EVENT] = {
      .title = N_ ("记一条"),
      .description = N_ ("递交入党申请书、列为发展对象、培训……想记的都可以记在经历里。表彰处分、困难挫折、矛盾、考核评议、群众反映、退休属于“七种情形”，记下后概览会提醒谈心谈话。"),
      .day = N_ ("日期"),
      .what = N_ ("什么事"),
      .note = N_ ("说明（可不填）"),
      .done = N_ ("已记入%s的经历"),
  },
  [ZB_STEP_SUSPEND] = {
      .title = N_ ("暂停党员权利"),
      .description = N_ ("这段时间没有表决权、选举权，不计入应到会有表决权的人数。"),
      .day = N_ ("开始日期"),
      .what = N_ ("原因，例如留党察看"),
      .ends = N_ ("恢复日期（还没恢复就空着）"),
      .note = N_ ("说明（可不填）"),
      .done = N_ ("已登记%s暂停党员权利"),
  },
  [ZB_STEP_RECEIPT] = {
      .title = N_ ("收到介绍信回执"),
      .description = N_ ("登记后不再提醒这封介绍信。"),
      .day = N_ ("收到日期"),
      .done = N_ ("已登记%s的回执"),
  },
  [ZB_STEP_TERM] = {
      .title = N_ ("换届"),
      .description = N_ ("支部委员会一般三年一届；到期前六个月会提醒。"),
      .day = N_ ("选举日期"),
      .done = N_ ("已登记%s换届"),
  },
  [ZB_STEP_CORRECT] = {
      .title = N_ ("更改经历"),
      .description = N_ ("改的是日期和说明；不知道哪一天就写到月。"),
      .day = N_ ("开始日期（一直如此就空着）"),
      .ends = N_ ("结束日期（现在仍是就空着）"),
      .note = N_ ("说明（可不填）"),
      .done = N_ ("已更改%s的经历"),
  },
};

/* As the choices stand in the template. */
static const char *const causes[] = { ZB_CAUSE_DIED, ZB_CAUSE_EXPELLED, ZB_CAUSE_WITHDRAWN };

struct _ZbMemberStepDialog
{
  AdwWindow parent_instance;

  ZbRoster    *roster;
  gint64       member; /* TERM: the branch */
  ZbMemberStep step;
  ZbSpan      *span; /* what is changed; NULL: a new one */
  gboolean     saving;

  GtkWidget           *save;
  AdwPreferencesGroup *group;
  AdwComboRow         *branch;
  AdwComboRow         *duty;
  AdwComboRow         *cause;
  GtkWidget           *what;
  ZbDayRow            *day;
  ZbDayRow            *ends;
  AdwComboRow         *term;
  GtkWidget           *note;
  ZbTransferGroup     *transfer;
  GtkLabel            *fault;
};

G_DEFINE_FINAL_TYPE (ZbMemberStepDialog, zb_member_step_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  ZbDay      day;
  ZbDay      ends;
  char      *day_text; /* NULL for an empty one */
  char      *what;
  char      *note; /* NULL for an empty one */
  ZbTransfer transfer;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->day_text, g_free);
  g_clear_pointer (&answer->what, g_free);
  g_clear_pointer (&answer->note, g_free);
  zb_transfer_clear (&answer->transfer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
is_transfer (ZbMemberStep step)
{
  return step == ZB_STEP_TRANSFER_IN || step == ZB_STEP_TRANSFER_OUT;
}

/* What goes into a span may be known less precisely than to the day. */
static gboolean
is_span (ZbMemberStep step)
{
  return step == ZB_STEP_DUTY || step == ZB_STEP_EVENT || step == ZB_STEP_SUSPEND || step == ZB_STEP_CORRECT;
}

/* NULL when all is there, else what is missing. */
static const char *
read_form (ZbMemberStepDialog *self,
           Answer             *answer)
{
  answer->what = dup_text (self->what);
  answer->note = dup_text (self->note);
  if (*answer->note == '\0')
    g_clear_pointer (&answer->note, g_free);

  if (steps[self->step].what != NULL && *answer->what == '\0')
    return self->step == ZB_STEP_EVENT ? _ ("请写什么事") : _ ("请写原因");
  if (!zb_day_row_read (self->day, &answer->day) || !zb_day_row_read (self->ends, &answer->ends))
    return _ ("请按提示改正日期");
  if (!zb_day_is_set (answer->day) && self->step != ZB_STEP_CORRECT)
    return _ ("请写日期");
  if (zb_day_is_set (answer->day) && zb_day_is_set (answer->ends) &&
      zb_day_compare (zb_day_last (answer->ends), zb_day_first (answer->day)) < 0)
    return _ ("结束不能早于开始");

  answer->day_text = zb_day_to_text (answer->day);
  return is_transfer (self->step) ? zb_transfer_group_read (self->transfer, &answer->transfer) : NULL;
}

static void
show_fault (ZbMemberStepDialog *self,
            const char         *words)
{
  gtk_label_set_label (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static void
update (ZbMemberStepDialog *self)
{
  g_auto (Answer) answer = { 0 };
  const char *fault = read_form (self, &answer);

  show_fault (self, fault);
  gtk_widget_set_sensitive (self->save, fault == NULL && !self->saving);
}

static void
changed_cb (ZbMemberStepDialog *self)
{
  update (self);
}

static const char *
get_name (ZbMemberStepDialog *self)
{
  GPtrArray *branches = zb_roster_get_branches (self->roster);
  ZbMember  *member = self->step != ZB_STEP_TERM ? zb_roster_find (self->roster, self->member) : NULL;

  if (member != NULL)
    return zb_member_get_name (member);

  for (guint i = 0; self->step == ZB_STEP_TERM && branches != NULL && i < branches->len; i++)
    {
      const ZbBranch *branch = g_ptr_array_index (branches, i);

      if (branch->id == self->member)
        return branch->name;
    }

  return "";
}

static char *
dup_done (ZbMemberStepDialog *self)
{
  g_autoptr (GString) words = g_string_new (_ (steps[self->step].done));

  g_string_replace (words, "%s", get_name (self), 1);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbMemberStepDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64           id = zb_roster_edit_finish (ZB_ROSTER (source), result, &error);

  self->saving = FALSE;
  if (self->roster == NULL) /* closed meanwhile */
    return;

  if (id == 0)
    {
      words = self->step == ZB_STEP_RECEIPT && zb_service_fault (error) == ZB_FAULT_NOT_FOUND
                  ? g_strdup (_ ("没有等回执的介绍信。"))
                  : zb_member_words_error (error);
      update (self);
      show_fault (self, words);
      return;
    }
  words = dup_done (self);
  zb_window_toast (GTK_WIDGET (self), words, TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static ZbSpanKind
get_kind (ZbMemberStepDialog *self)
{
  if (self->span != NULL)
    return self->span->kind;

  return self->step == ZB_STEP_DUTY ? ZB_SPAN_DUTY : self->step == ZB_STEP_SUSPEND ? ZB_SPAN_SUSPENDED
                                                                                   : ZB_SPAN_EVENT;
}

static void
put_span (ZbMemberStepDialog *self,
          Answer             *answer)
{
  g_autoptr (ZbSpan) span = self->span != NULL ? zb_span_copy (self->span) : zb_span_new ();

  span->member = self->member;
  span->kind = get_kind (self);
  span->starts = answer->day;
  span->ends = self->step == ZB_STEP_EVENT ? answer->day : answer->ends;
  g_free (span->note);
  span->note = g_strdup (answer->note);
  if (self->step != ZB_STEP_CORRECT)
    {
      g_free (span->value);
      span->value = g_strdup (self->step == ZB_STEP_DUTY ? zb_duty_to_code (adw_combo_row_get_selected (self->duty))
                                                         : answer->what);
    }
  zb_roster_put_span_async (self->roster, span, NULL, saved_cb, g_object_ref (self));
}

static void
leave (ZbMemberStepDialog *self,
       Answer             *answer)
{
  guint cause = adw_combo_row_get_selected (self->cause);

  zb_roster_leave_async (self->roster, self->member, answer->day_text, causes[MIN (cause, G_N_ELEMENTS (causes) - 1)],
                         answer->note, NULL, saved_cb, g_object_ref (self));
}

static void
transfer_in (ZbMemberStepDialog *self,
             Answer             *answer)
{
  ZbMember *member = zb_roster_find (self->roster, self->member);
  g_autoptr (ZbMemberDraft) draft = member != NULL ? zb_member_to_draft (member) : zb_member_draft_new ();
  gpointer branch = adw_combo_row_get_selected_item (self->branch);

  if (branch != NULL)
    zb_member_draft_set (draft, ZB_MEMBER_BRANCH, gtk_string_object_get_string (branch));
  zb_roster_transfer_in_async (self->roster, self->member, draft, answer->day_text, &answer->transfer, NULL, saved_cb,
                               g_object_ref (self));
}

static void
save (ZbMemberStepDialog *self,
      Answer             *answer)
{
  switch (self->step)
    {
    case ZB_STEP_TURN_FULL:
      zb_roster_turn_full_async (self->roster, self->member, answer->day_text, answer->note, NULL, saved_cb, g_object_ref (self));
      break;

    case ZB_STEP_TRANSFER_OUT:
      zb_roster_transfer_out_async (self->roster, self->member, answer->day_text, &answer->transfer, NULL, saved_cb, g_object_ref (self));
      break;

    case ZB_STEP_TRANSFER_IN:
      transfer_in (self, answer);
      break;

    case ZB_STEP_LEAVE:
      leave (self, answer);
      break;

    case ZB_STEP_RECEIPT:
      zb_roster_receipt_async (self->roster, self->member, answer->day_text, NULL, saved_cb, g_object_ref (self));
      break;

    case ZB_STEP_TERM:
      zb_roster_set_term_async (self->roster, self->member, answer->day_text, adw_combo_row_get_selected (self->term) + 1,
                                NULL, saved_cb, g_object_ref (self));
      break;

    case ZB_STEP_DUTY:
    case ZB_STEP_EVENT:
    case ZB_STEP_SUSPEND:
    case ZB_STEP_CORRECT:
      put_span (self, answer);
      break;

    case ZB_N_STEPS:
    default:
      g_return_if_reached ();
    }
}

static void
save_clicked_cb (ZbMemberStepDialog *self)
{
  g_auto (Answer) answer = { 0 };

  if (self->saving || read_form (self, &answer) != NULL)
    return;

  self->saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  save (self, &answer);
}

static void
zb_member_step_dialog_dispose (GObject *object)
{
  ZbMemberStepDialog *self = ZB_MEMBER_STEP_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEMBER_STEP_DIALOG);
  g_clear_object (&self->roster);
  g_clear_pointer (&self->span, zb_span_free);

  G_OBJECT_CLASS (zb_member_step_dialog_parent_class)->dispose (object);
}

static void
zb_member_step_dialog_class_init (ZbMemberStepDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_member_step_dialog_dispose;

  g_type_ensure (ZB_TYPE_DAY_ROW);
  g_type_ensure (ZB_TYPE_TRANSFER_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-step-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, save);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, group);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, branch);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, duty);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, cause);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, what);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, day);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, ends);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, term);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, note);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, transfer);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberStepDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
fill_duties (ZbMemberStepDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (ZbDuty duty = 0; duty < ZB_N_DUTIES; duty++)
    gtk_string_list_append (names, zb_duty_get_name (duty));
  adw_combo_row_set_model (self->duty, G_LIST_MODEL (names));
}

static void
zb_member_step_dialog_init (ZbMemberStepDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_duties (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

/* Where there is but one branch nobody is asked. */
static void
show_branches (ZbMemberStepDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray  *branches = zb_roster_get_branches (self->roster);
  ZbMember   *member = self->step == ZB_STEP_TRANSFER_IN ? zb_roster_find (self->roster, self->member) : NULL;
  const char *last = member != NULL ? zb_member_get_value (member, ZB_MEMBER_BRANCH) : NULL;
  guint       chosen = 0;

  for (guint i = 0; branches != NULL && i < branches->len; i++)
    {
      const ZbBranch *branch = g_ptr_array_index (branches, i);

      gtk_string_list_append (names, branch->name);
      if (g_strcmp0 (branch->name, last) == 0)
        chosen = i;
    }
  adw_combo_row_set_model (self->branch, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->branch, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->branch),
                          self->step == ZB_STEP_TRANSFER_IN && g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
}

static void
show_row (gpointer    row,
          const char *title)
{
  gtk_widget_set_visible (row, title != NULL);
  if (title != NULL)
    adw_preferences_row_set_title (row, _ (title));
}

/* 转正 is due a year after admission; all else is written down on its day. */
static ZbDay
get_likely_day (ZbMemberStepDialog *self)
{
  ZbMember *member = self->step == ZB_STEP_TURN_FULL ? zb_roster_find (self->roster, self->member) : NULL;
  ZbDay     joined = member != NULL ? zb_member_get_day (member, ZB_MEMBER_JOINED) : ZB_DAY_NONE;
  ZbDay     day;

  if (zb_day_is_whole (joined))
    return zb_day_plus_months (joined, 12);

  zb_day_parse (&day, zb_roster_get_today (self->roster));
  return day;
}

static void
show_step (ZbMemberStepDialog *self)
{
  const Step      *step = &steps[self->step];
  g_autofree char *name = g_markup_escape_text (get_name (self), -1);

  gtk_window_set_title (GTK_WINDOW (self), _ (step->title));
  adw_preferences_group_set_title (self->group, name);
  adw_preferences_group_set_description (self->group, _ (step->description));
  show_row (self->day, step->day);
  show_row (self->what, step->what);
  show_row (self->ends, step->ends);
  show_row (self->note, step->note);
  show_branches (self);
  gtk_widget_set_visible (GTK_WIDGET (self->duty), self->step == ZB_STEP_DUTY);
  gtk_widget_set_visible (GTK_WIDGET (self->cause), self->step == ZB_STEP_LEAVE);
  gtk_widget_set_visible (GTK_WIDGET (self->term), self->step == ZB_STEP_TERM);
  gtk_widget_set_visible (GTK_WIDGET (self->transfer), is_transfer (self->step));
  g_object_set (self->transfer, "out", self->step == ZB_STEP_TRANSFER_OUT, NULL);
  g_object_set (self->day, "whole", !is_span (self->step), NULL);
}

static void
fill_span (ZbMemberStepDialog *self)
{
  ZbDuty duty;

  zb_day_row_fill (self->day, self->span->starts);
  if (self->step != ZB_STEP_EVENT)
    zb_day_row_fill (self->ends, self->span->ends);
  gtk_editable_set_text (GTK_EDITABLE (self->note), self->span->note != NULL ? self->span->note : "");
  if (self->step == ZB_STEP_DUTY && zb_duty_parse (self->span->value, &duty))
    adw_combo_row_set_selected (self->duty, duty);
  else if (steps[self->step].what != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->what), self->span->value != NULL ? self->span->value : "");
}

ZbMemberStepDialog *
zb_member_step_dialog_new (GtkWindow   *parent,
                           ZbRoster    *roster,
                           gint64       member,
                           ZbMemberStep step)
{
  ZbMemberStepDialog *self = g_object_new (ZB_TYPE_MEMBER_STEP_DIALOG, "transient-for", parent, NULL);

  g_set_object (&self->roster, roster);
  self->member = member;
  self->step = step;
  show_step (self);
  zb_day_row_fill (self->day, get_likely_day (self));
  update (self);
  gtk_widget_grab_focus (steps[step].what != NULL ? self->what : GTK_WIDGET (self->day));

  return self;
}

void
zb_member_step_dialog_present (GtkWindow   *parent,
                               ZbRoster    *roster,
                               gint64       member,
                               ZbMemberStep step)
{
  gtk_window_present (GTK_WINDOW (zb_member_step_dialog_new (parent, roster, member, step)));
}

static ZbMemberStep
get_step (ZbSpanKind kind)
{
  switch (kind)
    {
    case ZB_SPAN_DUTY:
      return ZB_STEP_DUTY;

    case ZB_SPAN_EVENT:
      return ZB_STEP_EVENT;

    case ZB_SPAN_SUSPENDED:
      return ZB_STEP_SUSPEND;

    case ZB_SPAN_BRANCH:
    case ZB_SPAN_CATEGORY:
    case ZB_SPAN_GROUP:
    case ZB_N_SPANS:
    default:
      return ZB_STEP_CORRECT;
    }
}

void
zb_member_step_dialog_edit (GtkWindow    *parent,
                            ZbRoster     *roster,
                            const ZbSpan *span)
{
  ZbMemberStepDialog *self = zb_member_step_dialog_new (parent, roster, span->member, get_step (span->kind));

  self->span = zb_span_copy (span);
  fill_span (self);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}
