/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/wall.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* What a form edits and a command line fills in. Owned by whoever made it. */
typedef struct
{
  char    *theme;
  ZbKinds  kinds; /* at least one */
  ZbWall   start; /* DAY: the whole day; MINUTE: from then on */
  ZbWall   end;   /* empty, or not before start */
  char    *place; /* NULL or text */
  gboolean joint; /* 联合: held by the 机关党委 */
} ZbMeetingDraft;

/* What is wrong with a draft; checked by the store as well. */
typedef enum
{
  ZB_MEETING_OK,
  ZB_MEETING_NO_THEME,
  ZB_MEETING_NO_KIND,
  ZB_MEETING_NO_START,
  ZB_MEETING_END_BEFORE_START,
} ZbMeetingFault;

ZbMeetingDraft *zb_meeting_draft_new (void);
ZbMeetingDraft *zb_meeting_draft_copy (const ZbMeetingDraft *draft);
void            zb_meeting_draft_free (ZbMeetingDraft *draft);
ZbMeetingFault  zb_meeting_draft_check (const ZbMeetingDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbMeetingDraft, zb_meeting_draft_free)

/* A meeting (活动) as recorded. Frozen: any thread may read it, an edit makes a new one.
 *
 * Properties (read only): id, theme, kinds, place, joint, n-photos; plus for display
 * "title" (theme, or the kinds' names) and "when" (6 月 10 日 周一 09:00–11:40).
 */
#define ZB_TYPE_MEETING (zb_meeting_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeeting, zb_meeting, ZB, MEETING, GObject)

ZbMeeting *zb_meeting_new (gint64 id, const ZbMeetingDraft *draft, guint n_photos);

gint64        zb_meeting_get_id (ZbMeeting *self);
const char   *zb_meeting_get_theme (ZbMeeting *self);
ZbKinds       zb_meeting_get_kinds (ZbMeeting *self);
const ZbWall *zb_meeting_get_start (ZbMeeting *self);
const ZbWall *zb_meeting_get_end (ZbMeeting *self);
const char   *zb_meeting_get_place (ZbMeeting *self); /* may be NULL */
gboolean      zb_meeting_get_joint (ZbMeeting *self);
guint         zb_meeting_get_n_photos (ZbMeeting *self);

ZbMeetingDraft *zb_meeting_to_draft (ZbMeeting *self);
char           *zb_meeting_dup_when (ZbMeeting *self); /* see zb_wall_dup_span() */
char           *zb_meeting_dup_date (ZbMeeting *self); /* 2019-06-10 */

G_END_DECLS
