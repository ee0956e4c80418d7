/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <glib/gi18n.h>
#include <stddef.h>
#include <string.h>

#define GLOBAL "library json today help version"

typedef struct
{
  const char *name;
  char        short_name;
  GOptionArg  arg;
  gsize       offset;
  const char *value; /* what stands for its value in help, NULL: it has none */
  const char *help;
} Option;

#define FLAG(name, short_name, field, help)                                      \
  {                                                                              \
    name, short_name, G_OPTION_ARG_NONE, offsetof (ZbOptions, field), NULL, help \
  }
#define TEXT(name, field, value, help)                                     \
  {                                                                        \
    name, 0, G_OPTION_ARG_STRING, offsetof (ZbOptions, field), value, help \
  }
#define PATH(name, field, value, help)                                       \
  {                                                                          \
    name, 0, G_OPTION_ARG_FILENAME, offsetof (ZbOptions, field), value, help \
  }

static const Option options_table[] = {
  PATH ("library", library, N_ ("<文件夹>"), N_ ("资料库在哪里（默认：环境变量 ZHIBU_LIBRARY，或用户自己的资料库）")),
  FLAG ("json", 0, json, N_ ("在标准输出写 JSON，别无其他")),
  TEXT ("today", today, N_ ("<日期>"), N_ ("以这一天为今天，格式 2019-06-11")),
  FLAG ("help", 'h', help, N_ ("显示帮助")),
  FLAG ("version", 0, version, N_ ("显示版本")),
  FLAG ("dry-run", 0, dry_run, N_ ("只看会怎样，什么也不写")),
  FLAG ("unlinked", 0, unlinked, N_ ("只列未归入活动的")),
  FLAG ("undated", 0, undated, N_ ("只列日期待定的")),
  FLAG ("trash", 0, trash, N_ ("只列回收站里的")),
  FLAG ("deep", 0, deep, N_ ("重新计算每个文件的校验值")),
  FLAG ("latest", 0, latest, N_ ("数据库损坏时，换上最近一份完好的自动备份")),
  FLAG ("joint", 0, joint, N_ ("联合开展")),
  FLAG ("own", 0, own, N_ ("本支部单独开展")),
  TEXT ("branch", branch, N_ ("<名称>"), N_ ("党支部名称")),
  TEXT ("profile", profile, N_ ("<类别>"), N_ ("court 或 central")),
  TEXT ("meeting", meeting, N_ ("<编号>"), N_ ("只列这次活动的")),
  TEXT ("batch", batch, N_ ("<编号>"), N_ ("只管这一次导入的")),
  TEXT ("camera", camera, N_ ("<名称>"), N_ ("相机名称，或能认出它的一部分")),
  TEXT ("reason", reason, N_ ("<文字>"), N_ ("为什么")),
  TEXT ("theme", theme, N_ ("<文字>"), N_ ("活动主题")),
  TEXT ("kind", kind, N_ ("<类型>"), N_ ("活动类型，可以有几个，用逗号隔开")),
  TEXT ("start", start, N_ ("<时间>"), N_ ("开始时间 \"2019-06-10 09:00\"，或只写日期表示全天")),
  TEXT ("end", end, N_ ("<时间>"), N_ ("结束时间，写空表示没有")),
  TEXT ("place", place, N_ ("<文字>"), N_ ("地点")),
  TEXT ("from", from, N_ ("<日期>"), N_ ("从这一天起")),
  TEXT ("to", to, N_ ("<日期>"), N_ ("到这一天止")),
};

static gboolean
is_named (const char *names,
          const char *name)
{
  g_auto (GStrv) words = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *) words, name);
}

static GOptionEntry *
make_entries (ZbOptions  *options,
              const char *names,
              gboolean    with_rest)
{
  GOptionEntry *entries = g_new0 (GOptionEntry, G_N_ELEMENTS (options_table) + 2);
  guint         n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (options_table); i++)
    {
      const Option *option = &options_table[i];

      if (is_named (GLOBAL, option->name) || is_named (names, option->name))
        entries[n++] = (GOptionEntry){
          .long_name = option->name,
          .short_name = option->short_name,
          .arg = option->arg,
          .arg_data = (char *) options + option->offset,
        };
    }
  if (with_rest)
    entries[n++] = (GOptionEntry){
      .long_name = G_OPTION_REMAINING,
      .arg = G_OPTION_ARG_FILENAME_ARRAY,
      .arg_data = &options->rest,
    };

  return entries;
}

gboolean
zb_options_parse (ZbOptions  *options,
                  char     ***argv,
                  const char *names,
                  gboolean    first,
                  GError    **error)
{
  g_autofree GOptionEntry *entries = make_entries (options, names, !first);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, first);
  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse_strv (context, argv, error);
}

char *
zb_options_dup_culprit (char        **argv,
                        const GError *error)
{
  for (guint i = 0; argv[i] != NULL; i++)
    {
      g_autofree char *word = g_strndup (argv[i], strcspn (argv[i], "="));

      if (word[0] == '-' && word[1] != '\0' && strstr (error->message, word) != NULL)
        return g_steal_pointer (&word);
    }

  return NULL;
}

void
zb_options_print (const char *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (options_table); i++)
    {
      const Option *option = &options_table[i];

      if (!is_named (names, option->name))
        continue;
      if (option->value != NULL)
        g_print ("  --%s=%s\n        %s\n", option->name, _ (option->value), _ (option->help));
      else
        g_print ("  --%s\n        %s\n", option->name, _ (option->help));
    }
}

void
zb_options_clear (ZbOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (options_table); i++)
    if (options_table[i].arg != G_OPTION_ARG_NONE)
      g_clear_pointer ((char **) ((char *) options + options_table[i].offset), g_free);
  g_clear_pointer (&options->rest, g_strfreev);
}
