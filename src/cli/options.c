/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <glib/gi18n.h>
#include <stddef.h>
#include <string.h>

#define GLOBAL "library json today help version"

typedef struct
{
  const char *key;  /* in a command's list */
  const char *name; /* as typed */
  char        short_name;
  GOptionArg  arg;
  gsize       offset;
  const char *value; /* what stands for its value in help, NULL: it has none */
  const char *help;
} Option;

#define FLAG(name, short_name, field, help)                                            \
  {                                                                                    \
    name, name, short_name, G_OPTION_ARG_NONE, offsetof (ZbOptions, field), NULL, help \
  }
#define KEYED(key, name, field, value, help)                                    \
  {                                                                             \
    key, name, 0, G_OPTION_ARG_STRING, offsetof (ZbOptions, field), value, help \
  }
#define TEXT(name, field, value, help) KEYED (name, name, field, value, help)
#define PATH(name, field, value, help)                                             \
  {                                                                                \
    name, name, 0, G_OPTION_ARG_FILENAME, offsetof (ZbOptions, field), value, help \
  }
#define MANY(name, field, value, help)                                                 \
  {                                                                                    \
    name, name, 0, G_OPTION_ARG_STRING_ARRAY, offsetof (ZbOptions, field), value, help \
  }

static const Option options_table[] = {
  PATH ("library", library, N_ ("<文件夹>"), N_ ("资料库在哪里（默认：环境变量 ZHIBU_LIBRARY，或用户自己的资料库）")),
  FLAG ("json", 0, json, N_ ("在标准输出写 JSON，别无其他")),
  TEXT ("today", today, N_ ("<日期>"), N_ ("以这一天为今天，格式 2019-06-11")),
  FLAG ("help", 'h', help, N_ ("显示帮助")),
  FLAG ("version", 0, version, N_ ("显示版本")),
  FLAG ("dry-run", 0, dry_run, N_ ("只看会怎样，什么也不写")),
  FLAG ("clock", 0, clock, N_ ("只列相机时钟可疑的")),
  FLAG ("missing", 0, missing, N_ ("只列原件不在的")),
  FLAG ("none", 0, none, N_ ("取消封面")),
  TEXT ("degrees", degrees, N_ ("<度数>"), N_ ("顺时针转多少度，默认 90")),
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
  FLAG ("all", 0, all, N_ ("已离开的也列出")),
  FLAG ("keep", 0, keep, N_ ("把差异记进资料库，逐条处理")),
  FLAG ("masked", 0, masked, N_ ("遮住身份证号和电话")),
  FLAG ("replace", 0, replace, N_ ("同名文件已经存在时，换掉它")),
  FLAG ("new", 0, new_here, N_ ("从今天或入党那天起在本支部，而不是一直都在")),
  TEXT ("name", name, N_ ("<姓名>"), N_ ("姓名")),
  TEXT ("sex", sex, N_ ("<性别>"), N_ ("男或女")),
  TEXT ("id", id, N_ ("<号码>"), N_ ("身份证号")),
  TEXT ("birth", birth, N_ ("<日期>"), N_ ("出生日期，知道多细写多细：1980-05-01 或 1980-05")),
  TEXT ("joined", joined, N_ ("<日期>"), N_ ("入党时间")),
  TEXT ("full-on", full_on, N_ ("<日期>"), N_ ("转正时间")),
  TEXT ("category", category, N_ ("<类别>"), N_ ("full 正式、probationary 预备、candidate 发展对象、activist 积极分子")),
  TEXT ("group", group, N_ ("<名称>"), N_ ("党小组")),
  TEXT ("post", post, N_ ("<文字>"), N_ ("工作单位及职务")),
  TEXT ("phone", phone, N_ ("<号码>"), N_ ("手机号码")),
  MANY ("set", set, N_ ("<项目=值>"), N_ ("任何一项资料，可以写几次；值写空表示去掉")),
  TEXT ("on", on, N_ ("<日期>"), N_ ("那一天的情况")),
  TEXT ("day", day, N_ ("<日期>"), N_ ("哪一天")),
  KEYED ("from:org", "from", from, N_ ("<党组织>"), N_ ("从哪个党组织转来")),
  KEYED ("to:org", "to", to, N_ ("<党组织>"), N_ ("转到哪个党组织")),
  TEXT ("letter", letter, N_ ("<编号>"), N_ ("介绍信编号")),
  TEXT ("valid", valid, N_ ("<天数>"), N_ ("介绍信有效期，默认 30 天，最多 92 天")),
  TEXT ("cause", cause, N_ ("<原因>"), N_ ("died 去世、expelled 开除党籍、withdrawn 退党或除名")),
  TEXT ("note", note, N_ ("<文字>"), N_ ("说明，如哪次大会通过、何时批准")),
  TEXT ("layout", layout, N_ ("<版式>"), N_ ("unit 台账（默认）、national 全国汇总表、full 全部项目")),
  TEXT ("host", host, N_ ("<姓名>"), N_ ("主持人")),
  TEXT ("recorder", recorder, N_ ("<姓名>"), N_ ("记录人")),
  TEXT ("lecturer", lecturer, N_ ("<姓名>"), N_ ("党课主讲人")),
  TEXT ("material", material, N_ ("<文字>"), N_ ("学习材料")),
  TEXT ("activists", activists, N_ ("<人数>"), N_ ("列席的入党积极分子")),
  TEXT ("resolution", resolution, N_ ("<文字>"), N_ ("决议，写空表示去掉")),
  TEXT ("mark", mark, N_ ("<情况>"), N_ ("present 到会（默认）、excused 请假、absent 缺席、exempt 不计入应到、observer 列席、none 未登记")),
  KEYED ("reason:leave", "reason", reason, N_ ("<事由>"), N_ ("请假：private sick duty travel maternity other；不计：incapable abroad serving bedridden away retired")),
  TEXT ("approver", approver, N_ ("<姓名>"), N_ ("批准人")),
  TEXT ("matter", matter, N_ ("<文字>"), N_ ("表决的事项")),
  TEXT ("formula", formula, N_ ("<规则>"), N_ ("ordinary 一般决议（默认）、admission 接收和转正、election 选举、committee 支委会")),
  TEXT ("yes", yes, N_ ("<票数>"), N_ ("赞成")),
  TEXT ("no", no, N_ ("<票数>"), N_ ("反对")),
  TEXT ("abstain", abstain, N_ ("<票数>"), N_ ("弃权")),
  TEXT ("issued", issued, N_ ("<票数>"), N_ ("发出的票，默认与收回的相等")),
  TEXT ("returned", returned, N_ ("<票数>"), N_ ("收回的票，默认是三项之和")),
  TEXT ("written", written, N_ ("<票数>"), N_ ("赞成票中，会前交来的书面意见")),
  TEXT ("title", title, N_ ("<文字>"), N_ ("议题")),
  TEXT ("speaker", speaker, N_ ("<姓名>"), N_ ("发言人、主讲人")),
  TEXT ("text", text, N_ ("<文字>"), N_ ("内容，# 开头的行是小标题")),
  PATH ("file", file, N_ ("<文件>"), N_ ("内容在这个 UTF-8 文本文件里")),
  FLAG ("done", 0, done, N_ ("记录写好了")),
  TEXT ("who", who, N_ ("<姓名>"), N_ ("谁")),
  TEXT ("paper", paper, N_ ("<种类>"), N_ ("哪一种材料")),
  TEXT ("quarter", quarter, N_ ("<季度>"), N_ ("如 2019Q2，默认本季度")),
  TEXT ("year", year, N_ ("<年份>"), N_ ("如 2019")),
  TEXT ("fixed-day", fixed_day, N_ ("<日>"), N_ ("主题党日固定在每月几日，默认按规则")),
  TEXT ("shift", shift, N_ ("<方法>"), N_ ("遇节假日：next 顺延到下一工作日（默认）、previous 提前、keep 不动")),
  TEXT ("task", task, N_ ("<事项>"), N_ ("plan-filing 计划报备（默认）、brief 情况简报、self-check 自查")),
  FLAG ("program", 0, program, N_ ("用程序自带的")),
  TEXT ("founded", day, N_ ("<日期>"), N_ ("支部成立日期")),
  FLAG ("picked", 0, picked, N_ ("只要精选的")),
  FLAG ("with-unlinked", 0, with_unlinked, N_ ("未归入活动的照片也要")),
  FLAG ("originals", 0, originals, N_ ("确认带出原始文件，连同拍摄地点和设备序列号")),
  FLAG ("date-line", 0, date_line, N_ ("在右下角写上日期")),
  FLAG ("keep-place", 0, keep_place, N_ ("副本里保留拍摄地点（默认去掉）")),
  FLAG ("keep-device", 0, keep_device, N_ ("副本里保留拍摄设备和序列号（默认去掉）")),
  TEXT ("size", size, N_ ("<像素>"), N_ ("长边最多这么多像素，默认不缩小")),
  TEXT ("bytes", bytes, N_ ("<字节>"), N_ ("每个文件最多这么大")),
  TEXT ("per-page", per_page, N_ ("<张数>"), N_ ("每页几张，1 到 6，默认按照片的形状")),
  TEXT ("term", term, N_ ("<年数>"), N_ ("任期，默认 3 年")),
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

      if (is_named (GLOBAL, option->key) || is_named (names, option->key))
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

      if (!is_named (names, option->key))
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
    {
      gpointer field = (char *) options + options_table[i].offset;

      if (options_table[i].arg == G_OPTION_ARG_STRING_ARRAY)
        g_clear_pointer ((char ***) field, g_strfreev);
      else if (options_table[i].arg != G_OPTION_ARG_NONE)
        g_clear_pointer ((char **) field, g_free);
    }
  g_clear_pointer (&options->rest, g_strfreev);
}
