/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look at the library on the store thread: everything the calendar answers from but the meetings, which have a list. */
#include "service/calendar-private.h"

#include "store/check-store.h"
#include "store/filing-store.h"
#include "store/setting-store.h"

void
zb_calendar_look_free (ZbCalendarLook *look)
{
  g_clear_pointer (&look->groups, g_ptr_array_unref);
  g_clear_pointer (&look->persons, g_ptr_array_unref);
  g_clear_pointer (&look->attended, g_array_unref);
  g_clear_pointer (&look->filings, g_ptr_array_unref);
  g_clear_pointer (&look->own_rules, g_free);
  g_clear_pointer (&look->own_holidays, g_free);
  g_clear_pointer (&look->profile, zb_profile_unref);
  g_clear_pointer (&look->holidays, zb_holidays_unref);
  g_clear_pointer (&look->complaint, g_free);
  g_free (look);
}

static GPtrArray *
new_subjects (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
}

ZbCalendarLook *
zb_calendar_look_new_empty (const char *program)
{
  ZbCalendarLook *look = g_new0 (ZbCalendarLook, 1);

  look->groups = new_subjects ();
  look->persons = new_subjects ();
  look->attended = g_array_new (FALSE, FALSE, sizeof (ZbAttended));
  look->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_filing_free);
  zb_calendar_look_read_rules (look, program);
  return look;
}

/* Takes the rows; NULL for NULL. */
static GPtrArray *
take_subjects (GPtrArray *rows)
{
  g_autoptr (GPtrArray) taken = rows;
  GPtrArray *subjects;

  if (taken == NULL)
    return NULL;

  subjects = new_subjects ();
  for (guint i = 0; i < taken->len; i++)
    {
      ZbCheckRow *row = taken->pdata[i];
      ZbSubject  *subject = g_new0 (ZbSubject, 1);

      *subject = (ZbSubject){ row->id, g_steal_pointer (&row->name), row->starts, row->ends, row->duties, row->leader };
      g_ptr_array_add (subjects, subject);
    }

  return subjects;
}

static GArray *
load_marks (ZbDb    *db,
            GError **error)
{
  g_autoptr (GArray) rows = zb_check_store_list_marks (db, error);
  GArray *marks;

  if (rows == NULL)
    return NULL;

  marks = g_array_sized_new (FALSE, FALSE, sizeof (ZbAttended), rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbMarkRow *row = &g_array_index (rows, ZbMarkRow, i);
      ZbAttended       mark = { row->meeting, row->member, row->mark };

      g_array_append_val (marks, mark);
    }

  return marks;
}

static gboolean
load_founded (ZbCalendarLook *look,
              ZbDb           *db,
              GError        **error)
{
  g_autofree char *founded = NULL;
  g_autofree char *name = zb_branch_store_get (db, &founded, error);

  zb_day_parse (&look->founded, founded);
  return name != NULL;
}

/* An empty text is the same as none. */
static gboolean
load_own (ZbDb       *db,
          const char *key,
          char      **text,
          GError    **error)
{
  GError *failed = NULL;

  *text = zb_setting_store_get (db, key, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }

  if (*text != NULL && **text == '\0')
    g_clear_pointer (text, g_free);
  return TRUE;
}

ZbCalendarLook *
zb_calendar_look_take (ZbDb       *db,
                       const char *program,
                       const char *today,
                       GError    **error)
{
  g_autoptr (ZbCalendarLook) look = g_new0 (ZbCalendarLook, 1);

  if (!(look->groups = take_subjects (zb_check_store_list_groups (db, error))) ||
      !(look->persons = take_subjects (zb_check_store_list_persons (db, today, error))) ||
      !(look->attended = load_marks (db, error)) ||
      !(look->filings = zb_filing_store_list (db, error)) ||
      !load_founded (look, db, error) ||
      !load_own (db, "rules", &look->own_rules, error) ||
      !load_own (db, "holidays", &look->own_holidays, error))
    return NULL;

  zb_calendar_look_read_rules (look, program);
  return g_steal_pointer (&look);
}
