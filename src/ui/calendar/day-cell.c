/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/day-cell.h"

#include <glib/gi18n.h>

#include "ui/overview/overview-line.h"

#define HEAD 30
#define MIDDLE 16
#define EDGE 5
#define GAP 3
#define MORE 18
#define FAINT 0.5

struct _ZbDayCell
{
  GtkWidget parent_instance;

  ZbCalendarInk *ink;
  ZbDayLook      look;
  GPtrArray     *entries;
  GPtrArray     *chips; /* of ZbMeetingChip, children; the first entries->len are in use */
  GtkWidget     *more;
  guint          n_shown;
};

enum
{
  MORE_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbDayCell, zb_day_cell, GTK_TYPE_WIDGET)

/* --- the head --- */

static float
draw_word (ZbDayCell   *self,
           GtkSnapshot *snapshot,
           const char  *text,
           ZbInkColor   color,
           float        x)
{
  PangoLayout  *layout = zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_SMALL_BOLD, text);
  const GdkRGBA ink = zb_calendar_ink_get (self->ink, color, self->look.faint ? FAINT : 1);
  int           width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  zb_calendar_ink_draw_text (snapshot, layout, x, MIDDLE, &ink);
  return x + width + 6;
}

static float
draw_mark (ZbDayCell   *self,
           GtkSnapshot *snapshot,
           float        x)
{
  const gboolean        off = self->look.note.kind == ZB_DATE_OFF;
  const graphene_rect_t box = GRAPHENE_RECT_INIT (x, MIDDLE - 8, 16, 16);
  const GdkRGBA         ground = zb_calendar_ink_get (self->ink, off ? ZB_INK_GREEN_GROUND : ZB_INK_PLAIN, (self->look.faint ? FAINT : 1) * (off ? 1 : 0.12));

  zb_calendar_ink_draw_fill (self->ink, snapshot, &box, 4, &ground);
  draw_word (self, snapshot, off ? _ ("休") : _ ("班"), off ? ZB_INK_GREEN : ZB_INK_PLAIN, x + 2.5f);
  return x + 22;
}

static float
draw_number (ZbDayCell   *self,
             GtkSnapshot *snapshot)
{
  const char number[] = { self->look.day.day >= 10 ? '0' + self->look.day.day / 10 : '0' + self->look.day.day,
                          self->look.day.day >= 10 ? '0' + self->look.day.day % 10 : '\0', '\0' };
  PangoLayout  *layout = zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_BOLD, number);
  const GdkRGBA color = zb_calendar_ink_get (self->ink, self->look.today ? ZB_INK_ON_ACCENT : ZB_INK_PLAIN, self->look.faint ? FAINT : 1);
  float         x = 9;
  int           width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (self->look.today)
    {
      const graphene_rect_t box = GRAPHENE_RECT_INIT (EDGE, MIDDLE - 12, 24, 24);
      const GdkRGBA         ground = zb_calendar_ink_get (self->ink, ZB_INK_ACCENT, 1);

      zb_calendar_ink_draw_fill (self->ink, snapshot, &box, 12, &ground);
      x = EDGE + 12 - width / 2.0f;
    }
  zb_calendar_ink_draw_text (snapshot, layout, x, MIDDLE, &color);
  return (self->look.today ? EDGE + 24 : x + width) + 7;
}

static void
draw_note (ZbDayCell   *self,
           GtkSnapshot *snapshot,
           float        from)
{
  const ZbDateNote *note = &self->look.note;
  const gboolean    green = note->festival && note->kind == ZB_DATE_OFF;
  PangoLayout      *layout = zb_calendar_ink_get_layout (self->ink, green ? ZB_LETTERS_SMALL_BOLD : ZB_LETTERS_SMALL, note->note);
  const GdkRGBA     color = zb_calendar_ink_get (self->ink, green ? ZB_INK_GREEN : ZB_INK_PLAIN, (self->look.faint ? FAINT : 1) * (green ? 1 : 0.55));
  int               width, x;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = gtk_widget_get_width (GTK_WIDGET (self)) - width - 6;
  if (x >= from - 4)
    zb_calendar_ink_draw_text (snapshot, layout, x, MIDDLE, &color);
}

static void
draw_head (ZbDayCell   *self,
           GtkSnapshot *snapshot)
{
  float x = draw_number (self, snapshot);

  if (self->look.today)
    x = draw_word (self, snapshot, _ ("今天"), ZB_INK_ACCENT, x);
  if (self->look.note.kind == ZB_DATE_OFF || self->look.note.kind == ZB_DATE_MAKE_UP)
    x = draw_mark (self, snapshot, x);
  if (self->look.note.fixed)
    x = draw_word (self, snapshot, _ ("固定党日"), ZB_INK_RED, x);
  draw_note (self, snapshot, x);
}

static void
zb_day_cell_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  ZbDayCell            *self = ZB_DAY_CELL (widget);
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA               ground;

  if (!zb_day_is_set (self->look.day))
    return;

  if (self->look.note.kind == ZB_DATE_WEEKEND || self->look.note.kind == ZB_DATE_OFF)
    {
      ground = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, 0.035);
      gtk_snapshot_append_color (snapshot, &ground, &box);
    }
  draw_head (self, snapshot);
  for (guint i = 0; i < self->n_shown; i++)
    gtk_widget_snapshot_child (widget, self->chips->pdata[i], snapshot);
  if (gtk_widget_get_child_visible (self->more) && gtk_widget_get_visible (self->more))
    gtk_widget_snapshot_child (widget, self->more, snapshot);
}

/* --- the chips --- */

static int
count_height (ZbDayCell *self,
              guint      n,
              gboolean   lines)
{
  int height = 0;

  for (guint i = 0; i < n; i++)
    height += zb_meeting_chip_get_height (self->chips->pdata[i], lines) + GAP;

  return height;
}

/* All with their lines, or all without, or as many without as there is room for. */
static guint
choose (ZbDayCell *self,
        int        room,
        gboolean  *lines)
{
  guint n = self->entries->len;

  *lines = count_height (self, n, TRUE) <= room;
  if (*lines || count_height (self, n, FALSE) <= room)
    return n;

  room -= MORE;
  while (n > 0 && count_height (self, n, FALSE) > room)
    n--;
  return n;
}

static void
show_more (ZbDayCell *self,
           int        width,
           int        y)
{
  g_autofree char *words = g_strdup_printf ("+%u", self->entries->len - self->n_shown);
  g_autofree char *said = g_strdup_printf (_ ("这一天还有 %u 项"), self->entries->len - self->n_shown);

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->more)), words) != 0)
    {
      gtk_button_set_label (GTK_BUTTON (self->more), words);
      gtk_widget_set_tooltip_text (self->more, said);
    }
  gtk_widget_measure (self->more, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->more, &(GtkAllocation){ EDGE, y, width - 2 * EDGE, MORE }, -1);
}

static void
zb_day_cell_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  ZbDayCell *self = ZB_DAY_CELL (widget);
  gboolean   lines;
  int        y = HEAD;

  self->n_shown = choose (self, height - HEAD - 1, &lines);
  for (guint i = 0; i < self->entries->len; i++)
    {
      ZbMeetingChip *chip = self->chips->pdata[i];
      const int      tall = zb_meeting_chip_get_height (chip, lines);

      gtk_widget_set_child_visible (GTK_WIDGET (chip), i < self->n_shown);
      if (i >= self->n_shown)
        continue;
      gtk_widget_measure (GTK_WIDGET (chip), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (chip), &(GtkAllocation){ EDGE, y, MAX (width - 2 * EDGE, 40), tall }, -1);
      y += tall + GAP;
    }
  gtk_widget_set_child_visible (self->more, self->n_shown < self->entries->len);
  if (self->n_shown < self->entries->len)
    show_more (self, width, y - 1);
}

static void
zb_day_cell_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 50 : HEAD + MORE;
}

static void
more_cb (ZbDayCell *self)
{
  g_signal_emit (self, signals[MORE_CLICKED], 0);
}

static void
zb_day_cell_dispose (GObject *object)
{
  ZbDayCell *self = ZB_DAY_CELL (object);

  if (self->chips != NULL)
    for (guint i = 0; i < self->chips->len; i++)
      gtk_widget_unparent (self->chips->pdata[i]);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->ink);

  G_OBJECT_CLASS (zb_day_cell_parent_class)->dispose (object);
}

static void
zb_day_cell_class_init (ZbDayCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_day_cell_dispose;
  widget_class->measure = zb_day_cell_measure;
  widget_class->size_allocate = zb_day_cell_size_allocate;
  widget_class->snapshot = zb_day_cell_snapshot;
  signals[MORE_CLICKED] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "day-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
zb_day_cell_init (ZbDayCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->chips = g_ptr_array_new ();
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_day_entry_unref);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "day-more");
  gtk_widget_set_child_visible (self->more, FALSE);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
}

GtkWidget *
zb_day_cell_new (ZbCalendarInk *ink)
{
  ZbDayCell *self = g_object_new (ZB_TYPE_DAY_CELL, NULL);

  self->ink = g_object_ref (ink);
  return GTK_WIDGET (self);
}

static void
describe (ZbDayCell *self)
{
  g_autofree char *day = zb_day_dup_words (self->look.day);
  g_autoptr (GString) words = g_string_new (day);

  g_string_append_printf (words, " %s，%s", zb_overview_get_weekday (self->look.day), self->look.note.note);
  if (self->look.note.holiday != NULL)
    g_string_append_printf (words, "，%s", self->look.note.holiday);
  if (self->look.note.kind == ZB_DATE_MAKE_UP)
    g_string_append (words, _ ("，调休上班"));
  if (self->look.note.fixed)
    g_string_append (words, _ ("，固定党日"));
  if (self->entries->len > 0)
    g_string_append_printf (words, _ ("，%u 项"), self->entries->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
}

/* Chips that are there already only change what they show. */
static void
fill_chips (ZbDayCell *self,
            guint      n_before)
{
  while (self->chips->len < self->entries->len)
    {
      GtkWidget *chip = GTK_WIDGET (zb_meeting_chip_new (self->ink));

      gtk_widget_insert_before (chip, GTK_WIDGET (self), self->more);
      g_ptr_array_add (self->chips, chip);
    }
  for (guint i = 0; i < MAX (n_before, self->entries->len); i++)
    {
      const gboolean used = i < self->entries->len;

      zb_meeting_chip_set_entry (self->chips->pdata[i], used ? self->entries->pdata[i] : NULL, self->look.faint);
      gtk_widget_set_visible (self->chips->pdata[i], used);
    }
}

static gboolean
looks_same (const ZbDayLook *a,
            const ZbDayLook *b)
{
  return zb_day_compare (a->day, b->day) == 0 && a->faint == b->faint && a->today == b->today && a->note.kind == b->note.kind &&
         a->note.fixed == b->note.fixed && a->note.holiday == b->note.holiday && g_str_equal (a->note.note, b->note.note);
}

static gboolean
has_same (ZbDayCell *self,
          GPtrArray *entries)
{
  if (entries->len != self->entries->len)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    if (!zb_day_entry_equal (entries->pdata[i], self->entries->pdata[i]))
      return FALSE;

  return TRUE;
}

void
zb_day_cell_fill (ZbDayCell       *self,
                  const ZbDayLook *look,
                  GPtrArray       *entries)
{
  const guint    n_before = self->entries->len;
  const gboolean same_look = looks_same (look, &self->look), same_entries = has_same (self, entries);

  if (same_look && same_entries)
    return;

  self->look = *look;
  if (!same_entries || n_before > 0)
    {
      g_ptr_array_unref (self->entries);
      self->entries = g_ptr_array_ref (entries);
      fill_chips (self, n_before);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const ZbDayLook *
zb_day_cell_get_look (ZbDayCell *self)
{
  return &self->look;
}

GPtrArray *
zb_day_cell_get_entries (ZbDayCell *self)
{
  return self->entries;
}

GtkWidget *
zb_day_cell_get_stop (ZbDayCell *self,
                      guint      position)
{
  if (position == 0)
    return GTK_WIDGET (self);
  if (position <= self->n_shown)
    return self->chips->pdata[position - 1];

  return position == self->n_shown + 1 && self->n_shown < self->entries->len ? self->more : NULL;
}

GtkWidget *
zb_day_cell_find_chip (ZbDayCell *self,
                       gint64     meeting)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbDayEntry *entry = self->entries->pdata[i];

      if (entry->kind == ZB_ENTRY_MEETING && zb_meeting_get_id (entry->meeting) == meeting)
        return self->chips->pdata[i];
    }

  return NULL;
}

void
zb_day_cell_restyle (ZbDayCell *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    zb_meeting_chip_restyle (self->chips->pdata[i]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
