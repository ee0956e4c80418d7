/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/agenda-tab.h"

#include <glib/gi18n.h>

#include "ui/meeting/agenda-form.h"
#include "ui/meeting/agenda-list.h"
#include "ui/meeting/agenda-text.h"
#include "ui/meeting/lecture-group.h"
#include "ui/meeting/photo-strip.h"
#include "ui/meeting/speaker-popover.h"

#define NOTHING -1
#define RESOLUTION 0

struct _ZbAgendaTab
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  GHashTable    *texts;   /* gint64 item → ZbAgendaText */
  gint64         current; /* NOTHING, RESOLUTION or an item */
  gboolean       choose_last;
  gboolean       folded;

  GtkBox           *columns;
  GtkWidget        *side;
  ZbAgendaList     *list;
  GtkWidget        *no_items;
  GtkMenuButton    *add;
  ZbAgendaForm     *add_form;
  GtkMenuButton    *edit;
  ZbAgendaForm     *edit_form;
  GtkWidget        *item_menu;
  GtkLabel         *heading;
  GtkLabel         *status;
  GtkTextView      *view;
  GtkMenuButton    *speakers_button;
  ZbSpeakerPopover *speakers;
  GtkLabel         *present;
  GtkButton        *done;
  ZbLectureGroup   *lecture;
  ZbPhotoStrip     *photos;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const actions[] = { "agenda.done", "agenda.remove", "agenda.up", "agenda.down", "agenda.template" };

G_DEFINE_FINAL_TYPE (ZbAgendaTab, zb_agenda_tab, ADW_TYPE_BIN)

static ZbAgendaText *
get_text (ZbAgendaTab *self)
{
  return g_hash_table_lookup (self->texts, &self->current);
}

static GPtrArray *
get_agenda (ZbAgendaTab *self)
{
  ZbRecord *record = self->desk != NULL ? zb_meeting_desk_get_record (self->desk) : NULL;

  return record != NULL ? record->agenda : NULL;
}

static gint
find_index (ZbAgendaTab *self,
            gint64       item)
{
  GPtrArray *agenda = get_agenda (self);

  for (guint i = 0; agenda != NULL && i < agenda->len; i++)
    if (((ZbAgendaItem *) g_ptr_array_index (agenda, i))->id == item)
      return i;

  return -1;
}

/* The next one that is not written, from the one after the current on; NOTHING. */
static gint64
find_unwritten (ZbAgendaTab *self)
{
  GPtrArray *agenda = get_agenda (self);
  gint       here = find_index (self, self->current);

  for (guint i = 0; agenda != NULL && i < agenda->len; i++)
    {
      const ZbAgendaItem *item = g_ptr_array_index (agenda, (here + 1 + i) % agenda->len);

      if (!item->written && item->id != self->current)
        return item->id;
    }

  return NOTHING;
}

static gboolean
may_hand_in (ZbAgendaTab *self)
{
  ZbRecord      *record = zb_meeting_desk_get_record (self->desk);
  ZbMeetingState state = record != NULL ? zb_meeting_get_state (record->meeting) : ZB_STATE_REVIEWED;

  return record != NULL && record->agenda->len > 0 && find_unwritten (self) == NOTHING && state == ZB_STATE_HELD;
}

static void
show_heading (ZbAgendaTab *self)
{
  const ZbAgendaItem *item = self->current > 0 ? zb_agenda_text_find_item (self->desk, self->current) : NULL;
  g_autofree char    *words = item != NULL ? g_strdup_printf ("%d · %s", find_index (self, self->current) + 1, item->title) : NULL;

  gtk_label_set_label (self->heading, words != NULL ? words : _ ("决议"));
}

static void
show_status (ZbAgendaTab *self)
{
  ZbAgendaText    *text = get_text (self);
  gboolean         open = text != NULL && zb_agenda_text_is_ready (text) && !zb_meeting_desk_get_locked (self->desk);
  g_autofree char *status = text != NULL ? zb_agenda_text_dup_status (text) : NULL;

  gtk_label_set_label (self->status, status != NULL ? status : "");
  gtk_text_view_set_editable (self->view, open);
  gtk_text_view_set_cursor_visible (self->view, open);
}

static void
show_actions (ZbAgendaTab *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   open = !zb_meeting_desk_get_locked (self->desk);
  gint       here = find_index (self, self->current);
  GPtrArray *agenda = get_agenda (self);

  gtk_widget_set_visible (GTK_WIDGET (self->edit), here >= 0);
  gtk_widget_set_visible (self->item_menu, here >= 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->edit), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->speakers_button), open);
  gtk_widget_action_set_enabled (widget, "agenda.template", open);
  gtk_widget_action_set_enabled (widget, "agenda.remove", open && here >= 0);
  gtk_widget_action_set_enabled (widget, "agenda.up", open && here > 0);
  gtk_widget_action_set_enabled (widget, "agenda.down", open && here >= 0 && here + 1 < (gint) agenda->len);
  gtk_widget_action_set_enabled (widget, "agenda.done", open && self->current != NOTHING);
  gtk_button_set_label (self->done, may_hand_in (self) ? _ ("提交审核") : _ ("写好了"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->done), may_hand_in (self) ? _ ("记录都写好了，请书记审核（Ctrl+Enter）")
                                                                           : _ ("这一项写好了，写下一项（Ctrl+Enter）"));
}

static void
text_changed_cb (ZbAgendaTab  *self,
                 ZbAgendaText *text)
{
  if (self->desk != NULL && text == get_text (self))
    show_status (self);
}

static void
show_text (ZbAgendaTab *self)
{
  ZbAgendaText *text = get_text (self);

  if (text == NULL)
    {
      text = zb_agenda_text_new (self->desk, self->current);
      g_signal_connect_object (text, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->texts, g_memdup2 (&self->current, sizeof self->current), text);
    }
  if (gtk_text_view_get_buffer (self->view) != zb_agenda_text_get_buffer (text))
    gtk_text_view_set_buffer (self->view, zb_agenda_text_get_buffer (text));
  show_heading (self);
  show_status (self);
  show_actions (self);
}

static void
order (ZbAgendaTab *self,
       gint64       item,
       gint         place)
{
  GPtrArray *agenda = get_agenda (self);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < agenda->len; i++)
    {
      gint64 id = ((ZbAgendaItem *) g_ptr_array_index (agenda, i))->id;

      if (id != item)
        g_array_append_val (items, id);
    }
  g_array_insert_val (items, CLAMP (place, 0, (gint) items->len), item);
  zb_agenda_tab_commit (self);
  zb_record_order_agenda_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), items, NULL,
                                zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, NULL));
}

static void
moved_cb (ZbAgendaTab *self,
          gint64       item,
          gint         place)
{
  if (find_index (self, item) >= 0)
    order (self, item, place);
}

static void
show_list (ZbAgendaTab *self)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);

  zb_agenda_list_show (self->list, record, self->current, !zb_meeting_desk_get_locked (self->desk));
  gtk_widget_set_visible (self->no_items, record->agenda->len == 0);
}

static void
choose_current (ZbAgendaTab *self)
{
  GPtrArray *agenda = get_agenda (self);

  if (self->choose_last && agenda->len > 0)
    self->current = ((ZbAgendaItem *) g_ptr_array_index (agenda, agenda->len - 1))->id;
  else if (self->current == NOTHING || (self->current > 0 && find_index (self, self->current) < 0))
    {
      self->current = NOTHING;
      self->current = find_unwritten (self);
      if (self->current == NOTHING)
        self->current = agenda->len > 0 ? ((ZbAgendaItem *) g_ptr_array_index (agenda, 0))->id : RESOLUTION;
    }
  self->choose_last = FALSE;
}

static void
update_texts (ZbAgendaTab *self)
{
  GHashTableIter iter;
  gpointer       key, text;

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &key, &text))
    if (*(gint64 *) key != RESOLUTION && find_index (self, *(gint64 *) key) < 0)
      g_hash_table_iter_remove (&iter);
    else
      zb_agenda_text_update (text);
}

static void
insert_at_cursor (ZbAgendaTab *self,
                  const char  *words)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter      cursor;
  g_autofree char *line = NULL;

  if (!gtk_text_view_get_editable (self->view))
    return;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = g_strconcat (gtk_text_iter_starts_line (&cursor) ? "" : "\n", words, NULL);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, line, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_people (ZbAgendaTab *self)
{
  GPtrArray        *attendance = zb_meeting_desk_get_record (self->desk)->attendance;
  ZbAttendanceCount count = zb_record_count (attendance, FALSE);
  g_autofree char  *words = count.present > 0 ? g_strdup_printf (_ ("已到 %u 人"), count.present) : g_strdup (_ ("考勤未登记"));

  gtk_label_set_label (self->present, words);
  gtk_widget_set_visible (GTK_WIDGET (self->speakers_button), zb_speaker_popover_fill (self->speakers, attendance));
}

static void
refresh (ZbAgendaTab *self)
{
  if (get_agenda (self) == NULL)
    return;

  choose_current (self);
  update_texts (self);
  show_list (self);
  show_people (self);
  show_text (self);
}

static void
chosen_cb (ZbAgendaTab *self,
           gint64       item)
{
  if (item == self->current)
    return;

  zb_agenda_tab_commit (self);
  self->current = item;
  show_text (self);
}

static void
entered_cb (ZbAgendaTab *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
speaker_cb (ZbAgendaTab *self,
            const char  *name)
{
  g_autofree char *words = g_strconcat (name, "：", NULL);

  insert_at_cursor (self, words);
}

static void
put_item (ZbAgendaTab        *self,
          const ZbAgendaItem *item)
{
  zb_record_put_agenda_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), item, NULL,
                              zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, NULL));
}

static void
added_cb (ZbAgendaTab *self)
{
  ZbAgendaItem *item = zb_agenda_form_dup_item (self->add_form);

  zb_agenda_tab_commit (self);
  self->choose_last = TRUE;
  put_item (self, item);
  zb_agenda_item_free (item);
}

static void
add_shown_cb (ZbAgendaTab *self)
{
  zb_agenda_form_fill (self->add_form, NULL);
}

static void
edit_shown_cb (ZbAgendaTab *self)
{
  const ZbAgendaItem *item = zb_agenda_text_find_item (self->desk, self->current);

  if (item != NULL)
    zb_agenda_form_fill (self->edit_form, item);
}

static void
edited_cb (ZbAgendaTab *self)
{
  const ZbAgendaItem *item;
  ZbAgendaItem       *form = zb_agenda_form_dup_item (self->edit_form);
  ZbAgendaItem        changed;

  zb_agenda_tab_commit (self);
  item = zb_agenda_text_find_item (self->desk, self->current);
  if (item != NULL)
    {
      g_autofree char *body = get_text (self) != NULL && zb_agenda_text_is_ready (get_text (self))
                                  ? zb_agenda_text_dup_text (get_text (self))
                                  : g_strdup (item->body);

      changed = *item;
      changed.title = form->title;
      changed.speaker = form->speaker;
      changed.starts = form->starts;
      changed.body = body;
      put_item (self, &changed);
    }
  zb_agenda_item_free (form);
}

static void
done_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAgendaTab *self = ZB_AGENDA_TAB (widget);
  gboolean     hands_in = may_hand_in (self);
  gint64       next = find_unwritten (self);

  if (get_text (self) != NULL)
    zb_agenda_text_commit (get_text (self), TRUE);
  if (hands_in)
    zb_record_step_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), ZB_STEP_RECORD, NULL,
                          NULL, NULL, zb_meeting_desk_edited_cb,
                          zb_meeting_desk_begin (self->desk, _ ("记录写好了，等书记审核")));
  if (next == NOTHING)
    return;

  self->current = next;
  show_list (self);
  show_text (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
remove_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbAgendaTab *self = ZB_AGENDA_TAB (widget);

  zb_agenda_tab_commit (self);
  zb_record_remove_agenda_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), self->current,
                                 NULL, zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, _ ("已删除一项议程")));
}

static void
move_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAgendaTab *self = ZB_AGENDA_TAB (widget);
  gint         here = find_index (self, self->current);

  order (self, self->current, g_str_equal (action, "agenda.up") ? here - 1 : here + 1);
}

static void
template_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  const char *text = zb_agenda_text_get_template (g_variant_get_int32 (parameter));

  if (text != NULL)
    insert_at_cursor (ZB_AGENDA_TAB (widget), text);
}

static void
set_folded (ZbAgendaTab *self,
            gboolean     folded)
{
  self->folded = folded;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->side, folded ? -1 : 292, folded ? 180 : -1);
}

static void
zb_agenda_tab_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (prop_id == PROP_FOLDED)
    g_value_set_boolean (value, ZB_AGENDA_TAB (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zb_agenda_tab_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (prop_id == PROP_FOLDED)
    set_folded (ZB_AGENDA_TAB (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zb_agenda_tab_unmap (GtkWidget *widget)
{
  zb_agenda_tab_commit (ZB_AGENDA_TAB (widget));

  GTK_WIDGET_CLASS (zb_agenda_tab_parent_class)->unmap (widget);
}

static void
zb_agenda_tab_dispose (GObject *object)
{
  ZbAgendaTab *self = ZB_AGENDA_TAB (object);

  zb_agenda_tab_commit (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_AGENDA_TAB);
  g_hash_table_remove_all (self->texts);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_agenda_tab_parent_class)->dispose (object);
}

static void
zb_agenda_tab_finalize (GObject *object)
{
  g_clear_pointer (&ZB_AGENDA_TAB (object)->texts, g_hash_table_unref);

  G_OBJECT_CLASS (zb_agenda_tab_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/agenda-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, columns);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, side);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, list);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, no_items);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, add);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, add_form);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, edit);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, edit_form);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, item_menu);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, heading);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, status);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, view);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, speakers_button);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, speakers);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, present);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, done);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, lecture);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaTab, photos);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, speaker_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, zb_agenda_tab_commit);
}

static void
zb_agenda_tab_class_init (ZbAgendaTabClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_agenda_tab_dispose;
  object_class->finalize = zb_agenda_tab_finalize;
  object_class->get_property = zb_agenda_tab_get_property;
  object_class->set_property = zb_agenda_tab_set_property;
  widget_class->unmap = zb_agenda_tab_unmap;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "agenda.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "agenda.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "agenda.up", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "agenda.down", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "agenda.template", "i", template_cb);
  g_type_ensure (ZB_TYPE_AGENDA_FORM);
  g_type_ensure (ZB_TYPE_AGENDA_LIST);
  g_type_ensure (ZB_TYPE_LECTURE_GROUP);
  g_type_ensure (ZB_TYPE_PHOTO_STRIP);
  g_type_ensure (ZB_TYPE_SPEAKER_POPOVER);
  bind_template (widget_class);
}

static void
zb_agenda_tab_init (ZbAgendaTab *self)
{
  self->current = NOTHING;
  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], FALSE);
  set_folded (self, FALSE);
}

void
zb_agenda_tab_set_desk (ZbAgendaTab   *self,
                        ZbMeetingDesk *desk)
{
  g_return_if_fail (ZB_IS_AGENDA_TAB (self));

  g_set_object (&self->desk, desk);
  zb_lecture_group_set_desk (self->lecture, desk);
  zb_photo_strip_set_desk (self->photos, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
zb_agenda_tab_commit (ZbAgendaTab *self)
{
  g_return_if_fail (ZB_IS_AGENDA_TAB (self));

  if (self->desk != NULL && get_text (self) != NULL)
    zb_agenda_text_commit (get_text (self), FALSE);
}
