/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The citizen's number (公民身份号码, GB 11643-1999): area, birthday, sequence and check character. */
#include "rules/member-check.h"

#include <string.h>

#define LENGTH 18
#define OLD_LENGTH 15

/* Digits but for the last one of the new kind. */
static gsize
measure (const char *id)
{
  gsize digits = id != NULL ? strspn (id, "0123456789") : 0;

  if (id == NULL)
    return 0;
  if (digits == OLD_LENGTH && id[digits] == '\0')
    return OLD_LENGTH;
  if (digits == LENGTH - 1 && (g_str_equal (id + digits, "X") || g_str_equal (id + digits, "x")))
    return LENGTH;

  return digits == LENGTH && id[digits] == '\0' ? LENGTH : 0;
}

static int
to_number (const char *digits,
           guint       n)
{
  int number = 0;

  for (guint i = 0; i < n; i++)
    number = number * 10 + (digits[i] - '0');

  return number;
}

gboolean
zb_id_read (const char *id,
            ZbDay      *birth,
            gboolean   *male)
{
  gsize length = measure (id);
  int   year, month, number;

  *birth = ZB_DAY_NONE;
  *male = FALSE;
  if (length == 0)
    return FALSE;

  year = length == LENGTH ? to_number (id + 6, 4) : 1900 + to_number (id + 6, 2);
  month = to_number (id + length - (length == LENGTH ? 8 : 7), 2);
  number = to_number (id + length - (length == LENGTH ? 6 : 5), 2);
  if (month == 0 || number == 0 || !zb_day_set (birth, year, month, number))
    return FALSE;

  *male = (id[length == LENGTH ? 16 : 14] - '0') % 2 == 1;
  return TRUE;
}

gboolean
zb_id_check (const char *id)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint               sum = 0;

  if (measure (id) != LENGTH)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (id[i] - '0');

  return g_ascii_toupper (id[LENGTH - 1]) == "10X98765432"[sum % 11];
}
