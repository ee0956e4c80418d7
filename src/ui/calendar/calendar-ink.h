/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kind.h"
#include "model/meeting.h"

G_BEGIN_DECLS

/* What the cells and chips of a calendar are drawn with: colours, texts laid out once, icons looked up once. One for a view, so
 * that a month turned lays out only what was never on it. It does not hold the widget; whoever owns it forgets on css-changed.
 */
#define ZB_TYPE_CALENDAR_INK (zb_calendar_ink_get_type ())
G_DECLARE_FINAL_TYPE (ZbCalendarInk, zb_calendar_ink, ZB, CALENDAR_INK, GObject)

typedef enum
{
  ZB_INK_PLAIN,
  ZB_INK_ACCENT,
  ZB_INK_ON_ACCENT,
  ZB_INK_AMBER,
  ZB_INK_AMBER_GROUND,
  ZB_INK_GREEN,
  ZB_INK_GREEN_GROUND,
  ZB_INK_RED,
  ZB_INK_ON_KIND,
  ZB_N_INKS
} ZbInkColor;

typedef enum
{
  ZB_LETTERS_NORMAL,
  ZB_LETTERS_BOLD,
  ZB_LETTERS_SMALL,
  ZB_LETTERS_SMALL_BOLD,
  ZB_N_LETTERS
} ZbInkLetters;

#define ZB_INK_BADGE 18

ZbCalendarInk *zb_calendar_ink_new (GtkWidget *widget);
void           zb_calendar_ink_forget (ZbCalendarInk *self);

GdkRGBA zb_calendar_ink_get (ZbCalendarInk *self, ZbInkColor color, double strength);
GdkRGBA zb_calendar_ink_get_kind (ZbCalendarInk *self, ZbKinds kinds, double strength); /* of the first */

/* Borrowed: the same text in the same letters is the same layout, which nobody changes. */
PangoLayout *zb_calendar_ink_get_layout (ZbCalendarInk *self, ZbInkLetters letters, const char *text);
/* One of one's own, for a text that is cut to a width. */
PangoLayout *zb_calendar_ink_make_layout (ZbCalendarInk *self, ZbInkLetters letters, const char *text);

/* `middle`: of the line's height. */
void zb_calendar_ink_draw_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float middle, const GdkRGBA *color);
void zb_calendar_ink_draw_icon (ZbCalendarInk *self, GtkSnapshot *snapshot, const char *name, const graphene_rect_t *box, const GdkRGBA *color);
/* The kind's character; hollow of what is only planned. */
void zb_calendar_ink_draw_badge (ZbCalendarInk *self, GtkSnapshot *snapshot, ZbKind kind, const graphene_point_t *at, gboolean hollow, double strength);
void zb_calendar_ink_draw_fill (ZbCalendarInk *self, GtkSnapshot *snapshot, const graphene_rect_t *box, int radius, const GdkRGBA *color);
void zb_calendar_ink_draw_frame (ZbCalendarInk *self, GtkSnapshot *snapshot, const graphene_rect_t *box, int radius, gboolean dashed, const GdkRGBA *color);

G_END_DECLS
