/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/clock.h"

#include <string.h>

#define YEAR (365 * ZB_DAY_SECONDS)
#define LARGEST (G_GINT64_CONSTANT (100) * YEAR)

static const struct
{
  char   letter;
  gint64 seconds;
} units[] = {
  { 'y', YEAR },
  { 'd', ZB_DAY_SECONDS },
  { 'h', 3600 },
  { 'm', 60 },
  { 's', 1 },
};

/* "HH:MM" or "HH:MM:SS". */
static gboolean
parse_clock (const char *text, gint64 *seconds)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint  n = g_strv_length (parts);
  gint64 sum = 0;

  if (n < 2 || n > 3)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    {
      const char *part = i < n ? parts[i] : "00";

      if (strlen (part) != 2 || !g_ascii_isdigit (part[0]) || !g_ascii_isdigit (part[1]))
        return FALSE;
      if (i > 0 && part[0] > '5')
        return FALSE;
      sum = sum * 60 + (part[0] - '0') * 10 + part[1] - '0';
    }

  *seconds = sum;
  return TRUE;
}

/* "1d8h": each unit at most once, larger ones first. */
static gboolean
parse_units (const char *text, gint64 *seconds)
{
  guint next = 0;

  *seconds = 0;
  while (*text != '\0')
    {
      char   *end;
      guint64 n;

      if (!g_ascii_isdigit (*text))
        return FALSE;
      n = g_ascii_strtoull (text, &end, 10);
      while (next < G_N_ELEMENTS (units) && units[next].letter != *end)
        next++;
      if (next == G_N_ELEMENTS (units) || n > (guint64) (LARGEST / units[next].seconds))
        return FALSE;
      *seconds += (gint64) n * units[next].seconds;
      next++;
      text = end + 1;
    }

  return TRUE;
}

gboolean
zb_clock_parse_offset (const char *text, gint64 *seconds)
{
  gint64 sum = 0;

  *seconds = 0;
  if (text == NULL || (*text != '+' && *text != '-') || text[1] == '\0')
    return FALSE;
  if (!parse_clock (text + 1, &sum) && !parse_units (text + 1, &sum))
    return FALSE;
  if (sum == 0 || sum > LARGEST)
    return FALSE;

  *seconds = *text == '-' ? -sum : sum;
  return TRUE;
}

char *
zb_clock_dup_offset (gint64 seconds)
{
  static const struct
  {
    gint64      seconds;
    const char *name;
  } words[] = { { ZB_DAY_SECONDS, "天" }, { 3600, "小时" }, { 60, "分" }, { 1, "秒" } };
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 rest = ABS (seconds);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (rest >= words[i].seconds)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s", text->len > 0 ? " " : "",
                                rest / words[i].seconds, words[i].name);
      rest %= words[i].seconds;
    }
  if (g_str_has_suffix (text->str, "分") && seconds % 3600 != 0)
    g_string_append (text, "钟");
  if (text->len == 0)
    g_string_append (text, "0 秒");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
zb_clock_proposal_free (ZbClockProposal *proposal)
{
  g_free (proposal->camera);
  g_array_unref (proposal->photos);
  g_free (proposal);
}

/* "尼康 D3200" for "NIKON CORPORATION NIKON D3200 #6021456": as people call it. */
static char *
dup_camera_name (const char *camera)
{
  static const struct
  {
    const char *prefix;
    const char *name;
  } makers[] = {
    { "NIKON CORPORATION ", "尼康 " },
    { "NIKON ", "尼康 " },
    { "Canon ", "佳能 " },
    { "SONY ", "索尼 " },
    { "Panasonic ", "松下 " },
    { "FUJIFILM ", "富士 " },
    { "OLYMPUS ", "奥林巴斯 " },
    { "HUAWEI ", "华为 " },
    { "Xiaomi ", "小米 " },
    { "samsung ", "三星 " },
    { "Apple ", "苹果 " },
  };
  g_autofree char *body = g_strdup (camera);
  char            *serial = strstr (body, " #");
  const char      *model = body, *maker = "";

  if (serial != NULL)
    *serial = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (g_str_has_prefix (model, makers[i].prefix))
      {
        maker = makers[i].name;
        model += strlen (makers[i].prefix);
      }

  return g_strconcat (maker, model, NULL);
}

char *
zb_clock_proposal_dup_reason (const ZbClockProposal *proposal)
{
  g_autofree char *offset = zb_clock_dup_offset (proposal->seconds);
  g_autofree char *camera = dup_camera_name (proposal->camera);
  int              year, month, day;

  if (proposal->kind == ZB_CLOCK_RESET && proposal->seconds == 0)
    {
      zb_wall_split (&proposal->from, &year, &month, &day, NULL, NULL, NULL);
      return g_strdup_printf (
          "%s 的时钟可能复位过：%u 张照片记作 %d 年 %d 月 %d 日起，请说明实际是什么时候拍的",
          camera, proposal->photos->len, year, month, day);
    }

  return g_strdup_printf ("%s 的时间可能%s了 %s%s", camera, proposal->seconds > 0 ? "慢" : "快",
                          offset, proposal->gps ? "（与卫星定位的时间相比）" : "");
}
