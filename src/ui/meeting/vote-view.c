/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/vote-view.h"

#include <glib/gi18n.h>

#define MOST_BALLOTS 9999

/* In the order of the template. */
enum
{
  ISSUED,
  RETURNED,
  YES,
  NO,
  ABSTAIN,
  WRITTEN,
  N_NUMBERS
};

struct _ZbVoteView
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  ZbVote        *vote; /* as recorded */
  gboolean       filling;
  gboolean       unsaved; /* what stands here was refused: no reading takes it away */

  GtkEditable   *matter;
  GtkDropDown   *formula;
  GtkSpinButton *numbers[N_NUMBERS];
  GtkWidget     *written_box;
  GtkImage      *sign;
  GtkLabel      *words;
  GtkLabel      *other;
  GtkWidget     *why;
  GtkLabel      *article;
  GtkWidget     *remove;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* As the choices stand in the template. */
static const char *const formulas[] = { "ordinary", "admission", "election", "committee" };

G_DEFINE_FINAL_TYPE (ZbVoteView, zb_vote_view, ADW_TYPE_BIN)

/* As typed, also before the button has taken it over. */
static guint
read_number (GtkSpinButton *button)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (button)), 10, 0, MOST_BALLOTS, &number, NULL))
    return number;

  return gtk_spin_button_get_value_as_int (button);
}

static ZbVote *
read_vote (ZbVoteView *self)
{
  ZbVote *vote = zb_vote_copy (self->vote);
  guint   chosen = gtk_drop_down_get_selected (self->formula);

  g_free (vote->matter);
  g_free (vote->formula);
  vote->matter = g_strstrip (g_strdup (gtk_editable_get_text (self->matter)));
  vote->formula = g_strdup (formulas[MIN (chosen, G_N_ELEMENTS (formulas) - 1)]);
  vote->issued = read_number (self->numbers[ISSUED]);
  vote->returned = read_number (self->numbers[RETURNED]);
  vote->yes = read_number (self->numbers[YES]);
  vote->no = read_number (self->numbers[NO]);
  vote->abstain = read_number (self->numbers[ABSTAIN]);
  vote->written = g_str_equal (vote->formula, "admission") ? read_number (self->numbers[WRITTEN]) : 0;

  return vote;
}

static gboolean
is_same (const ZbVote *a,
         const ZbVote *b)
{
  return g_strcmp0 (a->matter, b->matter) == 0 && g_strcmp0 (a->formula, b->formula) == 0 && a->issued == b->issued &&
         a->returned == b->returned && a->yes == b->yes && a->no == b->no && a->abstain == b->abstain && a->written == b->written;
}

static void
show_card (ZbVoteView       *self,
           const ZbVoteCard *card)
{
  const char *css_class = card->passed ? "quorum-holds" : card->bad ? "quorum-short"
                                                                    : "dim-label";

  gtk_image_set_from_icon_name (self->sign, card->passed ? "object-select-symbolic" : card->bad ? "dialog-warning-symbolic"
                                                                                                : "process-stop-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), (const char *[]){ css_class, NULL });
  gtk_widget_set_css_classes (GTK_WIDGET (self->words), (const char *[]){ "heading", css_class, NULL });
  gtk_label_set_label (self->words, card->words != NULL ? card->words : "");
  gtk_label_set_label (self->other, card->other != NULL ? card->other : "");
  gtk_widget_set_visible (GTK_WIDGET (self->other), card->other != NULL);
  gtk_label_set_label (self->article, card->article != NULL ? card->article : "");
  gtk_widget_set_visible (self->why, card->article != NULL);
}

static void
judge (ZbVoteView *self)
{
  ZbRecord   *record = zb_meeting_desk_get_record (self->desk);
  ZbVote     *vote = read_vote (self);
  ZbVoteCard *card = record != NULL && vote->yes + vote->no + vote->abstain > 0
                         ? zb_calendar_count_vote (zb_meeting_desk_get_calendar (self->desk), record->meeting, record->attendance, vote)
                         : NULL;

  gtk_widget_set_visible (self->written_box, g_str_equal (vote->formula, "admission"));
  if (card != NULL)
    show_card (self, card);
  else
    show_card (self, &(ZbVoteCard){ .words = (char *) _ ("填上票数就能看到结果") });
  gtk_widget_set_visible (GTK_WIDGET (self->sign), card != NULL);
  g_clear_pointer (&card, zb_vote_card_free);
  zb_vote_free (vote);
}

static void
changed_cb (ZbVoteView *self)
{
  if (!self->filling && self->desk != NULL)
    judge (self);
}

typedef struct
{
  ZbVoteView    *view;
  ZbMeetingEdit *edit;
} Saving;

/* What could not be saved stays on the screen and differs from the record. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Saving *saving = data;
  g_autoptr (ZbVoteView) self = saving->view;

  self->unsaved = zb_meeting_desk_end (saving->edit, source, result) == 0;
  if (!self->unsaved)
    g_signal_emit (self, signals[SAVED], 0);
  else if (self->vote != NULL)
    g_clear_pointer (&self->vote->matter, g_free);
}

static void
put (ZbVoteView   *self,
     const ZbVote *vote)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->view = g_object_ref (self);
  saving->edit = zb_meeting_desk_begin (self->desk, NULL);
  zb_record_put_vote_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), vote, NULL, saved_cb, saving);
}

static void
left_cb (ZbVoteView *self)
{
  zb_vote_view_commit (self);
}

static void
remove_cb (ZbVoteView *self)
{
  zb_record_remove_vote_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), self->vote->id, NULL,
                               zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, _ ("已删除一项表决")));
}

static void
zb_vote_view_dispose (GObject *object)
{
  ZbVoteView *self = ZB_VOTE_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_VOTE_VIEW);
  g_clear_pointer (&self->vote, zb_vote_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_vote_view_parent_class)->dispose (object);
}

static void
zb_vote_view_class_init (ZbVoteViewClass *klass)
{
  static const char *const names[N_NUMBERS] = { "issued", "returned", "yes", "no", "abstain", "written" };
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_vote_view_dispose;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/vote-view.ui");
  for (guint i = 0; i < N_NUMBERS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (ZbVoteView, numbers) + i * sizeof (gpointer));
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, matter);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, formula);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, written_box);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, words);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, other);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, why);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, article);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteView, remove);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
zb_vote_view_init (ZbVoteView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_vote_view_new (ZbMeetingDesk *desk,
                  const ZbVote  *vote)
{
  ZbVoteView *self = g_object_new (ZB_TYPE_VOTE_VIEW, NULL);

  g_set_object (&self->desk, desk);
  zb_vote_view_show (self, vote);

  return GTK_WIDGET (self);
}

static void
fill (ZbVoteView *self)
{
  const ZbVote *vote = self->vote;
  const guint   numbers[N_NUMBERS] = { vote->issued, vote->returned, vote->yes, vote->no, vote->abstain, vote->written };

  self->filling = TRUE;
  gtk_editable_set_text (self->matter, vote->matter != NULL ? vote->matter : "");
  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    if (g_strcmp0 (formulas[i], vote->formula) == 0)
      gtk_drop_down_set_selected (self->formula, i);
  for (guint i = 0; i < N_NUMBERS; i++)
    gtk_spin_button_set_value (self->numbers[i], numbers[i]);
  self->filling = FALSE;
  gtk_widget_set_visible (self->remove, vote->id != 0);
}

void
zb_vote_view_show (ZbVoteView   *self,
                   const ZbVote *vote)
{
  g_return_if_fail (ZB_IS_VOTE_VIEW (self));

  if (vote != NULL && (self->vote == NULL || (!self->unsaved && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)))
    {
      g_clear_pointer (&self->vote, zb_vote_free);
      self->vote = zb_vote_copy (vote);
      fill (self);
    }
  judge (self);
}

gint64
zb_vote_view_get_vote (ZbVoteView *self)
{
  g_return_val_if_fail (ZB_IS_VOTE_VIEW (self), 0);

  return self->vote->id;
}

void
zb_vote_view_commit (ZbVoteView *self)
{
  ZbVote *vote;

  g_return_if_fail (ZB_IS_VOTE_VIEW (self));

  if (self->desk == NULL || zb_meeting_desk_get_locked (self->desk))
    return;

  vote = read_vote (self);
  if (*vote->matter != '\0' && !is_same (vote, self->vote))
    {
      put (self, vote);
      zb_vote_free (self->vote);
      self->vote = vote;
    }
  else
    zb_vote_free (vote);
}
