/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/import-card-view.h"

#include <glib/gi18n.h>

#include "ui/import/import-strip.h"
#include "ui/kind-badge.h"
#include "ui/meeting-chooser.h"
#include "ui/meeting-dialog.h"
#include "ui/words.h"

/* One line of the choice. */
typedef struct
{
  ZbChoice choice;
  gint64   meeting; /* LINK; 0: ask which */
} Option;

struct _ZbImportCardView
{
  AdwBin parent_instance;

  ZbImport   *import;
  ZbMeetings *meetings;
  guint       number;
  GArray     *options; /* of Option, as the drop-down shows them */
  gboolean    filling;

  GtkBox          *badge;
  GtkLabel        *title;
  GtkLabel        *reason;
  GtkLabel        *count;
  GtkDropDown     *choice;
  GtkWidget       *edit;
  GtkWidget       *make;
  GtkToggleButton *shift;
  GtkSwitch       *include;
  GtkWidget       *ask;
  GtkLabel        *ask_text;
  GtkEditable     *ask_time;
  GtkWidget       *scroller;
  GtkBox          *strip;
  GtkBox          *suggestions;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbImportCardView, zb_import_card_view, ADW_TYPE_BIN)

static const ZbImportCard *
get_card (ZbImportCardView *self)
{
  return g_ptr_array_index (zb_import_get_cards (self->import), self->number);
}

static const char *
get_theme (ZbImportCardView *self,
           gint64            id)
{
  ZbMeeting *meeting = id != 0 ? zb_meetings_find (self->meetings, id) : NULL;

  return meeting != NULL ? zb_meeting_get_theme (meeting) : _ ("活动");
}

static void
add_option (ZbImportCardView *self,
            GtkStringList    *words,
            ZbChoice          choice,
            gint64            meeting)
{
  Option           option = { choice, meeting };
  g_autofree char *text = NULL;

  if (choice == ZB_CHOICE_LINK)
    text = meeting != 0 ? g_strdup_printf (_ ("归入：%s"), get_theme (self, meeting)) : g_strdup (_ ("其他活动…"));
  else
    text = g_strdup (choice == ZB_CHOICE_NEW ? _ ("新建活动") : _ ("暂不归入"));
  gtk_string_list_append (words, text);
  g_array_append_val (self->options, option);
}

static gboolean
has_option (ZbImportCardView *self,
            gint64            meeting)
{
  for (guint i = 0; i < self->options->len; i++)
    if (g_array_index (self->options, Option, i).meeting == meeting)
      return TRUE;

  return FALSE;
}

static void
add_meeting_options (ZbImportCardView   *self,
                     GtkStringList      *words,
                     const ZbImportCard *card)
{
  if (card->meeting != 0)
    add_option (self, words, ZB_CHOICE_LINK, card->meeting);
  for (guint i = 0; card->others != NULL && i < card->others->len; i++)
    if (!has_option (self, g_array_index (card->others, gint64, i)))
      add_option (self, words, ZB_CHOICE_LINK, g_array_index (card->others, gint64, i));
  if (card->choice == ZB_CHOICE_LINK && card->chosen_meeting != 0 && !has_option (self, card->chosen_meeting))
    add_option (self, words, ZB_CHOICE_LINK, card->chosen_meeting);
}

static guint
find_selected (ZbImportCardView   *self,
               const ZbImportCard *card)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (option->choice == card->choice &&
          (option->choice != ZB_CHOICE_LINK || (card->chosen_meeting != 0 && option->meeting == card->chosen_meeting)))
        return i;
    }

  return self->options->len - 1;
}

static void
fill_choice (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_array_set_size (self->options, 0);
  add_meeting_options (self, words, card);
  add_option (self, words, ZB_CHOICE_LINK, 0);
  if (card->draft != NULL)
    add_option (self, words, ZB_CHOICE_NEW, 0);
  add_option (self, words, ZB_CHOICE_UNLINKED, 0);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->choice, find_selected (self, card));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), TRUE);
  self->filling = FALSE;
}

static char *
dup_title (ZbImportCardView   *self,
           const ZbImportCard *card)
{
  switch (card->kind)
    {
    case ZB_CARD_CLOCK:
      return g_strdup_printf (_ ("时钟可疑：%s"), card->camera != NULL ? card->camera : _ ("不知名的相机"));
    case ZB_CARD_UNDATED:
      return g_strdup (_ ("无法确定日期"));
    case ZB_CARD_SCREENSHOT:
      return g_strdup (_ ("截图"));
    case ZB_CARD_DUPLICATE:
      return g_strdup (_ ("已在相册中"));
    case ZB_CARD_OTHER:
      return g_strdup (_ ("不导入的文件"));
    case ZB_CARD_MEETING:
    case ZB_CARD_SUGGEST:
    case ZB_CARD_NEW:
    default:
      break;
    }
  if (card->choice == ZB_CHOICE_LINK && card->chosen_meeting != 0)
    return g_strdup (get_theme (self, card->chosen_meeting));
  if (card->choice == ZB_CHOICE_NEW && card->draft != NULL)
    return g_strdup_printf (_ ("新建：%s"), card->draft->theme);
  return zb_words_span (&card->from, &card->to);
}

static ZbKinds
get_kinds (ZbImportCardView   *self,
           const ZbImportCard *card)
{
  ZbMeeting *meeting = card->choice == ZB_CHOICE_LINK ? zb_meetings_find (self->meetings, card->chosen_meeting) : NULL;

  if (meeting != NULL)
    return zb_meeting_get_kinds (meeting);
  return card->choice == ZB_CHOICE_NEW && card->draft != NULL ? card->draft->kinds : 0;
}

static const char *
get_icon (ZbCardKind kind)
{
  switch (kind)
    {
    case ZB_CARD_CLOCK:
      return "alarm-symbolic";
    case ZB_CARD_SCREENSHOT:
      return "video-display-symbolic";
    case ZB_CARD_DUPLICATE:
      return "edit-copy-symbolic";
    case ZB_CARD_OTHER:
      return "dialog-information-symbolic";
    case ZB_CARD_UNDATED:
      return "document-open-recent-symbolic";
    case ZB_CARD_MEETING:
    case ZB_CARD_SUGGEST:
    case ZB_CARD_NEW:
    default:
      return "image-x-generic-symbolic";
    }
}

static guint
count_items (const ZbImportCard *card)
{
  guint n = 0;

  for (guint i = 0; i < card->items->len; i++)
    n += !((const ZbCardItem *) g_ptr_array_index (card->items, i))->left_out;

  return n;
}

static void
show_head (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);
  ZbKinds             kinds = get_kinds (self, card);
  g_autofree char    *title = dup_title (self, card);
  g_autofree char    *count = g_strdup_printf (_ ("%u 张"), count_items (card));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->reason, card->reason);
  gtk_label_set_label (self->count, count);
  zb_kind_badge_fill (self->badge, kinds);
  if (kinds == 0)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (card->kind));

      gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
      gtk_box_append (self->badge, icon);
    }
  gtk_widget_set_visible (self->edit, card->choice == ZB_CHOICE_NEW && card->draft != NULL);
  gtk_widget_set_visible (self->make, card->kind == ZB_CARD_NEW && card->choice == ZB_CHOICE_UNLINKED);
}

static void
tell_changed (ZbImportCardView *self)
{
  show_head (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
link_to (ZbImportCardView *self,
         gint64            meeting)
{
  zb_import_choose (self->import, self->number, ZB_CHOICE_LINK, meeting, NULL, 0);
  fill_choice (self);
  tell_changed (self);
}

static void
meeting_chosen_cb (gint64   meeting,
                   gpointer data)
{
  link_to (data, meeting);
}

static void
draft_done_cb (const ZbMeetingDraft *draft,
               gpointer              data)
{
  ZbImportCardView *self = data;

  zb_import_choose (self->import, self->number, ZB_CHOICE_NEW, 0, draft, 0);
  tell_changed (self);
}

static void
edit_clicked_cb (ZbImportCardView *self)
{
  zb_meeting_dialog_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_card (self)->draft,
                         draft_done_cb, g_object_ref (self), g_object_unref);
}

static void
choose_other (ZbImportCardView *self)
{
  zb_meeting_chooser_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->meetings,
                          _ ("归入哪次活动？"), meeting_chosen_cb, g_object_ref (self), g_object_unref);
  fill_choice (self);
}

static void
make_meeting (ZbImportCardView *self)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_copy (get_card (self)->draft);

  zb_import_choose (self->import, self->number, ZB_CHOICE_NEW, 0, draft, 0);
  tell_changed (self);
}

static void
make_clicked_cb (ZbImportCardView *self)
{
  make_meeting (self);
  fill_choice (self);
}

static void
choice_changed_cb (ZbImportCardView *self)
{
  guint         selected = gtk_drop_down_get_selected (self->choice);
  const Option *option;

  if (self->filling || selected >= self->options->len)
    return;

  option = &g_array_index (self->options, Option, selected);
  if (option->choice == ZB_CHOICE_LINK && option->meeting == 0)
    choose_other (self);
  else if (option->choice == ZB_CHOICE_NEW)
    make_meeting (self);
  else
    {
      zb_import_choose (self->import, self->number, option->choice, option->meeting, NULL, 0);
      tell_changed (self);
    }
}

/* The answer to "when was this really taken?" gives the seconds to add. */
static gint64
read_answer (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);
  g_autofree char    *text = g_strstrip (g_strdup (gtk_editable_get_text (self->ask_time)));
  ZbWall              real;

  if (!zb_wall_parse (&real, text) || real.precision < ZB_PRECISION_MINUTE)
    return 0;
  return real.seconds - card->from.seconds;
}

static void
choose_shift (ZbImportCardView *self,
              gint64            seconds)
{
  gboolean on = seconds != 0 && gtk_toggle_button_get_active (self->shift);

  zb_import_choose (self->import, self->number, on ? ZB_CHOICE_SHIFT : ZB_CHOICE_UNLINKED, 0, NULL, on ? seconds : 0);
  tell_changed (self);
}

static void
shift_toggled_cb (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);

  if (!self->filling)
    choose_shift (self, card->seconds != 0 ? card->seconds : read_answer (self));
}

static void
ask_changed_cb (ZbImportCardView *self)
{
  gint64 seconds = read_answer (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->shift), seconds != 0);
  gtk_toggle_button_set_active (self->shift, seconds != 0);
  choose_shift (self, seconds);
}

static void
include_changed_cb (ZbImportCardView *self)
{
  if (self->filling)
    return;

  zb_import_choose (self->import, self->number,
                    gtk_switch_get_active (self->include) ? ZB_CHOICE_UNLINKED : ZB_CHOICE_LEAVE, 0, NULL, 0);
  tell_changed (self);
}

static void
left_out_cb (ZbImportCardView *self,
             guint             item,
             gboolean          left_out)
{
  zb_import_leave_out (self->import, self->number, item, left_out);
  tell_changed (self);
}

static void
suggestion_clicked_cb (ZbImportCardView *self,
                       GtkButton        *button)
{
  link_to (self, g_ascii_strtoll (gtk_widget_get_name (GTK_WIDGET (button)), NULL, 10));
}

static void
show_suggestions (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);

  for (guint i = 0; card->others != NULL && i < MIN (card->others->len, 3); i++)
    {
      gint64           meeting = g_array_index (card->others, gint64, i);
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, meeting);
      GtkWidget       *button = gtk_button_new_with_label (get_theme (self, meeting));

      gtk_widget_set_name (button, name);
      g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->suggestions, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), card->others != NULL && card->others->len > 0);
}

static void
show_clock (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);
  g_autofree char    *text = NULL;

  gtk_widget_add_css_class (gtk_widget_get_first_child (GTK_WIDGET (self)), "attention");
  gtk_widget_set_visible (GTK_WIDGET (self->shift), TRUE);
  gtk_widget_set_visible (self->ask, TRUE);
  if (card->seconds == 0)
    {
      g_autofree char *first = zb_words_moment (&card->from);

      text = g_strdup_printf (_ ("第一张照片实际是什么时候拍的？（相机记的是 %s）"), first);
      gtk_button_set_label (GTK_BUTTON (self->shift), _ ("改正"));
      gtk_widget_set_sensitive (GTK_WIDGET (self->shift), FALSE);
    }
  else
    {
      ZbWall           from = zb_wall_plus (card->from, card->seconds), to = zb_wall_plus (card->to, card->seconds);
      g_autofree char *before = zb_words_span (&card->from, &card->to);
      g_autofree char *after = zb_words_span (&from, &to);

      text = card->meeting != 0 ? g_strdup_printf (_ ("%s → %s（%s）"), before, after, get_theme (self, card->meeting)) : g_strdup_printf (_ ("%s → %s"), before, after);
      gtk_button_set_label (GTK_BUTTON (self->shift), _ ("改正时间"));
      gtk_widget_set_visible (GTK_WIDGET (self->ask_time), FALSE);
    }
  gtk_label_set_label (self->ask_text, text);
}

static void
show_card (ZbImportCardView *self)
{
  const ZbImportCard *card = get_card (self);
  GtkWidget          *strip = zb_import_strip_new (card->items, card->kind != ZB_CARD_DUPLICATE && card->kind != ZB_CARD_OTHER);

  self->filling = TRUE;
  g_signal_connect_object (strip, "left-out", G_CALLBACK (left_out_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->strip, strip);
  switch (card->kind)
    {
    case ZB_CARD_CLOCK:
      show_clock (self);
      gtk_toggle_button_set_active (self->shift, card->choice == ZB_CHOICE_SHIFT);
      break;
    case ZB_CARD_SCREENSHOT:
      gtk_widget_set_visible (GTK_WIDGET (self->include), TRUE);
      gtk_switch_set_active (self->include, card->choice != ZB_CHOICE_LEAVE);
      break;
    case ZB_CARD_DUPLICATE:
    case ZB_CARD_OTHER:
      break;
    case ZB_CARD_UNDATED:
      show_suggestions (self);
      fill_choice (self);
      break;
    case ZB_CARD_MEETING:
    case ZB_CARD_SUGGEST:
    case ZB_CARD_NEW:
    default:
      fill_choice (self);
      break;
    }
  self->filling = FALSE;
  show_head (self);
}

static void
zb_import_card_view_dispose (GObject *object)
{
  ZbImportCardView *self = ZB_IMPORT_CARD_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_IMPORT_CARD_VIEW);
  g_clear_object (&self->import);
  g_clear_object (&self->meetings);
  g_clear_pointer (&self->options, g_array_unref);

  G_OBJECT_CLASS (zb_import_card_view_parent_class)->dispose (object);
}

static void
zb_import_card_view_class_init (ZbImportCardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_import_card_view_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/import-card-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, badge);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, title);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, reason);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, count);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, choice);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, edit);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, make);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, shift);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, include);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, ask);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, ask_text);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, ask_time);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, strip);
  gtk_widget_class_bind_template_child (widget_class, ZbImportCardView, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, shift_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, include_changed_cb);
}

static void
zb_import_card_view_init (ZbImportCardView *self)
{
  self->options = g_array_new (FALSE, FALSE, sizeof (Option));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
zb_import_card_view_new (ZbImport   *import,
                         ZbMeetings *meetings,
                         guint       card)
{
  ZbImportCardView *self = g_object_new (ZB_TYPE_IMPORT_CARD_VIEW, NULL);

  self->import = g_object_ref (import);
  self->meetings = g_object_ref (meetings);
  self->number = card;
  show_card (self);

  return GTK_WIDGET (self);
}
