/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/meeting-chip.h"

#include "ui/calendar/state-icon.h"

#define BADGE_STEP (ZB_INK_BADGE + 3)
#define SIGN 14
#define EDGE 3
#define RADIUS 5
#define FAINT 0.5

struct _ZbMeetingChip
{
  GtkWidget parent_instance;

  ZbCalendarInk *ink;
  ZbDayEntry    *entry;
  PangoLayout   *title;
  gboolean       faint;
};

G_DEFINE_FINAL_TYPE (ZbMeetingChip, zb_meeting_chip, GTK_TYPE_WIDGET)

static double
get_strength (ZbMeetingChip *self)
{
  return (self->faint ? FAINT : 1) * (self->entry->kind == ZB_ENTRY_GHOST ? FAINT : 1);
}

static gboolean
is_struck (ZbMeetingChip *self)
{
  return self->entry->kind == ZB_ENTRY_GHOST ||
         (self->entry->meeting != NULL && zb_meeting_get_state (self->entry->meeting) == ZB_STATE_CANCELLED);
}

static PangoLayout *
need_title (ZbMeetingChip *self)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->title != NULL)
    return self->title;

  self->title = zb_calendar_ink_make_layout (self->ink, ZB_LETTERS_NORMAL, self->entry->title);
  pango_layout_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  if (is_struck (self))
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      pango_layout_set_attributes (self->title, attributes);
    }
  return self->title;
}

static void
draw_title (ZbMeetingChip *self,
            GtkSnapshot   *snapshot,
            float          from,
            float          to)
{
  PangoLayout  *layout = need_title (self);
  const GdkRGBA color = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, get_strength (self) * 0.9);
  int           width = MAX (0, to - from) * PANGO_SCALE;

  if (pango_layout_get_width (layout) != width)
    pango_layout_set_width (layout, width);
  if (width >= 10 * PANGO_SCALE)
    zb_calendar_ink_draw_text (snapshot, layout, from, ZB_CHIP_HEIGHT / 2.0f, &color);
}

static void
draw_ground (ZbMeetingChip *self,
             GtkSnapshot   *snapshot,
             ZbMeetingState state)
{
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)), ZB_CHIP_HEIGHT);
  const ZbKinds         kinds = zb_meeting_get_kinds (self->entry->meeting);
  const gboolean        open = self->entry->kind == ZB_ENTRY_GHOST || state < ZB_STATE_HELD || state == ZB_STATE_CANCELLED;
  const gboolean        lit = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
  GdkRGBA               color;

  if (!open || lit)
    {
      color = zb_calendar_ink_get_kind (self->ink, kinds, (lit ? 0.22 : 0.13) * get_strength (self));
      zb_calendar_ink_draw_fill (self->ink, snapshot, &box, RADIUS, &color);
    }
  if (open)
    {
      color = zb_calendar_ink_get_kind (self->ink, kinds, 0.75 * get_strength (self));
      zb_calendar_ink_draw_frame (self->ink, snapshot, &box, RADIUS, state != ZB_STATE_FILED || self->entry->kind == ZB_ENTRY_GHOST, &color);
    }
}

/* Returns where the title begins. */
static float
draw_badges (ZbMeetingChip *self,
             GtkSnapshot   *snapshot,
             gboolean       hollow)
{
  const ZbKinds    kinds = zb_meeting_get_kinds (self->entry->meeting);
  graphene_point_t at = GRAPHENE_POINT_INIT (EDGE, EDGE);

  for (guint kind = 0; kind < ZB_N_KINDS; kind++)
    if ((kinds & (1u << kind)) != 0)
      {
        zb_calendar_ink_draw_badge (self->ink, snapshot, kind, &at, hollow, get_strength (self));
        at.x += BADGE_STEP;
      }

  return at.x + 2;
}

static gboolean
is_narrow (ZbMeetingChip *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) < ZB_CHIP_HEIGHT + ZB_CHIP_LINE;
}

/* Without the room for a line the sign alone says that something is missing. */
static float
draw_signs (ZbMeetingChip *self,
            GtkSnapshot   *snapshot,
            ZbMeetingState state)
{
  float           x = gtk_widget_get_width (GTK_WIDGET (self)) - SIGN - 5;
  const float     y = (ZB_CHIP_HEIGHT - SIGN) / 2.0f;
  graphene_rect_t box = GRAPHENE_RECT_INIT (x, y, SIGN, SIGN);
  GdkRGBA         color = zb_calendar_ink_get_kind (self->ink, zb_meeting_get_kinds (self->entry->meeting), get_strength (self));

  zb_calendar_ink_draw_icon (self->ink, snapshot, zb_state_icon_get_name (state), &box, &color);
  if (self->entry->kind == ZB_ENTRY_MEETING && state != ZB_STATE_CANCELLED && self->entry->line != NULL && is_narrow (self))
    {
      color = zb_calendar_ink_get (self->ink, ZB_INK_AMBER, get_strength (self));
      box.origin.x = x -= SIGN + 2;
      zb_calendar_ink_draw_icon (self->ink, snapshot, "dialog-warning-symbolic", &box, &color);
    }
  return x - 2;
}

static void
draw_line (ZbMeetingChip *self,
           GtkSnapshot   *snapshot,
           ZbMeetingState state)
{
  const gboolean        amber = self->entry->kind == ZB_ENTRY_MEETING && state != ZB_STATE_CANCELLED;
  const GdkRGBA         color = zb_calendar_ink_get (self->ink, amber ? ZB_INK_AMBER : ZB_INK_PLAIN, (self->faint ? FAINT : 1) * (amber ? 1 : 0.65));
  const int             width = gtk_widget_get_width (GTK_WIDGET (self));
  const graphene_rect_t box = GRAPHENE_RECT_INIT (EDGE, ZB_CHIP_HEIGHT + 2, 12, 12);
  const ZbInkLetters    letters = amber ? ZB_LETTERS_SMALL_BOLD : ZB_LETTERS_SMALL;
  PangoLayout          *layout = zb_calendar_ink_get_layout (self->ink, letters, self->entry->line);
  int                   needed;

  pango_layout_get_pixel_size (layout, &needed, NULL);
  if (needed > width - EDGE - 15 && self->entry->brief != NULL)
    {
      layout = zb_calendar_ink_get_layout (self->ink, letters, self->entry->brief);
      pango_layout_get_pixel_size (layout, &needed, NULL);
    }
  zb_calendar_ink_draw_icon (self->ink, snapshot, amber ? "dialog-warning-symbolic" : self->entry->kind == ZB_ENTRY_GHOST ? "zb-moved-symbolic"
                                                                                                                          : "zb-state-cancelled-symbolic",
                             &box, &color);
  if (needed > width - EDGE - 15)
    gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, ZB_CHIP_HEIGHT, width, ZB_CHIP_LINE));
  zb_calendar_ink_draw_text (snapshot, layout, EDGE + 15, ZB_CHIP_HEIGHT + ZB_CHIP_LINE / 2.0f, &color);
  if (needed > width - EDGE - 15)
    gtk_snapshot_pop (snapshot);
}

static void
draw_deadline (ZbMeetingChip *self,
               GtkSnapshot   *snapshot)
{
  const GdkRGBA         color = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, get_strength (self) * 0.7);
  const graphene_rect_t box = GRAPHENE_RECT_INIT (EDGE, (ZB_CHIP_HEIGHT - 12) / 2.0f, 12, 12);

  zb_calendar_ink_draw_icon (self->ink, snapshot, "alarm-symbolic", &box, &color);
  draw_title (self, snapshot, EDGE + 16, gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
zb_meeting_chip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  ZbMeetingChip *self = ZB_MEETING_CHIP (widget);
  ZbMeetingState state;
  float          from;

  if (self->entry == NULL)
    return;
  if (self->entry->kind == ZB_ENTRY_DEADLINE)
    {
      draw_deadline (self, snapshot);
      return;
    }

  state = zb_meeting_get_state (self->entry->meeting);
  draw_ground (self, snapshot, state);
  from = draw_badges (self, snapshot, self->entry->kind == ZB_ENTRY_GHOST || state < ZB_STATE_HELD || state == ZB_STATE_CANCELLED);
  draw_title (self, snapshot, from, draw_signs (self, snapshot, state));
  if (self->entry->line != NULL && !is_narrow (self))
    draw_line (self, snapshot, state);
}

static void
zb_meeting_chip_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? ZB_CHIP_HEIGHT : 40;
}

static gboolean
zb_meeting_chip_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  ZbMeetingChip   *self = ZB_MEETING_CHIP (widget);
  g_autofree char *words = NULL;

  if (self->entry == NULL)
    return FALSE;

  words = zb_day_entry_dup_words (self->entry);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
activate_cb (ZbMeetingChip *self)
{
  g_autoptr (ZbDayEntry) entry = self->entry != NULL ? zb_day_entry_ref (self->entry) : NULL;

  if (entry != NULL)
    zb_day_entry_activate (entry, self);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ZbMeetingChip   *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ZbMeetingChip   *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (n_press == 1 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    activate_cb (self);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            ZbMeetingChip *self)
{
  g_autoptr (GdkPaintable) look = NULL;
  g_autoptr (GdkPaintable) still = NULL;

  if (self->entry == NULL || self->entry->kind != ZB_ENTRY_MEETING)
    return NULL;

  look = gtk_widget_paintable_new (GTK_WIDGET (self));
  still = gdk_paintable_get_current_image (look);
  gtk_drag_source_set_icon (source, still, x, y);
  return gdk_content_provider_new_typed (ZB_TYPE_MEETING, self->entry->meeting);
}

static void
zb_meeting_chip_state_flags_changed (GtkWidget    *widget,
                                     GtkStateFlags before)
{
  if (((before ^ gtk_widget_get_state_flags (widget)) & GTK_STATE_FLAG_PRELIGHT) != 0)
    gtk_widget_queue_draw (widget);

  GTK_WIDGET_CLASS (zb_meeting_chip_parent_class)->state_flags_changed (widget, before);
}

static void
zb_meeting_chip_dispose (GObject *object)
{
  ZbMeetingChip *self = ZB_MEETING_CHIP (object);

  g_clear_object (&self->ink);
  g_clear_object (&self->title);
  g_clear_pointer (&self->entry, zb_day_entry_unref);

  G_OBJECT_CLASS (zb_meeting_chip_parent_class)->dispose (object);
}

static void
zb_meeting_chip_class_init (ZbMeetingChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  guint           activate;

  G_OBJECT_CLASS (klass)->dispose = zb_meeting_chip_dispose;
  widget_class->measure = zb_meeting_chip_measure;
  widget_class->snapshot = zb_meeting_chip_snapshot;
  widget_class->query_tooltip = zb_meeting_chip_query_tooltip;
  widget_class->state_flags_changed = zb_meeting_chip_state_flags_changed;
  activate = g_signal_new_class_handler ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, G_CALLBACK (activate_cb), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, activate);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_space, 0, "activate", NULL);
  gtk_widget_class_set_css_name (widget_class, "meeting-chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
zb_meeting_chip_init (ZbMeetingChip *self)
{
  GtkGesture    *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

ZbMeetingChip *
zb_meeting_chip_new (ZbCalendarInk *ink)
{
  ZbMeetingChip *self = g_object_new (ZB_TYPE_MEETING_CHIP, NULL);

  self->ink = g_object_ref (ink);
  return self;
}

static void
describe (ZbMeetingChip *self)
{
  g_autofree char *words = zb_day_entry_dup_words (self->entry);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
zb_meeting_chip_set_entry (ZbMeetingChip *self,
                           ZbDayEntry    *entry,
                           gboolean       faint)
{
  g_autoptr (ZbDayEntry) old = g_steal_pointer (&self->entry);

  self->entry = entry != NULL ? zb_day_entry_ref (entry) : NULL;
  if (entry != NULL && old != NULL && self->faint == faint && zb_day_entry_equal (old, entry))
    return;

  self->faint = faint;
  g_clear_object (&self->title);
  if (entry != NULL)
    describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

ZbDayEntry *
zb_meeting_chip_get_entry (ZbMeetingChip *self)
{
  return self->entry;
}

int
zb_meeting_chip_get_height (ZbMeetingChip *self,
                            gboolean       line)
{
  gboolean lined = line && self->entry != NULL && self->entry->line != NULL && self->entry->kind != ZB_ENTRY_DEADLINE;

  return ZB_CHIP_HEIGHT + (lined ? ZB_CHIP_LINE : 0);
}

void
zb_meeting_chip_restyle (ZbMeetingChip *self)
{
  g_clear_object (&self->title);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
