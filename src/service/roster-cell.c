/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

#include "rules/member-check.h"

/* One cell of a spreadsheet as the value of a field, or the code of what is wrong with it. What Excel has
 * made of a number or a day is undone where that is certain, and refused where it is not.
 */

#define LAST_SERIAL 80000 /* 2119: later ones are no days of anybody */
#define IS_YEAR(number) ((number) >= 1900 && (number) <= 2100)
#define MOST_SHOWN 20 /* letters of a value in a message */

static gboolean
is_blank (gunichar letter)
{
  return g_unichar_isspace (letter) || g_unichar_iszerowidth (letter) || letter == 0xFEFF;
}

/* Without blanks of any kind at its ends. */
char *
zb_roster_clean_text (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, end - text);
}

/* What people write into a cell that they leave empty. */
static gboolean
says_nothing (ZbMemberField field,
              const char   *text)
{
  static const char *const marks[] = { "", "-", "--", "—", "——", "－", "/", "／", "\\", NULL };
  static const char *const words[] = { "无", "暂无", "没有", "空", "不详", NULL };
  ZbFieldKind              kind = zb_member_field_get_kind (field);

  return g_strv_contains (marks, text) ||
         ((kind == ZB_FIELD_DAY || kind == ZB_FIELD_DIGITS || field == ZB_MEMBER_LANDLINE) && g_strv_contains (words, text));
}

static gboolean
is_all_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* 9.99001E+17 */
static gboolean
is_exponential (const char *text)
{
  const char *letter = strpbrk (text, "Ee");

  return letter != NULL && letter > text && strspn (text, "0123456789.") == (gsize) (letter - text) &&
         (letter[1] == '+' || g_ascii_isdigit (letter[1])) && is_all_digits (letter + (letter[1] == '+' ? 2 : 1));
}

static const char *
take (ZbMemberField  field,
      const char    *text,
      ZbMemberDraft *draft,
      const char    *otherwise)
{
  g_autofree char *value = NULL;

  if (!zb_member_field_read (field, text, &value))
    return otherwise;

  zb_member_draft_set (draft, field, value);
  return NULL;
}

/* A day of the 1900 system, where 1900 had a 29 February. */
static gboolean
read_serial (ZbDay *day,
             int    serial)
{
  ZbDay first;

  if (serial < 1 || serial > LAST_SERIAL || serial == 60 || !zb_day_set (&first, 1899, 12, 31))
    return FALSE;

  *day = zb_day_plus_days (first, serial > 60 ? serial - 1 : serial);
  return TRUE;
}

/* As a number without a format for days: 19800501, 198005, 1980.05, a year, or a day's serial. */
static gboolean
read_numeric_day (ZbDay      *day,
                  const char *text)
{
  double number = g_ascii_strtod (text, NULL);

  if (is_all_digits (text) && strlen (text) == 4 && IS_YEAR (number))
    return zb_day_set (day, (int) number, 0, 0);
  if (zb_day_read (day, text))
    return TRUE;

  return number >= 1 && number <= LAST_SERIAL && !IS_YEAR ((int) number) && read_serial (day, (int) number);
}

/* 1993.1 as a number is January, or October without its zero. */
static gboolean
has_lost_zero (const char *text)
{
  return strlen (text) == 6 && strspn (text, "0123456789") == 4 && g_str_has_suffix (text, ".1");
}

static gboolean
read_day (ZbDay        *day,
          const ZbCell *cell,
          const char   *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  switch (cell->kind)
    {
    case ZB_CELL_DATE:
      g_string_truncate (plain, MIN (plain->len, strcspn (text, " T")));
      return zb_day_parse (day, plain->str);
    case ZB_CELL_NUMBER:
      return !has_lost_zero (text) && read_numeric_day (day, text);
    case ZB_CELL_TEXT:
      g_string_replace (plain, "号", "日", 0);
      return zb_day_read (day, plain->str) || (is_all_digits (text) && read_numeric_day (day, text));
    default:
      return FALSE;
    }
}

static const char *
take_day (ZbMemberField  field,
          const ZbCell  *cell,
          const char    *text,
          ZbMemberDraft *draft)
{
  g_autofree char *iso = NULL;
  ZbDay            day;

  if (!read_day (&day, cell, text) || !(iso = zb_day_to_text (day)))
    return "date-unreadable";

  zb_member_draft_set (draft, field, iso);
  return NULL;
}

/* Without the blanks, hyphens and apostrophes that are put in to keep Excel away. */
static char *
squeeze (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!is_blank (letter) && letter != '\'' && letter != '`' && letter != 0x2018 && letter != 0x2019)
        g_string_append_unichar (squeezed, letter);
    }

  return g_string_free (g_steal_pointer (&squeezed), FALSE);
}

/* A number that was kept as a number has 15 digits; the others are zeros, or it stands with its exponent. */
static gboolean
is_rounded (const ZbCell *cell,
            const char   *number)
{
  if ((cell->flags & ZB_CELL_ROUNDED) != 0 || is_exponential (number))
    return TRUE;
  if (!is_all_digits (number) || strlen (number) <= 15)
    return FALSE;

  return cell->kind == ZB_CELL_NUMBER || (strlen (number) == 18 && g_str_has_suffix (number, "000") && !zb_id_check (number));
}

static const char *
take_number (const ZbCell  *cell,
             const char    *text,
             ZbMemberDraft *draft)
{
  g_autofree char *number = squeeze (text);

  if (is_rounded (cell, number))
    return "id-rounded";

  return take (ZB_MEMBER_ID, number, draft, "id-length");
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text) != 0;

  return n;
}

static gboolean
is_mobile (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (strchr ("- +", *text) == NULL)
      return FALSE;
  if (digits->len == 13 && g_str_has_prefix (digits->str, "86"))
    g_string_erase (digits, 0, 2);

  return digits->len == 11 && digits->str[0] == '1';
}

static void
add_landline (ZbMemberDraft *draft,
              const char    *number)
{
  const char      *now = draft->values[ZB_MEMBER_LANDLINE];
  g_autofree char *both = now != NULL ? g_strconcat (now, "、", number, NULL) : g_strdup (number);

  take (ZB_MEMBER_LANDLINE, both, draft, NULL);
}

static const char *
take_mobile (const char    *text,
             ZbMemberDraft *draft)
{
  g_autofree char *number = squeeze (text);

  if (g_str_has_prefix (number, "+86"))
    memmove (number, number + 3, strlen (number) - 2);
  if (strspn (number, "0123456789-+") != strlen (number))
    return "value-unreadable";

  return take (ZB_MEMBER_PHONE, number, draft, "value-unreadable");
}

/* 0999-6000000 or 19900003737/0999-6000000 under 联系电话: each to its own. */
static const char *
take_phones (const char    *text,
             ZbMemberDraft *draft,
             gboolean       any)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_auto (GStrv) pieces = g_regex_split_simple ("[/、,;\\s]+", plain != NULL ? plain : "", 0, 0);
  const char *wrong = NULL;

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *piece = pieces[i];

      if (*piece == '\0')
        continue;
      if (is_mobile (piece) && draft->values[ZB_MEMBER_PHONE] == NULL)
        wrong = take_mobile (piece, draft);
      else if (count_digits (piece) < 5)
        wrong = "value-unreadable";
      else if (any || *piece == '0' || *piece == '(' || strchr (piece, '-') != NULL || is_mobile (piece))
        add_landline (draft, piece);
      else
        wrong = take_mobile (piece, draft);
      if (wrong != NULL)
        return wrong;
    }

  return NULL;
}

static const char *
take_phone (const char    *text,
            ZbMemberDraft *draft,
            gboolean       any)
{
  g_autofree char *number = squeeze (text);

  if (is_exponential (number))
    return "value-unreadable";
  if (is_mobile (number))
    return take_mobile (number, draft);

  return take_phones (text, draft, any);
}

static const char *
take_word (ZbMemberField  field,
           const ZbCell  *cell,
           const char    *text,
           ZbMemberDraft *draft)
{
  static const char *const yes[] = { "√", "✓", "✔", "TRUE", "☑", NULL };
  static const char *const no[] = { "×", "✗", "✘", "无", "FALSE", "☐", NULL };

  if (zb_member_field_get_kind (field) == ZB_FIELD_YES_NO && g_strv_contains (yes, text))
    text = "是";
  else if (zb_member_field_get_kind (field) == ZB_FIELD_YES_NO && g_strv_contains (no, text))
    text = "否";
  else if (field == ZB_MEMBER_CATEGORY && g_str_has_prefix (text, "中共"))
    text += strlen ("中共");

  return take (field, text, draft, "value-unreadable");
}

static const char *
take_text (ZbMemberField  field,
           const ZbCell  *cell,
           const char    *text,
           ZbMemberDraft *draft)
{
  gboolean    like_formula = (cell->flags & ZB_CELL_LIKE_FORMULA) != 0 && field != ZB_MEMBER_LANDLINE;
  const char *wrong;

  if (cell->kind == ZB_CELL_ERROR)
    return "value-unreadable";
  if (like_formula && zb_member_problem_refuses (ZB_PROBLEM_FORMULA_TEXT))
    return "formula-text";

  wrong = take (field, text, draft, "value-unreadable");
  return wrong == NULL && like_formula ? "formula-text" : wrong;
}

const char *
zb_roster_cell_read (ZbMemberField  field,
                     const ZbCell  *cell,
                     ZbMemberDraft *draft,
                     gboolean       any_phone)
{
  g_autofree char *text = zb_roster_clean_text (cell->text);

  if (says_nothing (field, text))
    return NULL;

  switch (zb_member_field_get_kind (field))
    {
    case ZB_FIELD_DAY:
      return take_day (field, cell, text, draft);
    case ZB_FIELD_DIGITS:
      return field == ZB_MEMBER_ID ? take_number (cell, text, draft) : take_phone (text, draft, any_phone);
    case ZB_FIELD_YES_NO:
    case ZB_FIELD_CODE:
      return take_word (field, cell, text, draft);
    case ZB_FIELD_TEXT:
    default:
      return take_text (field, cell, text, draft);
    }
}

/* Identity numbers and phones never whole in a message. */
static char *
dup_shown (ZbMemberField field,
           const char   *text)
{
  g_autofree char *clean = zb_roster_clean_text (text);

  if (zb_member_field_get_kind (field) == ZB_FIELD_DIGITS && !is_exponential (clean))
    return field == ZB_MEMBER_ID ? zb_mask_id (clean) : zb_mask_phone (clean);
  if (g_utf8_strlen (clean, -1) <= MOST_SHOWN)
    return g_steal_pointer (&clean);

  *g_utf8_offset_to_pointer (clean, MOST_SHOWN) = '\0';
  return g_strconcat (clean, "…", NULL);
}

char *
zb_roster_cell_dup_words (const char   *code,
                          ZbMemberField field,
                          const char   *text)
{
  const char      *name = zb_member_field_get_name (field);
  g_autofree char *shown = dup_shown (field, text);

  if (g_str_equal (code, "id-rounded"))
    return g_strdup_printf ("%s“%s”被当作数字保存，末几位已经丢失；请在表里把这一列设为“文本”格式，再按证件重新填写", name, shown);
  if (g_str_equal (code, "id-length"))
    return g_strdup_printf ("%s“%s”不是 18 位；请按证件核对", name, shown);
  if (g_str_equal (code, "date-unreadable"))
    return g_strdup_printf ("%s“%s”看不出是哪一天；请写成 1993-06-22，只知道月份的写成 1993-06", name, shown);
  if (g_str_equal (code, "formula-text"))
    return g_strdup_printf ("%s“%s”像是公式，只作为文字看待；请核对", name, shown);

  return g_strdup_printf ("%s“%s”不是这一项的内容；请在表里改正", name, shown);
}
