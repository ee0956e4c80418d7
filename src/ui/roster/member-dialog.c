/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-dialog.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"
#include "ui/roster/member-form.h"
#include "ui/roster/member-words.h"
#include "ui/roster/transfer-group.h"
#include "ui/window.h"

/* As the choices stand in the template. */
enum
{
  ALWAYS_HERE,
  NEW_HERE,
  TRANSFERRED_IN
};

struct _ZbMemberDialog
{
  AdwWindow parent_instance;

  ZbRoster     *roster;
  ZbMemberForm *form;
  gint64        member; /* 0: a new one */
  gboolean      saving;
  gboolean      discarded;

  GtkWidget           *save;
  GtkWidget           *coming;
  AdwComboRow         *arrival;
  ZbDayRow            *arrived;
  ZbTransferGroup     *transfer;
  AdwPreferencesGroup *basic;
  AdwPreferencesGroup *party;
  AdwPreferencesGroup *contact;
  AdwPreferencesGroup *other;
  GtkLabel            *fault;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const ZbMemberField basic_fields[] = { ZB_MEMBER_NAME, ZB_MEMBER_SEX, ZB_MEMBER_ID, ZB_MEMBER_ETHNICITY,
                                              ZB_MEMBER_BIRTH, ZB_MEMBER_EDUCATION, ZB_MEMBER_DEGREE,
                                              ZB_MEMBER_POST, ZB_MEMBER_WORK };
static const ZbMemberField party_fields[] = { ZB_MEMBER_CATEGORY, ZB_MEMBER_BRANCH, ZB_MEMBER_GROUP, ZB_MEMBER_JOINED,
                                              ZB_MEMBER_FULL_ON, ZB_MEMBER_STATUS, ZB_MEMBER_LEADER,
                                              ZB_MEMBER_JOIN_KIND, ZB_MEMBER_JOIN_BRANCH, ZB_MEMBER_FULL_KIND,
                                              ZB_MEMBER_EXTENDED, ZB_MEMBER_SENIORITY_FIX };
static const ZbMemberField contact_fields[] = { ZB_MEMBER_PHONE, ZB_MEMBER_LANDLINE, ZB_MEMBER_ADDRESS,
                                                ZB_MEMBER_REGISTERED, ZB_MEMBER_LOST, ZB_MEMBER_LOST_SINCE,
                                                ZB_MEMBER_AWAY, ZB_MEMBER_AWAY_TO };
static const ZbMemberField other_fields[] = { ZB_MEMBER_RETIRED, ZB_MEMBER_PROFESSION, ZB_MEMBER_STRATUM,
                                              ZB_MEMBER_MIGRANT, ZB_MEMBER_NOTE };

G_DEFINE_FINAL_TYPE (ZbMemberDialog, zb_member_dialog, ADW_TYPE_WINDOW)

static guint
get_arrival (ZbMemberDialog *self)
{
  return self->member == 0 ? adw_combo_row_get_selected (self->arrival) : ALWAYS_HERE;
}

/* NULL when all is there, else what is missing. */
static const char *
read_form (ZbMemberDialog *self,
           ZbMemberDraft  *draft,
           ZbDay          *arrived,
           ZbTransfer     *transfer)
{
  const char *fault = zb_member_form_read (self->form, draft);

  if (fault != NULL || get_arrival (self) != TRANSFERRED_IN)
    return fault;
  if (!zb_day_row_read (self->arrived, arrived) || !zb_day_is_set (*arrived))
    return _ ("请写转入的日期");

  return zb_transfer_group_read (self->transfer, transfer);
}

static void
show_fault (ZbMemberDialog *self,
            const char     *words)
{
  gtk_label_set_label (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static void
update (ZbMemberDialog *self)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_auto (ZbTransfer) transfer = { 0 };
  ZbDay       arrived;
  const char *fault = read_form (self, draft, &arrived, &transfer);
  gboolean    transferred = get_arrival (self) == TRANSFERRED_IN;

  gtk_widget_set_visible (GTK_WIDGET (self->arrived), transferred);
  gtk_widget_set_visible (GTK_WIDGET (self->transfer), transferred);
  show_fault (self, fault);
  gtk_widget_set_sensitive (self->save, fault == NULL && !self->saving);
}

static void
changed_cb (ZbMemberDialog *self)
{
  update (self);
}

static void
say_saved (ZbMemberDialog *self,
           const char     *name)
{
  g_autofree char *words = g_strdup_printf (self->member != 0 ? _ ("已保存%s的资料") : _ ("已添加%s"), name);

  zb_window_toast (GTK_WIDGET (self), words, TRUE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbMemberDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  gint64 member = zb_roster_edit_finish (ZB_ROSTER (source), result, &error);

  self->saving = FALSE;
  if (self->form == NULL) /* closed meanwhile */
    return;

  if (member == 0)
    {
      g_autofree char *words = zb_member_words_error (error);

      update (self);
      show_fault (self, words);
      gtk_widget_grab_focus (self->save);
      return;
    }
  zb_member_form_read (self->form, draft);
  say_saved (self, draft->values[ZB_MEMBER_NAME]);
  g_signal_emit (self, signals[SAVED], 0, member);
  self->discarded = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (ZbMemberDialog *self)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_auto (ZbTransfer) transfer = { 0 };
  g_autofree char *day = NULL;
  ZbDay            arrived = ZB_DAY_NONE;

  if (self->saving || read_form (self, draft, &arrived, &transfer) != NULL)
    return;

  self->saving = TRUE;
  update (self);
  if (self->member != 0)
    zb_roster_edit_async (self->roster, self->member, draft, NULL, saved_cb, g_object_ref (self));
  else if (get_arrival (self) == TRANSFERRED_IN)
    {
      day = zb_day_to_text (arrived);
      zb_roster_transfer_in_async (self->roster, 0, draft, day, &transfer, NULL, saved_cb, g_object_ref (self));
    }
  else
    zb_roster_add_async (self->roster, draft, get_arrival (self) == NEW_HERE, NULL, saved_cb, g_object_ref (self));
}

static void
discard_cb (ZbMemberDialog *self,
            const char     *response,
            GtkWindow      *question)
{
  if (g_strcmp0 (response, "discard") != 0)
    return;

  /* The question outlives this window for a moment. */
  gtk_window_set_transient_for (question, NULL);
  self->discarded = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
zb_member_dialog_close_request (GtkWindow *window)
{
  ZbMemberDialog *self = ZB_MEMBER_DIALOG (window);
  GtkWidget      *dialog;

  if (self->discarded || !zb_member_form_is_edited (self->form))
    return GTK_WINDOW_CLASS (zb_member_dialog_parent_class)->close_request (window);

  dialog = adw_message_dialog_new (window, _ ("放弃没有保存的修改？"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("继续填写"), "discard", _ ("放弃"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

static void
zb_member_dialog_dispose (GObject *object)
{
  ZbMemberDialog *self = ZB_MEMBER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEMBER_DIALOG);
  g_clear_object (&self->form);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_member_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, save);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, coming);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, arrival);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, arrived);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, transfer);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, basic);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, party);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, contact);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, other);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
zb_member_dialog_class_init (ZbMemberDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_member_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zb_member_dialog_close_request;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ZB_TYPE_DAY_ROW);
  g_type_ensure (ZB_TYPE_TRANSFER_GROUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
zb_member_dialog_init (ZbMemberDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

static void
add_fields (ZbMemberDialog      *self,
            AdwPreferencesGroup *group,
            const ZbMemberField *fields,
            guint                n)
{
  for (guint i = 0; i < n; i++)
    zb_member_form_add (self->form, group, fields[i]);
}

static void
fill_form (ZbMemberDialog *self)
{
  ZbMember *member = self->member != 0 ? zb_roster_find (self->roster, self->member) : NULL;
  g_autoptr (ZbMemberDraft) draft = member != NULL ? zb_member_to_draft (member) : zb_member_draft_new ();
  GPtrArray *branches = zb_roster_get_branches (self->roster);
  ZbDay      today;

  if (member == NULL)
    {
      zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, "full");
      zb_member_draft_set (draft, ZB_MEMBER_STATUS, "normal");
      if (branches != NULL && branches->len > 0)
        zb_member_draft_set (draft, ZB_MEMBER_BRANCH, ((const ZbBranch *) g_ptr_array_index (branches, 0))->name);
      if (zb_day_parse (&today, zb_roster_get_today (self->roster)))
        zb_day_row_fill (self->arrived, today);
    }
  zb_member_form_fill (self->form, draft);
}

ZbMemberDialog *
zb_member_dialog_new (GtkWindow *parent,
                      ZbRoster  *roster,
                      gint64     member)
{
  ZbMemberDialog *self = g_object_new (ZB_TYPE_MEMBER_DIALOG, "transient-for", parent, "title",
                                       member != 0 ? _ ("编辑党员") : _ ("添加党员"), NULL);

  g_set_object (&self->roster, roster);
  self->member = member;
  self->form = zb_member_form_new (roster);
  add_fields (self, self->basic, basic_fields, G_N_ELEMENTS (basic_fields));
  add_fields (self, self->party, party_fields, G_N_ELEMENTS (party_fields));
  add_fields (self, self->contact, contact_fields, G_N_ELEMENTS (contact_fields));
  add_fields (self, self->other, other_fields, G_N_ELEMENTS (other_fields));
  gtk_widget_set_visible (self->coming, member == 0);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fill_form (self);
  gtk_widget_grab_focus (zb_member_form_get_row (self->form, ZB_MEMBER_NAME));

  return self;
}

void
zb_member_dialog_present (GtkWindow *parent,
                          ZbRoster  *roster,
                          gint64     member)
{
  gtk_window_present (GTK_WINDOW (zb_member_dialog_new (parent, roster, member)));
}
