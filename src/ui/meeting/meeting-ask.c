/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-ask.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwMessageDialog *dialog; /* borrowed: it owns this */
  GtkEditable      *entry;
  void (*done) (const char *reason, gpointer data);
  gpointer       data;
  GDestroyNotify free_data;
} Asking;

static char *
dup_reason (Asking *asking)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));
}

static void
changed_cb (GtkEditable *entry,
            gpointer     data)
{
  Asking          *asking = data;
  g_autofree char *reason = dup_reason (asking);

  adw_message_dialog_set_response_enabled (asking->dialog, "do", *reason != '\0');
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  Asking          *asking = data;
  g_autofree char *reason = dup_reason (asking);

  if (g_strcmp0 (response, "do") == 0 && *reason != '\0')
    asking->done (reason, asking->data);
}

static void
free_asking (gpointer  data,
             GClosure *closure)
{
  Asking *asking = data;

  if (asking->free_data != NULL)
    asking->free_data (asking->data);
  g_free (asking);
}

void
zb_meeting_ask_reason (GtkWindow               *parent,
                       const ZbMeetingQuestion *question,
                       void (*done) (const char *reason, gpointer data),
                       gpointer       data,
                       GDestroyNotify free_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, question->heading, question->body);
  GtkWidget *entry = gtk_entry_new ();
  Asking    *asking = g_new0 (Asking, 1);

  *asking = (Asking){ ADW_MESSAGE_DIALOG (dialog), GTK_EDITABLE (entry), done, data, free_data };
  adw_message_dialog_add_responses (asking->dialog, "cancel", _ ("不"), "do", question->label, NULL);
  adw_message_dialog_set_response_appearance (asking->dialog, "do",
                                              question->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (asking->dialog, "do", FALSE);
  adw_message_dialog_set_default_response (asking->dialog, "do");
  adw_message_dialog_set_close_response (asking->dialog, "cancel");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("原因"));
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("原因"), -1);
  adw_message_dialog_set_extra_child (asking->dialog, entry);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), asking);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, free_asking, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
