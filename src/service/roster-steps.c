/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-edit-private.h"

#include "service/library-private.h"
#include "store/branch-store.h"
#include "store/member-store.h"

/* A step needs somebody who is here, and comes after the beginning. */
static gboolean
check_here (GPtrArray  *spans,
            const char *day,
            GError    **error)
{
  const ZbSpan *open = zb_roster_find_open (spans, ZB_SPAN_BRANCH);
  ZbDay         ends;

  if (open == NULL)
    return zb_roster_refuse (error, "the member has left already");
  if (!zb_day_parse (&ends, day) || !zb_day_is_whole (ends))
    return zb_roster_refuse (error, "the day of a step is to be whole");
  if (zb_day_is_set (open->starts) && zb_day_compare (ends, zb_day_first (open->starts)) < 0)
    return zb_roster_refuse (error, "the member came after that day");

  return TRUE;
}

/* The letter that goes with a transfer, if there is one. */
static gboolean
put_letter (ZbDb         *db,
            ZbRosterEdit *edit,
            gboolean      out,
            GError      **error)
{
  ZbLetterRow letter = {
    .member = edit->id,
    .out = out,
    .other = edit->transfer.other,
    .number = edit->transfer.number,
    .issued = edit->day,
    .valid = edit->transfer.valid,
  };

  if (edit->transfer.valid == 0)
    return TRUE;
  if (edit->transfer.valid < 0 || edit->transfer.valid > 92)
    return zb_roster_refuse (error, "a letter is valid for 92 days at most");
  if (letter.other == NULL || *letter.other == '\0')
    return zb_roster_refuse (error, "a letter names the other organisation");

  return zb_letter_store_insert (db, &letter, error) != 0;
}

static void
mark_arrival (ZbSpan             *span,
              const ZbRosterEdit *edit)
{
  g_free (span->began);
  span->began = g_strdup (ZB_CAUSE_TRANSFER_IN);
  g_free (span->note);
  span->note = g_strdup (edit->transfer.other);
}

/* Who is new was not always here: the spans that say so begin on the day. */
static gboolean
date_arrival (ZbDb         *db,
              ZbRosterEdit *edit,
              GError      **error)
{
  static const ZbSpanKind kinds[] = { ZB_SPAN_BRANCH, ZB_SPAN_GROUP };
  g_autoptr (GPtrArray) spans = zb_span_store_list (db, edit->id, error);

  if (spans == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ZbSpan *span = zb_roster_find_open (spans, kinds[i]);

      if (span == NULL)
        continue;
      zb_day_parse (&span->starts, edit->day);
      if (span->kind == ZB_SPAN_BRANCH)
        mark_arrival (span, edit);
      if (!zb_span_store_update (db, span, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
begin_span (ZbDb         *db,
            ZbRosterEdit *edit,
            ZbSpanKind    kind,
            const char   *value,
            GError      **error)
{
  g_autoptr (ZbSpan) span = zb_span_new ();

  if (value == NULL)
    return TRUE;

  span->member = edit->id;
  span->kind = kind;
  span->value = g_strdup (value);
  zb_day_parse (&span->starts, edit->day);
  if (kind == ZB_SPAN_BRANCH)
    mark_arrival (span, edit);

  return zb_span_store_insert (db, span, error) != 0;
}

/* One who had left: the branch first, so that the row's other values meet a member who is here. */
static gboolean
come_back (ZbDb         *db,
           ZbRosterEdit *edit,
           GError      **error)
{
  g_autoptr (GPtrArray) spans = zb_span_store_list (db, edit->id, error);
  g_autoptr (GPtrArray) branches = spans != NULL ? zb_branch_store_list (db, error) : NULL;
  char **values = edit->draft->values;

  if (branches == NULL)
    return FALSE;
  if (zb_roster_find_open (spans, ZB_SPAN_BRANCH) != NULL)
    return zb_roster_refuse (error, "the member is here already");
  if (values[ZB_MEMBER_BRANCH] == NULL && branches->len > 0)
    zb_member_draft_set (edit->draft, ZB_MEMBER_BRANCH, ((ZbBranchRow *) branches->pdata[0])->name);

  return begin_span (db, edit, ZB_SPAN_BRANCH, values[ZB_MEMBER_BRANCH], error) &&
         begin_span (db, edit, ZB_SPAN_GROUP, values[ZB_MEMBER_GROUP], error) &&
         zb_member_store_update (db, edit->id, edit->draft, edit->day, error);
}

gpointer
zb_roster_run_transfer_in (ZbDb         *db,
                           gpointer      data,
                           GCancellable *cancellable,
                           GError      **error)
{
  ZbRosterEdit *edit = data;

  zb_roster_edit_label (edit, "组织关系转入", edit->draft->values[ZB_MEMBER_NAME]);
  if (edit->id != 0)
    return come_back (db, edit, error) && put_letter (db, edit, FALSE, error) ? zb_roster_edit_answer (edit->id) : NULL;

  edit->id = zb_member_store_insert (db, edit->draft, ZB_MEMBER_INSERT_KNOWN, edit->day, error);
  if (edit->id == 0 || !date_arrival (db, edit, error) || !put_letter (db, edit, FALSE, error))
    return NULL;

  return zb_roster_edit_answer (edit->id);
}

/* The member as of today, if a step on the edit's day can be taken; `note`: of the membership, when
 * this ends it.
 */
static ZbMember *
get_here (ZbDb         *db,
          ZbRosterEdit *edit,
          char        **note,
          GError      **error)
{
  g_autoptr (ZbMember) member = zb_member_store_get (db, edit->id, zb_library_get_today (edit->library), error);
  g_autoptr (GPtrArray) spans = member != NULL ? zb_span_store_list (db, edit->id, error) : NULL;

  if (spans == NULL || !check_here (spans, edit->day, error))
    return NULL;

  if (note != NULL)
    *note = zb_roster_join_note (zb_roster_find_open (spans, ZB_SPAN_BRANCH)->note, edit->note);
  return g_steal_pointer (&member);
}

static const struct
{
  const char *cause;
  const char *verb;
} departures[] = {
  { ZB_CAUSE_TRANSFER_OUT, "组织关系转出" },
  { ZB_CAUSE_DIED, "登记去世" },
  { ZB_CAUSE_EXPELLED, "登记开除党籍" },
  { ZB_CAUSE_WITHDRAWN, "登记退党除名" },
};

static const char *
find_verb (const char *cause)
{
  for (guint i = 0; i < G_N_ELEMENTS (departures); i++)
    if (g_strcmp0 (departures[i].cause, cause) == 0)
      return departures[i].verb;

  return NULL;
}

gpointer
zb_roster_run_leave (ZbDb         *db,
                     gpointer      data,
                     GCancellable *cancellable,
                     GError      **error)
{
  ZbRosterEdit    *edit = data;
  const char      *verb = find_verb (edit->cause);
  g_autofree char *note = NULL;
  g_autoptr (ZbMember) member = NULL;

  if (verb == NULL)
    {
      zb_roster_refuse (error, "no such cause to leave");
      return NULL;
    }

  member = get_here (db, edit, &note, error);
  if (member == NULL ||
      !zb_member_store_leave (db, edit->id, edit->day, edit->cause, note, error) ||
      !put_letter (db, edit, TRUE, error))
    return NULL;

  zb_roster_edit_label (edit, verb, zb_member_get_name (member));
  return zb_roster_edit_answer (edit->id);
}

/* Who approved is told by the span that begins with the step. */
static gboolean
note_full (ZbDb         *db,
           ZbRosterEdit *edit,
           GError      **error)
{
  g_autoptr (GPtrArray) spans = zb_span_store_list (db, edit->id, error);
  ZbSpan *span;

  if (spans == NULL)
    return FALSE;

  span = zb_roster_find_open (spans, ZB_SPAN_CATEGORY);
  if (edit->note == NULL || span == NULL)
    return TRUE;

  g_free (span->note);
  span->note = g_strdup (edit->note);
  return zb_span_store_update (db, span, error);
}

static gboolean
check_probation (ZbMember   *member,
                 const char *day,
                 GError    **error)
{
  ZbDay joined = zb_day_first (zb_member_get_day (member, ZB_MEMBER_JOINED));
  ZbDay full_on;

  if (g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_CATEGORY), "probationary") != 0)
    return zb_roster_refuse (error, "only a probationary member turns full");

  zb_day_parse (&full_on, day);
  if (zb_day_is_set (joined) && zb_day_compare (full_on, joined) < 0)
    return zb_roster_refuse (error, "that day is before the admission");

  return TRUE;
}

gpointer
zb_roster_run_turn_full (ZbDb         *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (ZbMember) member = get_here (db, edit, NULL, error);

  if (member == NULL || !check_probation (member, edit->day, error))
    return NULL;

  edit->draft = zb_member_to_draft (member);
  zb_member_draft_set (edit->draft, ZB_MEMBER_CATEGORY, "full");
  zb_member_draft_set (edit->draft, ZB_MEMBER_FULL_ON, edit->day);
  zb_roster_edit_label (edit, "转为正式党员", zb_member_get_name (member));
  if (!zb_member_store_update (db, edit->id, edit->draft, zb_library_get_today (edit->library), error) || !note_full (db, edit, error))
    return NULL;

  return zb_roster_edit_answer (edit->id);
}

gpointer
zb_roster_run_receipt (ZbDb         *db,
                       gpointer      data,
                       GCancellable *cancellable,
                       GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (GPtrArray) letters = zb_letter_store_list (db, edit->id, error);

  if (letters == NULL)
    return NULL;

  for (guint i = 0; i < letters->len; i++)
    {
      const ZbLetterRow *letter = letters->pdata[i];

      if (letter->receipt != NULL)
        continue;
      zb_roster_edit_label (edit, "收到介绍信回执", letter->member_name);
      return zb_letter_store_set_receipt (db, letter->id, edit->day, error) ? zb_roster_edit_answer (edit->id) : NULL;
    }

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "member %" G_GINT64_FORMAT " has no open letter", edit->id);
  return NULL;
}
