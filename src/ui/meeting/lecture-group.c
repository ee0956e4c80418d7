/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/lecture-group.h"

#include <glib/gi18n.h>

#define MOST_ACTIVISTS 9999

struct _ZbLectureGroup
{
  AdwPreferencesGroup parent_instance;

  ZbMeetingDesk *desk;

  GtkEditable *lecturer;
  GtkEditable *material;
  GtkEditable *activists;
};

G_DEFINE_FINAL_TYPE (ZbLectureGroup, zb_lecture_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

/* What is no number is not taken: the field keeps what it was. */
static int
read_activists (ZbLectureGroup *self,
                int             before)
{
  g_autofree char *text = dup_text (self->activists);
  guint64          number;

  if (*text == '\0')
    return -1;

  return g_ascii_string_to_unsigned (text, 10, 0, MOST_ACTIVISTS, &number, NULL) ? (int) number : before;
}

static void
show (ZbLectureGroup *self)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);
  g_autoptr (ZbMeetingDraft) draft = record != NULL ? zb_meeting_to_draft (record->meeting) : NULL;
  g_autofree char *activists = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), draft != NULL && (draft->kinds & (1u << ZB_KIND_LECTURE)) != 0);
  if (draft == NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return;

  activists = draft->activists >= 0 ? g_strdup_printf ("%d", draft->activists) : g_strdup ("");
  gtk_editable_set_text (self->lecturer, draft->lecturer != NULL ? draft->lecturer : "");
  gtk_editable_set_text (self->material, draft->material != NULL ? draft->material : "");
  gtk_editable_set_text (self->activists, activists);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !zb_meeting_desk_get_locked (self->desk));
}

static gboolean
set_text (char       **field,
          GtkEditable *editable)
{
  g_autofree char *text = dup_text (editable);

  if (g_strcmp0 (text, *field != NULL ? *field : "") == 0)
    return FALSE;

  g_free (*field);
  *field = g_steal_pointer (&text);
  return TRUE;
}

static void
left_cb (ZbLectureGroup *self)
{
  ZbRecord *record = self->desk != NULL ? zb_meeting_desk_get_record (self->desk) : NULL;
  g_autoptr (ZbMeetingDraft) draft = record != NULL ? zb_meeting_to_draft (record->meeting) : NULL;
  gboolean changed;
  int      activists;

  if (draft == NULL || zb_meeting_desk_get_locked (self->desk))
    return;

  changed = set_text (&draft->lecturer, self->lecturer);
  changed = set_text (&draft->material, self->material) || changed;
  activists = read_activists (self, draft->activists);
  if (!changed && activists == draft->activists)
    return;

  draft->activists = activists;
  zb_meetings_edit_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), draft, NULL,
                          zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, NULL));
}

static void
zb_lecture_group_dispose (GObject *object)
{
  ZbLectureGroup *self = ZB_LECTURE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_LECTURE_GROUP);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_lecture_group_parent_class)->dispose (object);
}

static void
zb_lecture_group_class_init (ZbLectureGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_lecture_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/lecture-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbLectureGroup, lecturer);
  gtk_widget_class_bind_template_child (widget_class, ZbLectureGroup, material);
  gtk_widget_class_bind_template_child (widget_class, ZbLectureGroup, activists);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
zb_lecture_group_init (ZbLectureGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_lecture_group_set_desk (ZbLectureGroup *self,
                           ZbMeetingDesk  *desk)
{
  g_return_if_fail (ZB_IS_LECTURE_GROUP (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
