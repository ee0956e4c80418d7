/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/attendance-tab.h"

#include <glib/gi18n.h>

#include "ui/meeting/attendance-row.h"
#include "ui/meeting/people-popover.h"
#include "ui/meeting/quorum-view.h"

typedef enum
{
  PART_EXPLAIN,
  PART_PRESENT,
  PART_OPEN,
  PART_OBSERVERS,
  N_PARTS
} Part;

struct _ZbAttendanceTab
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  GHashTable    *rows; /* gint64 member → ZbAttendanceRow */
  gboolean       folded;

  ZbQuorumView    *quorum;
  GtkWidget       *all;
  GtkWidget       *rest;
  GtkWidget       *tools;
  GtkLabel        *source;
  ZbPeoplePopover *people;
  GtkWidget       *nobody;
  GtkWidget       *parts;
  GtkLabel        *title[N_PARTS];
  GtkListBox      *list[N_PARTS];
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const actions[] = { "attendance.all", "attendance.rest", "attendance.refresh" };

G_DEFINE_FINAL_TYPE (ZbAttendanceTab, zb_attendance_tab, ADW_TYPE_BIN)

static GPtrArray *
get_lines (ZbAttendanceTab *self)
{
  ZbRecord *record = self->desk != NULL ? zb_meeting_desk_get_record (self->desk) : NULL;

  return record != NULL ? record->attendance : NULL;
}

static Part
get_part (ZbMark mark)
{
  switch (mark)
    {
    case ZB_MARK_PRESENT:
      return PART_PRESENT;
    case ZB_MARK_EXCUSED:
    case ZB_MARK_ABSENT:
    case ZB_MARK_EXEMPT:
      return PART_EXPLAIN;
    case ZB_MARK_OBSERVER:
      return PART_OBSERVERS;
    case ZB_MARK_NONE:
    case ZB_N_MARKS:
    default:
      return PART_OPEN;
    }
}

/* --- edits: shown at once, then told to the service --- */

static void
set_line (GPtrArray          *lines,
          const ZbAttendance *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (((ZbAttendance *) lines->pdata[i])->member == line->member)
      {
        zb_attendance_free (lines->pdata[i]);
        lines->pdata[i] = zb_attendance_copy (line);
        return;
      }

  g_ptr_array_add (lines, zb_attendance_copy (line));
}

static void
put (ZbAttendanceTab *self,
     GPtrArray       *lines,
     const char      *done)
{
  ZbMeetingEdit *edit = zb_meeting_desk_begin (self->desk, done);

  zb_record_put_attendance_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), lines, NULL,
                                  zb_meeting_desk_edited_cb, edit);
  for (guint i = 0; i < lines->len; i++)
    set_line (get_lines (self), lines->pdata[i]);
  zb_meeting_desk_get_record (self->desk)->frozen = TRUE;
  zb_meeting_desk_touch (self->desk);
}

static void
put_cb (ZbAttendanceTab    *self,
        const ZbAttendance *line)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);

  g_ptr_array_add (lines, zb_attendance_copy (line));
  put (self, lines, NULL);
}

static void
remove_row_cb (ZbAttendanceTab *self,
               ZbAttendanceRow *row)
{
  g_autofree char *done = g_strdup_printf (_ ("已把%s移出名单"), zb_attendance_row_get_line (row)->name);

  zb_record_remove_attendance_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk),
                                     zb_attendance_row_get_line (row)->member, NULL, zb_meeting_desk_edited_cb,
                                     zb_meeting_desk_begin (self->desk, done));
}

static void
mark_all_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  ZbAttendanceTab *self = ZB_ATTENDANCE_TAB (widget);
  gboolean         rest = g_str_equal (action, "attendance.rest");
  GPtrArray       *all = get_lines (self);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);
  g_autofree char *done = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const ZbAttendance *line = all->pdata[i];

      if (line->mark == ZB_MARK_NONE || (!rest && (line->mark == ZB_MARK_EXCUSED || line->mark == ZB_MARK_ABSENT)))
        {
          ZbAttendance *present = zb_attendance_copy (line);

          present->mark = ZB_MARK_PRESENT;
          g_clear_pointer (&present->reason, g_free);
          g_clear_pointer (&present->note, g_free);
          g_clear_pointer (&present->approver, g_free);
          g_clear_pointer (&present->approved, g_free);
          g_ptr_array_add (lines, present);
        }
    }
  done = g_strdup_printf (_ ("已把 %u 人记为到会"), lines->len);
  if (lines->len > 0)
    put (self, lines, done);
}

static void
refresh_list_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbAttendanceTab *self = ZB_ATTENDANCE_TAB (widget);

  zb_record_refresh_attendance_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), NULL,
                                      zb_meeting_desk_edited_cb,
                                      zb_meeting_desk_begin (self->desk, _ ("已按当天的名册更新，登记过的没有动")));
}

static void
person_chosen_cb (ZbAttendanceTab *self,
                  ZbMember        *member,
                  gboolean         observer)
{
  const char  *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);
  ZbAttendance line = { .member = zb_member_get_id (member), .duties = (char *) "" };

  line.name = (char *) zb_member_get_name (member);
  line.group = (char *) zb_member_get_value (member, ZB_MEMBER_GROUP);
  line.probationary = g_strcmp0 (category, "probationary") == 0;
  line.voter = !observer && g_strcmp0 (category, "full") == 0;
  line.mark = observer ? ZB_MARK_OBSERVER : ZB_MARK_NONE;
  put_cb (self, &line);
}

static void
people_shown_cb (ZbAttendanceTab *self)
{
  zb_people_popover_fill (self->people, zb_calendar_get_roster (zb_meeting_desk_get_calendar (self->desk)), self->rows);
}

/* --- what is shown --- */

static const ZbFollowUp *
find_follow_up (ZbRecord *record,
                gint64    member)
{
  for (guint i = 0; i < record->follow_ups->len; i++)
    {
      const ZbFollowUp *follow_up = record->follow_ups->pdata[i];

      if (follow_up->member == member)
        return follow_up;
    }

  return NULL;
}

static ZbAttendanceRow *
get_row (ZbAttendanceTab *self,
         gint64           member)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, &member);

  if (row == NULL)
    {
      row = zb_attendance_row_new (zb_meeting_get_day (zb_meeting_desk_get_record (self->desk)->meeting));
      g_hash_table_insert (self->rows, g_memdup2 (&member, sizeof member), g_object_ref_sink (row));
      zb_attendance_row_set_folded (ZB_ATTENDANCE_ROW (row), self->folded);
      g_signal_connect_object (row, "put", G_CALLBACK (put_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "remove", G_CALLBACK (remove_row_cb), self, G_CONNECT_SWAPPED);
    }

  return ZB_ATTENDANCE_ROW (row);
}

static void
place_row (ZbAttendanceTab *self,
           ZbAttendanceRow *row,
           Part             part,
           int              place)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));

  if (parent == GTK_WIDGET (self->list[part]) && gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == place)
    return;

  if (parent != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (parent), GTK_WIDGET (row));
  gtk_list_box_insert (self->list[part], GTK_WIDGET (row), place);
}

static void
drop_rows (ZbAttendanceTab *self,
           GHashTable      *listed)
{
  GHashTableIter iter;
  gpointer       member, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &member, &row))
    if (!g_hash_table_contains (listed, member))
      {
        gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
show_title (ZbAttendanceTab *self,
            Part             part,
            guint            n,
            guint            n_probationary)
{
  static const char *const names[N_PARTS] = { N_ ("需要说明"), N_ ("到会"), N_ ("未登记"), N_ ("列席") };
  g_autofree char         *plain = g_strdup_printf ("%s · %u", _ (names[part]), n);
  g_autofree char         *more = n_probationary > 0 ? g_strdup_printf (_ ("（其中预备党员 %u，无表决权）"), n_probationary) : NULL;
  g_autofree char         *title = g_strconcat (plain, more, NULL);

  gtk_label_set_label (self->title[part], title);
  gtk_widget_set_visible (GTK_WIDGET (self->title[part]), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list[part]), n > 0);
}

static void
show_rows (ZbAttendanceTab *self,
           ZbRecord        *record)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);
  int   place[N_PARTS] = { 0 };
  guint n_probationary = 0;

  for (guint i = 0; i < record->attendance->len; i++)
    g_hash_table_add (listed, &((ZbAttendance *) record->attendance->pdata[i])->member);
  drop_rows (self, listed);
  for (guint i = 0; i < record->attendance->len; i++)
    {
      const ZbAttendance *line = record->attendance->pdata[i];
      ZbAttendanceRow    *row = get_row (self, line->member);
      Part                part = get_part (line->mark);

      zb_attendance_row_show (row, line, find_follow_up (record, line->member));
      place_row (self, row, part, place[part]++);
      n_probationary += part == PART_PRESENT && line->probationary;
    }
  for (Part part = 0; part < N_PARTS; part++)
    show_title (self, part, place[part], part == PART_PRESENT ? n_probationary : 0);
}

static void
show_tools (ZbAttendanceTab *self,
            ZbRecord        *record)
{
  gboolean          open = !zb_meeting_desk_get_locked (self->desk);
  ZbAttendanceCount count = zb_record_count (record->attendance, FALSE);
  ZbDay             day = zb_meeting_get_day (record->meeting);
  g_autofree char  *source = g_strdup_printf (_ ("名单按 %d 月 %d 日当天的党员名册，共 %u 人"), day.month, day.day, count.listed);

  gtk_label_set_label (self->source, source);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), record->frozen ? _ ("已登记，不再随名册变动；要更新请按右边的按钮") : source);
  gtk_widget_set_sensitive (self->tools, open);
  gtk_widget_set_sensitive (self->parts, open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attendance.all", open && count.unmarked + count.excused + count.absent > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attendance.rest", open && count.unmarked > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attendance.refresh", open);
  gtk_widget_set_visible (self->nobody, record->attendance->len == 0);
}

static void
refresh (ZbAttendanceTab *self)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);

  if (record == NULL)
    return;

  zb_quorum_view_show (self->quorum, zb_meeting_desk_get_calendar (self->desk), record);
  show_rows (self, record);
  show_tools (self, record);
}

/* --- keys --- */

static ZbAttendanceRow *
find_focused_row (ZbAttendanceTab *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ZB_TYPE_ATTENDANCE_ROW) : NULL;

  if (row == NULL || GTK_IS_EDITABLE (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return NULL;

  return ZB_ATTENDANCE_ROW (row);
}

/* The row that took its place is next, so that a whole list is marked without the arrows. */
static void
mark_row (ZbAttendanceTab *self,
          ZbAttendanceRow *row,
          ZbMark           mark)
{
  GtkListBox    *list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));
  int            place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GtkListBoxRow *next;

  zb_attendance_row_mark (row, mark);
  if (gtk_widget_get_parent (GTK_WIDGET (row)) == GTK_WIDGET (list))
    return;

  next = gtk_list_box_get_row_at_index (list, place);
  if (next == NULL && place > 0)
    next = gtk_list_box_get_row_at_index (list, place - 1);
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : GTK_WIDGET (row));
}

static gboolean
key_pressed_cb (ZbAttendanceTab *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  static const ZbMark marks[] = { ZB_MARK_PRESENT, ZB_MARK_EXCUSED, ZB_MARK_ABSENT, ZB_MARK_EXEMPT };
  ZbAttendanceRow    *row = find_focused_row (self);
  guint               number = keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_4 ? keyval - GDK_KEY_KP_1 : keyval - GDK_KEY_1;

  if (row == NULL || number >= G_N_ELEMENTS (marks) || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      zb_meeting_desk_get_locked (self->desk))
    return FALSE;

  mark_row (self, row, marks[number]);
  return TRUE;
}

static gboolean
keynav_failed_cb (ZbAttendanceTab *self,
                  GtkDirectionType direction,
                  GtkListBox      *list)
{
  int step = direction == GTK_DIR_DOWN ? 1 : direction == GTK_DIR_UP ? -1
                                                                     : 0;

  for (int part = 0; step != 0 && part < N_PARTS; part++)
    if (self->list[part] == list)
      for (part += step; part >= 0 && part < N_PARTS; part += step)
        {
          GtkWidget *row = step > 0 ? gtk_widget_get_first_child (GTK_WIDGET (self->list[part]))
                                    : gtk_widget_get_last_child (GTK_WIDGET (self->list[part]));

          if (row != NULL)
            return gtk_widget_grab_focus (row);
        }

  return FALSE;
}

static void
set_folded (ZbAttendanceTab *self,
            gboolean         folded)
{
  GHashTableIter iter;
  gpointer       row;

  self->folded = folded;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    zb_attendance_row_set_folded (row, folded);
  zb_quorum_view_set_folded (self->quorum, folded);
  gtk_widget_set_visible (GTK_WIDGET (self->source), !folded);
}

static void
zb_attendance_tab_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_FOLDED)
    g_value_set_boolean (value, ZB_ATTENDANCE_TAB (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zb_attendance_tab_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (prop_id == PROP_FOLDED)
    set_folded (ZB_ATTENDANCE_TAB (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zb_attendance_tab_dispose (GObject *object)
{
  ZbAttendanceTab *self = ZB_ATTENDANCE_TAB (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ATTENDANCE_TAB);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_attendance_tab_parent_class)->dispose (object);
}

static void
zb_attendance_tab_finalize (GObject *object)
{
  g_clear_pointer (&ZB_ATTENDANCE_TAB (object)->rows, g_hash_table_unref);

  G_OBJECT_CLASS (zb_attendance_tab_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const char *const parts[N_PARTS] = { "explain", "present", "open", "observers" };

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/attendance-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, quorum);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, all);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, rest);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, tools);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, source);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, people);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, nobody);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceTab, parts);
  for (Part part = 0; part < N_PARTS; part++)
    {
      g_autofree char *title = g_strconcat (parts[part], "_title", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (parts[part]), FALSE,
                                                 G_STRUCT_OFFSET (ZbAttendanceTab, list) + part * sizeof (gpointer));
      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (title), FALSE,
                                                 G_STRUCT_OFFSET (ZbAttendanceTab, title) + part * sizeof (gpointer));
    }
  gtk_widget_class_bind_template_callback (widget_class, people_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
}

static void
zb_attendance_tab_class_init (ZbAttendanceTabClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_attendance_tab_dispose;
  object_class->finalize = zb_attendance_tab_finalize;
  object_class->get_property = zb_attendance_tab_get_property;
  object_class->set_property = zb_attendance_tab_set_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "attendance.all", NULL, mark_all_cb);
  gtk_widget_class_install_action (widget_class, "attendance.rest", NULL, mark_all_cb);
  gtk_widget_class_install_action (widget_class, "attendance.refresh", NULL, refresh_list_cb);
  g_type_ensure (ZB_TYPE_QUORUM_VIEW);
  g_type_ensure (ZB_TYPE_PEOPLE_POPOVER);
  bind_template (widget_class);
}

static void
zb_attendance_tab_init (ZbAttendanceTab *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], FALSE);
}

void
zb_attendance_tab_set_desk (ZbAttendanceTab *self,
                            ZbMeetingDesk   *desk)
{
  g_return_if_fail (ZB_IS_ATTENDANCE_TAB (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
