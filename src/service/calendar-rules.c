/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and days off: the library's own copies, those of the program, and why a text is refused. */
#include "service/calendar-private.h"

#include "service/library-private.h"
#include "store/setting-store.h"

#include <string.h>

#define DATA "/org/zhibu/Zhibu/data/"
#define USUAL "court"

static char *
dup_data (const char *name)
{
  g_autofree char *path = g_strconcat (DATA, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gconstpointer text;
  gsize         length;

  if (bytes == NULL)
    return NULL;

  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

char *
zb_calendar_dup_program_rules (const char *profile)
{
  g_autofree char *name = g_strconcat (profile, ".ini", NULL);

  return dup_data (name);
}

char *
zb_calendar_dup_program_holidays (void)
{
  return dup_data ("holidays.tsv");
}

/* 第 12 行：…；some faults name no word. */
static char *
dup_rule_words (const ZbProfileFault *fault)
{
  const char *word = fault->word != NULL ? fault->word : "";
  const char *group = fault->group != NULL ? fault->group : "profile";

  switch (fault->what)
    {
    case ZB_PROFILE_NOT_TEXT:
      return g_strdup ("不是 UTF-8 文本，或者超过了 256 KB");

    case ZB_PROFILE_SYNTAX:
      return g_strdup_printf ("第 %u 行“%s”写法不对：应是 [组名]、键=值，或以 # 开头的说明", fault->line, word);

    case ZB_PROFILE_TWICE:
      return g_strdup_printf ("第 %u 行“%s”重复出现", fault->line, word);

    case ZB_PROFILE_KEY:
      return g_strdup_printf ("第 %u 行不认识“%s”（[%s]）", fault->line, word, group);

    case ZB_PROFILE_VALUE:
      return g_strdup_printf ("第 %u 行“%s”写得不对（[%s]），写法见文件开头的说明", fault->line, word, group);

    case ZB_PROFILE_MISSING:
      if (g_str_equal (word, "[end]"))
        return g_strdup_printf ("到第 %u 行就没有了，末尾缺少 [end]：文件不完整", fault->line);
      return g_strdup_printf ("第 %u 行的 [%s] 缺少“%s”", fault->line, group, word);

    case ZB_PROFILE_DATES:
      return g_strdup_printf ("第 %u 行 [%s] 的终止日期不晚于开始日期", fault->line, group);

    case ZB_PROFILE_EMPTY:
    default:
      return g_strdup (*word != '\0' ? "没有 [profile] 这一组" : "一项要求也没有");
    }
}

static char *
dup_holiday_words (const ZbHolidaysFault *fault)
{
  const char *word = fault->word != NULL ? fault->word : "";

  switch (fault->what)
    {
    case ZB_HOLIDAYS_NOT_TEXT:
      return g_strdup ("不是 UTF-8 文本，或者超过了 1 MB");

    case ZB_HOLIDAYS_COLUMNS:
      return g_strdup_printf ("第 %u 行写法不对：应是日期、off 或 work、名称三栏，用 Tab 隔开", fault->line);

    case ZB_HOLIDAYS_DAY:
      return g_strdup_printf ("第 %u 行“%s”不是日期：应写成 2019-06-07", fault->line, word);

    case ZB_HOLIDAYS_KIND:
      return g_strdup_printf ("第 %u 行“%s”应是 off（放假）或 work（上班）", fault->line, word);

    case ZB_HOLIDAYS_TWICE:
    default:
      return g_strdup_printf ("第 %u 行“%s”前面已经写过", fault->line, word);
    }
}

/* NULL, and why. */
static ZbProfile *
parse_rules (const char *text,
             guint      *line,
             char      **words)
{
  ZbProfileFault fault = { 0 };
  ZbProfile     *profile = zb_profile_parse (text, -1, &fault);

  *line = fault.line;
  *words = profile == NULL ? dup_rule_words (&fault) : NULL;
  zb_profile_fault_clear (&fault);
  return profile;
}

static ZbHolidays *
parse_holidays (const char *text,
                guint      *line,
                char      **words)
{
  ZbHolidaysFault fault = { 0 };
  ZbHolidays     *holidays = zb_holidays_parse (text, -1, &fault);

  *line = fault.line;
  *words = holidays == NULL ? dup_holiday_words (&fault) : NULL;
  zb_holidays_fault_clear (&fault);
  return holidays;
}

static void
complain (ZbCalendarLook *look,
          const char     *what,
          const char     *why)
{
  g_autofree char *before = look->complaint;

  look->complaint = g_strdup_printf ("%s%s本党支部的%s不能用，现用程序自带的：%s", before != NULL ? before : "",
                                     before != NULL ? "；" : "", what, why);
}

static ZbProfile *
parse_program_rules (const char *program)
{
  g_autofree char *text = zb_calendar_dup_program_rules (program);
  g_autofree char *words = NULL;
  guint            line;

  if (text == NULL)
    text = zb_calendar_dup_program_rules (USUAL);
  return parse_rules (text, &line, &words);
}

static ZbHolidays *
parse_program_holidays (void)
{
  g_autofree char *text = zb_calendar_dup_program_holidays ();
  g_autofree char *words = NULL;
  guint            line;

  return parse_holidays (text, &line, &words);
}

void
zb_calendar_look_read_rules (ZbCalendarLook *look,
                             const char     *program)
{
  g_autofree char *rules = NULL, *holidays = NULL;
  guint            line;

  if (look->own_rules != NULL && !(look->profile = parse_rules (look->own_rules, &line, &rules)))
    complain (look, "规则方案", rules);
  if (look->own_holidays != NULL && !(look->holidays = parse_holidays (look->own_holidays, &line, &holidays)))
    complain (look, "放假安排", holidays);

  if (look->profile == NULL)
    look->profile = parse_program_rules (program);
  if (look->holidays == NULL)
    look->holidays = parse_program_holidays ();
}

char *
zb_calendar_dup_rules (ZbCalendar *self,
                       gboolean   *own)
{
  const char *text = self->look->own_rules;
  char       *program;

  if (own != NULL)
    *own = text != NULL;
  if (text != NULL)
    return g_strdup (text);

  program = zb_calendar_dup_program_rules (zb_library_get_profile (zb_calendar_get_library (self)));
  return program != NULL ? program : zb_calendar_dup_program_rules (USUAL);
}

char *
zb_calendar_dup_holidays (ZbCalendar *self,
                          gboolean   *own)
{
  const char *text = self->look->own_holidays;

  if (own != NULL)
    *own = text != NULL;

  return text != NULL ? g_strdup (text) : zb_calendar_dup_program_holidays ();
}

char *
zb_calendar_check_rules (const char *text,
                         guint      *line)
{
  g_autoptr (ZbProfile) profile = NULL;
  guint at;
  char *words;

  profile = parse_rules (text, line != NULL ? line : &at, &words);
  return words;
}

char *
zb_calendar_check_holidays (const char *text,
                            guint      *line)
{
  g_autoptr (ZbHolidays) holidays = NULL;
  guint at;
  char *words;

  holidays = parse_holidays (text, line != NULL ? line : &at, &words);
  return words;
}

GPtrArray *
zb_calendar_list_rules (ZbCalendar *self)
{
  return self->look->profile->requirements;
}

const char *
zb_calendar_get_profile_name (ZbCalendar *self)
{
  return self->look->profile->name;
}

const char *
zb_calendar_get_complaint (ZbCalendar *self)
{
  return self->look->complaint;
}

typedef struct
{
  const char *key;
  char       *text; /* "": the program's */
} OwnCopy;

static void
own_copy_free (OwnCopy *copy)
{
  g_free (copy->text);
  g_free (copy);
}

/* Back to the program's where there is no own copy is no change. Answers 1: no meeting was touched. */
static gpointer
run_set (ZbDb         *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  const OwnCopy   *copy = data;
  GError          *failed = NULL;
  g_autofree char *before = zb_setting_store_get (db, copy->key, &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return NULL;
    }

  if (g_strcmp0 (before != NULL ? before : "", copy->text) != 0 && !zb_setting_store_set (db, copy->key, copy->text, error))
    return NULL;

  return GINT_TO_POINTER (1);
}

typedef char *(*CheckFunc) (const char *text, guint *line);

static void
set_copy (ZbCalendar *self,
          GTask      *task,
          const char *key,
          const char *text,
          CheckFunc   check,
          const char *what)
{
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;
  OwnCopy         *copy;
  guint            line = 0;

  if (text == NULL)
    text = "";
  words = *text != '\0' ? check (text, &line) : NULL;
  if (words != NULL)
    {
      g_task_return_new_error (task, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the %s cannot be read: line %u", key, line);
      return;
    }

  copy = g_new0 (OwnCopy, 1);
  *copy = (OwnCopy){ key, g_strdup (text) };
  g_task_set_task_data (task, copy, (GDestroyNotify) own_copy_free);
  label = g_strdup_printf (*text != '\0' ? "修改%s" : "恢复程序自带的%s", what);
  zb_library_change (zb_calendar_get_library (self), task, label, run_set, NULL);
}

void
zb_calendar_set_rules_async (ZbCalendar         *self,
                             const char         *text,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  set_copy (self, task, "rules", text, zb_calendar_check_rules, "规则方案");
}

void
zb_calendar_set_holidays_async (ZbCalendar         *self,
                                const char         *text,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  set_copy (self, task, "holidays", text, zb_calendar_check_holidays, "放假安排");
}
