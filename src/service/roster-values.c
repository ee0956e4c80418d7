/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

/* Whether two values say the same thing about a person: a platform, a spreadsheet and a ledger write
 * one fact in several ways, and a list of differences that are none is never worked off.
 */

/* The old number of a new one: the century and the check character left out. */
char *
zb_roster_number_key (const char *number)
{
  if (strlen (number) != 18 || strncmp (number + 6, "19", 2) != 0)
    return g_strdup (number);

  return g_strdup_printf ("%.6s%.9s", number, number + 8);
}

static const struct
{
  const char *said, *meant;
} educations[] = {
  { "本科", "大学本科" },
  { "大学", "大学本科" },
  { "专科", "大学专科" },
  { "大专", "大学专科" },
  { "中专", "中等专科" },
  { "高级中学", "高中" },
  { "初级中学", "初中" },
};

static char *
keep_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Without blanks; full-width letters, digits and brackets as the plain ones. */
static char *
fold_text (const char *text)
{
  return zb_heading_clean (text);
}

static char *
fold_education (const char *text)
{
  g_autofree char *folded = fold_text (text);

  for (guint i = 0; i < G_N_ELEMENTS (educations); i++)
    if (g_str_equal (folded, educations[i].said))
      return g_strdup (educations[i].meant);

  return g_steal_pointer (&folded);
}

static char *
fold_ethnicity (const char *text)
{
  char *folded = fold_text (text);

  if (g_utf8_strlen (folded, -1) > 1 && g_str_has_suffix (folded, "族"))
    folded[strlen (folded) - strlen ("族")] = '\0';
  return folded;
}

static void
drop_prefix (char       *text,
             const char *prefix)
{
  if (g_str_has_prefix (text, prefix))
    memmove (text, text + strlen (prefix), strlen (text) - strlen (prefix) + 1);
}

/* 中共某院第一支部委员会 is 某院第一党支部. */
char *
zb_roster_branch_key (const char *name)
{
  g_autofree char *folded = fold_text (name);
  g_autoptr (GString) key = NULL;

  drop_prefix (folded, "中国共产党");
  drop_prefix (folded, "中共");
  if (g_str_has_suffix (folded, "支部委员会"))
    folded[strlen (folded) - strlen ("委员会")] = '\0';
  key = g_string_new (folded);
  g_string_replace (key, "党支部", "支部", 0);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static char *
fold (ZbMemberField field,
      const char   *value)
{
  switch ((int) field)
    {
    case ZB_MEMBER_PHONE:
    case ZB_MEMBER_LANDLINE:
      return keep_digits (value);
    case ZB_MEMBER_ETHNICITY:
      return fold_ethnicity (value);
    case ZB_MEMBER_EDUCATION:
      return fold_education (value);
    case ZB_MEMBER_BRANCH:
    case ZB_MEMBER_JOIN_BRANCH:
      return zb_roster_branch_key (value);
    default:
      return fold_text (value);
    }
}

static ZbValues
compare_days (ZbDay ours,
              ZbDay theirs)
{
  if (!zb_day_agrees (ours, theirs))
    return ZB_VALUES_DIFFER;

  return (theirs.month != 0) + (theirs.day != 0) > (ours.month != 0) + (ours.day != 0) ? ZB_VALUES_FINER : ZB_VALUES_AGREE;
}

/* The old number of a new one is the same number, and does not replace it. */
static ZbValues
compare_numbers (const char *ours,
                 const char *theirs)
{
  g_autofree char *a = zb_roster_number_key (ours);
  g_autofree char *b = zb_roster_number_key (theirs);

  if (!g_str_equal (a, b))
    return ZB_VALUES_DIFFER;

  return strlen (theirs) > strlen (ours) ? ZB_VALUES_FINER : ZB_VALUES_AGREE;
}

ZbValues
zb_roster_values_compare (ZbMemberField field,
                          const char   *ours,
                          const char   *theirs)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  ZbDay            day, other;

  if (theirs == NULL || g_strcmp0 (ours, theirs) == 0)
    return ZB_VALUES_AGREE;
  if (ours == NULL)
    return ZB_VALUES_DIFFER;
  if (field == ZB_MEMBER_ID)
    return compare_numbers (ours, theirs);
  if (zb_member_field_get_kind (field) == ZB_FIELD_DAY && zb_day_parse (&day, ours) && zb_day_parse (&other, theirs))
    return compare_days (day, other);

  a = fold (field, ours);
  b = fold (field, theirs);
  return g_str_equal (a, b) && *a != '\0' ? ZB_VALUES_AGREE : ZB_VALUES_DIFFER;
}
