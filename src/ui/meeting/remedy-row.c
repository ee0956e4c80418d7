/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/remedy-row.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"

struct _ZbRemedyRow
{
  AdwExpanderRow parent_instance;

  ZbMeetingDesk *desk;
  ZbRemedy      *remedy; /* as recorded, or on its way there */
  gboolean       sent;
  gboolean       unsaved; /* what stands here was refused: no reading takes it away */

  GtkEditable *what;
  GtkEditable *measure;
  GtkEditable *who;
  ZbDayRow    *due;
  ZbDayRow    *done;
  ZbDayRow    *published;
  GtkEditable *result;
  GtkLabel    *state;
  GtkWidget   *finish;
  GtkWidget   *remove;
};

G_DEFINE_FINAL_TYPE (ZbRemedyRow, zb_remedy_row, ADW_TYPE_EXPANDER_ROW)

/* "" is nothing. */
static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* NULL while something stands there that cannot be taken. */
static ZbRemedy *
read_remedy (ZbRemedyRow *self)
{
  ZbRemedy *remedy = g_new0 (ZbRemedy, 1);

  remedy->id = self->remedy->id;
  remedy->what = dup_text (self->what);
  remedy->measure = dup_text (self->measure);
  remedy->who = dup_text (self->who);
  remedy->result = dup_text (self->result);
  if (remedy->what != NULL && zb_day_row_read (self->due, &remedy->due) && zb_day_row_read (self->done, &remedy->done) &&
      zb_day_row_read (self->published, &remedy->published))
    return remedy;

  zb_remedy_free (remedy);
  return NULL;
}

static gboolean
is_same (const ZbRemedy *a,
         const ZbRemedy *b)
{
  return g_strcmp0 (a->what, b->what) == 0 && g_strcmp0 (a->measure, b->measure) == 0 && g_strcmp0 (a->who, b->who) == 0 &&
         g_strcmp0 (a->result, b->result) == 0 && zb_day_compare (a->due, b->due) == 0 && zb_day_compare (a->done, b->done) == 0 &&
         zb_day_compare (a->published, b->published) == 0;
}

typedef struct
{
  ZbRemedyRow   *row;
  ZbMeetingEdit *edit;
} Saving;

/* What could not be saved stays on the screen and differs from the record. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Saving *saving = data;
  g_autoptr (ZbRemedyRow) self = saving->row;

  self->unsaved = zb_meeting_desk_end (saving->edit, source, result) == 0;
  if (!self->unsaved)
    self->sent = TRUE;
  else if (self->remedy != NULL)
    g_clear_pointer (&self->remedy->what, g_free);
}

static void
put (ZbRemedyRow    *self,
     const ZbRemedy *remedy,
     const char     *done)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->row = g_object_ref (self);
  saving->edit = zb_meeting_desk_begin (self->desk, done);
  zb_record_put_remedy_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), remedy, NULL, saved_cb,
                              saving);
}

static char *
dup_subtitle (const ZbRemedy *remedy)
{
  g_autofree char *due = zb_day_is_set (remedy->due) ? zb_day_dup_words (remedy->due) : NULL;
  g_autofree char *until = due != NULL ? g_strdup_printf (_ ("%s前"), due) : NULL;
  g_autofree char *published = zb_day_is_set (remedy->published) ? g_strdup (_ ("已公示")) : NULL;
  const char      *parts[] = { remedy->who, until, published };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_state (ZbRemedyRow *self)
{
  const ZbRemedy *remedy = self->remedy;
  gboolean        done = zb_day_is_set (remedy->done);
  gboolean        late = !done && zb_day_is_whole (remedy->due) &&
                  zb_day_compare (zb_calendar_get_today (zb_meeting_desk_get_calendar (self->desk)), remedy->due) > 0;
  g_autofree char *subtitle = dup_subtitle (remedy);

  g_object_set (self, "use-markup", FALSE, "title", remedy->what != NULL ? remedy->what : _ ("新的一项"), "subtitle", subtitle, NULL);
  gtk_label_set_label (self->state, done ? _ ("已销号") : late ? _ ("逾期")
                                                               : _ ("整改中"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state),
                              (const char *[]){ "tag", done ? "green" : late ? "amber"
                                                                             : "blue",
                                                NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->state), remedy->id != 0);
  gtk_widget_set_visible (self->finish, remedy->id != 0 && !done);
  gtk_widget_set_visible (self->remove, remedy->id != 0);
}

static void
left_cb (ZbRemedyRow *self)
{
  zb_remedy_row_commit (self);
}

static void
finish_cb (ZbRemedyRow *self)
{
  ZbRemedy *remedy = zb_remedy_copy (self->remedy);

  remedy->done = zb_calendar_get_today (zb_meeting_desk_get_calendar (self->desk));
  put (self, remedy, _ ("已销号"));
  zb_remedy_free (remedy);
}

static void
remove_cb (ZbRemedyRow *self)
{
  zb_record_remove_remedy_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), self->remedy->id,
                                 NULL, zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, _ ("已删除一项整改")));
}

static void
zb_remedy_row_dispose (GObject *object)
{
  ZbRemedyRow *self = ZB_REMEDY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_REMEDY_ROW);
  g_clear_pointer (&self->remedy, zb_remedy_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_remedy_row_parent_class)->dispose (object);
}

static void
zb_remedy_row_class_init (ZbRemedyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_remedy_row_dispose;

  g_type_ensure (ZB_TYPE_DAY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/remedy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, what);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, measure);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, who);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, due);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, done);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, published);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, result);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, state);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, finish);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
zb_remedy_row_init (ZbRemedyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_remedy_row_new (ZbMeetingDesk  *desk,
                   const ZbRemedy *remedy)
{
  ZbRemedyRow *self = g_object_new (ZB_TYPE_REMEDY_ROW, NULL);

  g_set_object (&self->desk, desk);
  zb_remedy_row_show (self, remedy);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), remedy->id == 0);

  return GTK_WIDGET (self);
}

static void
set_text (GtkEditable *editable,
          const char  *text)
{
  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static gboolean
is_being_written (ZbRemedyRow *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self));
}

void
zb_remedy_row_show (ZbRemedyRow    *self,
                    const ZbRemedy *remedy)
{
  g_return_if_fail (ZB_IS_REMEDY_ROW (self));

  if (self->remedy != NULL && (self->unsaved || is_being_written (self)) && !is_same (remedy, self->remedy))
    return;

  g_clear_pointer (&self->remedy, zb_remedy_free);
  self->remedy = zb_remedy_copy (remedy);
  set_text (self->what, remedy->what);
  set_text (self->measure, remedy->measure);
  set_text (self->who, remedy->who);
  set_text (self->result, remedy->result);
  zb_day_row_fill (self->due, remedy->due);
  zb_day_row_fill (self->done, remedy->done);
  zb_day_row_fill (self->published, remedy->published);
  show_state (self);
}

gint64
zb_remedy_row_get_remedy (ZbRemedyRow *self)
{
  g_return_val_if_fail (ZB_IS_REMEDY_ROW (self), 0);

  return self->remedy->id;
}

void
zb_remedy_row_commit (ZbRemedyRow *self)
{
  ZbRemedy *remedy;

  g_return_if_fail (ZB_IS_REMEDY_ROW (self));

  if (self->desk == NULL || zb_meeting_desk_get_locked (self->desk))
    return;

  remedy = read_remedy (self);
  if (remedy == NULL)
    return;

  if (is_same (remedy, self->remedy))
    {
      zb_remedy_free (remedy);
      return;
    }
  put (self, remedy, NULL);
  zb_remedy_free (self->remedy);
  self->remedy = remedy;
}

gboolean
zb_remedy_row_is_sent (ZbRemedyRow *self)
{
  g_return_val_if_fail (ZB_IS_REMEDY_ROW (self), FALSE);

  return self->sent;
}
