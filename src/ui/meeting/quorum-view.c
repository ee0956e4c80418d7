/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/quorum-view.h"

#include <glib/gi18n.h>

#include "ui/meeting/quorum-bar.h"

struct _ZbQuorumView
{
  AdwBin parent_instance;

  GtkBox        *halves;
  GtkOrientable *separator;
  GtkLabel      *expected;
  GtkLabel      *present;
  GtkLabel      *excused;
  GtkLabel      *absent;
  GtkImage      *sign;
  GtkLabel      *verdict;
  GtkLabel      *formula;
  ZbQuorumBar   *bar;
  GtkLabel      *figures;
  GtkWidget     *why;
  GtkLabel      *article;
  GtkWidget     *unverified;
  GtkLabel      *basis;
};

G_DEFINE_FINAL_TYPE (ZbQuorumView, zb_quorum_view, ADW_TYPE_BIN)

static void
zb_quorum_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_QUORUM_VIEW);

  G_OBJECT_CLASS (zb_quorum_view_parent_class)->dispose (object);
}

static void
zb_quorum_view_class_init (ZbQuorumViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_quorum_view_dispose;

  g_type_ensure (ZB_TYPE_QUORUM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/quorum-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, halves);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, separator);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, expected);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, present);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, excused);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, absent);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, verdict);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, formula);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, figures);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, why);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, article);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, unverified);
  gtk_widget_class_bind_template_child (widget_class, ZbQuorumView, basis);
}

static void
zb_quorum_view_init (ZbQuorumView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_number (GtkLabel *label,
            guint     number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (label, text);
  if (number == 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
}

static void
show_verdict (ZbQuorumView *self,
              const char   *words,
              const char   *icon,
              const char   *css_class)
{
  const char *classes[] = { "heading", css_class, NULL };

  gtk_label_set_label (self->verdict, words);
  gtk_image_set_from_icon_name (self->sign, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), icon != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict), classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), classes + 1);
}

static void
show_basis (ZbQuorumView            *self,
            const ZbAttendanceCount *all)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, _ ("名单 %u 人"), all->listed - all->observers);
  if (all->exempt > 0)
    g_string_append_printf (words, _ ("，%u 人不计入"), all->exempt);
  if (all->observers > 0)
    g_string_append_printf (words, _ ("，列席 %u 人"), all->observers);
  gtk_label_set_label (self->basis, words->str);
}

static void
show_state (ZbQuorumView       *self,
            const ZbQuorumCard *card)
{
  const ZbAttendanceCount *count = &card->count;
  g_autofree char         *short_of = g_strdup_printf (_ ("还差 %u 人"), card->least - MIN (card->least, count->present));
  g_autofree char         *unmarked = g_strdup_printf (_ ("还有 %u 人未登记"), count->unmarked);

  if (count->expected == 0)
    show_verdict (self, _ ("没有应到的人"), NULL, NULL);
  else if (count->unmarked == count->expected)
    show_verdict (self, _ ("尚未登记"), NULL, "dim-label");
  else if (!card->asks)
    show_verdict (self, count->unmarked > 0 ? unmarked : _ ("考勤已登记"), count->unmarked > 0 ? NULL : "object-select-symbolic",
                  count->unmarked > 0 ? "quorum-short" : "quorum-holds");
  else if (card->holds)
    show_verdict (self, _ ("到会人数符合规定"), "object-select-symbolic", "quorum-holds");
  else
    show_verdict (self, short_of, "dialog-warning-symbolic", "quorum-short");
}

static void
show_article (ZbQuorumView       *self,
              const ZbQuorumCard *card)
{
  g_autofree char *figures = card->asks ? g_strdup_printf (_ ("实到 %u 人，至少须 %u 人"), card->count.present, card->least)
                                        : g_strdup_printf (_ ("实到 %u 人，应到 %u 人"), card->count.present, card->count.expected);

  gtk_label_set_label (self->figures, figures);
  gtk_label_set_label (self->formula, card->asks && card->words != NULL ? card->words : "");
  gtk_widget_set_visible (self->why, card->asks && card->article != NULL);
  gtk_label_set_label (self->article, card->article != NULL ? card->article : "");
  gtk_widget_set_visible (self->unverified, card->asks && !card->verified);
}

void
zb_quorum_view_show (ZbQuorumView *self,
                     ZbCalendar   *calendar,
                     ZbRecord     *record)
{
  ZbQuorumCard      card;
  ZbAttendanceCount all;

  g_return_if_fail (ZB_IS_QUORUM_VIEW (self));

  card = zb_calendar_judge (calendar, record->meeting, record->attendance);
  all = zb_record_count (record->attendance, FALSE);
  set_number (self->expected, card.count.expected);
  set_number (self->present, card.count.present);
  set_number (self->excused, card.count.excused);
  set_number (self->absent, card.count.absent);
  zb_quorum_bar_show (self->bar, card.count.expected, card.count.present, card.asks ? card.least : 0);
  show_state (self, &card);
  show_article (self, &card);
  show_basis (self, &all);
}

void
zb_quorum_view_set_folded (ZbQuorumView *self,
                           gboolean      folded)
{
  g_return_if_fail (ZB_IS_QUORUM_VIEW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (self->separator, folded ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}
