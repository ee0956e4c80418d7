/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/say.h"

#include "service/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a sentence shows in brackets of the error's own words. */
typedef enum
{
  DETAIL_NONE,
  DETAIL_ALL,      /* the whole message */
  DETAIL_LAST,     /* what follows its last ": " */
  DETAIL_HOLDER,   /* who holds the library */
  DETAIL_SUBJECT,  /* the file or folder that the command was given */
  DETAIL_RECORDED, /* what on record stands against it */
} Detail;

typedef struct
{
  ZbFault     fault;
  const char *command; /* how its name starts, NULL: any */
  Detail      detail;
  const char *what;
  const char *next;
} Sentence;

/* The first that fits. */
static const Sentence sentences[] = {
  { ZB_FAULT_BUSY, NULL, DETAIL_HOLDER, N_ ("资料库正被另一个程序使用"), N_ ("什么也没有改动；请先在那里关闭它，再试一次。") },
  { ZB_FAULT_CONFLICT, "undo", DETAIL_NONE, N_ ("没有可以撤销的改动"), N_ ("什么也没有改动；用 zhibuctl log 查看改动记录。") },
  { ZB_FAULT_CONFLICT, "redo", DETAIL_NONE, N_ ("没有可以重做的改动"), N_ ("什么也没有改动；用 zhibuctl log 查看改动记录。") },
  { ZB_FAULT_CONFLICT, "photo shift", DETAIL_LAST, N_ ("符合这个名称的相机不止一台"), N_ ("什么也没有改动；请把相机名称写全。") },
  { ZB_FAULT_CONFLICT, "member import", DETAIL_NONE, N_ ("台账在核对之后又改动过"), N_ ("什么也没有导入；请再运行一次。") },
  { ZB_FAULT_CONFLICT, "member", DETAIL_RECORDED, N_ ("与台账现有内容冲突"), N_ ("什么也没有改动；请核对后再试。") },
  { ZB_FAULT_CONFLICT, "meeting", DETAIL_RECORDED, N_ ("这次活动现在不能这样改"), N_ ("什么也没有改动；用 zhibuctl meeting show 查看记录。") },
  { ZB_FAULT_CONFLICT, NULL, DETAIL_RECORDED, N_ ("这一步与现有内容冲突"), N_ ("什么也没有改动；请核对后再试。") },
  { ZB_FAULT_NOT_FOUND, "photo shift", DETAIL_NONE, N_ ("没有这台相机拍的照片"), N_ ("什么也没有改动；用 zhibuctl photo list 查看相机名称。") },
  { ZB_FAULT_NOT_FOUND, "photo", DETAIL_NONE, N_ ("找不到指定的照片或活动"), N_ ("什么也没有改动；用 zhibuctl photo list 和 zhibuctl meeting list 查看编号。") },
  { ZB_FAULT_NOT_FOUND, "meeting export", DETAIL_NONE, N_ ("要写入的文件夹不存在"), N_ ("没有写任何东西；请核对位置。") },
  { ZB_FAULT_NOT_FOUND, "meeting", DETAIL_NONE, N_ ("找不到指定的活动"), N_ ("什么也没有改动；用 zhibuctl meeting list 查看编号。") },
  { ZB_FAULT_NOT_FOUND, "member receipt", DETAIL_NONE, N_ ("没有等回执的介绍信"), N_ ("什么也没有改动；用 zhibuctl member show 查看经历。") },
  { ZB_FAULT_NOT_FOUND, "member export", DETAIL_NONE, N_ ("要写入的文件夹不存在"), N_ ("没有写任何东西；请核对位置。") },
  { ZB_FAULT_NOT_FOUND, "member", DETAIL_NONE, N_ ("找不到指定的党员"), N_ ("什么也没有改动；用 zhibuctl member list --all 查看编号。") },
  { ZB_FAULT_NOT_FOUND, "restore", DETAIL_SUBJECT, N_ ("找不到可用的备份"), N_ ("没有恢复任何内容；请核对备份文件在哪里。") },
  { ZB_FAULT_NOT_FOUND, "backup", DETAIL_SUBJECT, N_ ("要写入的文件夹不存在"), N_ ("没有写任何东西；请核对位置。") },
  { ZB_FAULT_NOT_FOUND, "calendar export", DETAIL_NONE, N_ ("要写入的文件夹不存在"), N_ ("没有写任何东西；请核对位置。") },
  { ZB_FAULT_NOT_FOUND, "plan export", DETAIL_NONE, N_ ("要写入的文件夹不存在"), N_ ("没有写任何东西；请核对位置。") },
  { ZB_FAULT_NOT_FOUND, NULL, DETAIL_ALL, N_ ("要找的内容不在那里"), N_ ("什么也没有改动；请核对后再试。") },
  { ZB_FAULT_TOO_NEW, "restore", DETAIL_NONE, N_ ("这份备份是更新版本的支部纪实做的"), N_ ("没有恢复任何内容；请先升级本程序。") },
  { ZB_FAULT_TOO_NEW, NULL, DETAIL_NONE, N_ ("这个资料库是更新版本的支部纪实写的"), N_ ("没有动它；请先升级本程序，再打开。") },
  { ZB_FAULT_DAMAGED, "restore", DETAIL_SUBJECT, N_ ("备份不完整，或者被改动过"), N_ ("没有恢复任何内容，原来的也没有动；请换一份备份。") },
  { ZB_FAULT_DAMAGED, "backup", DETAIL_ALL, N_ ("写好的备份读回来对不上"), N_ ("没有留下这份备份，资料库没有动；请换一个磁盘再试。") },
  { ZB_FAULT_DAMAGED, NULL, DETAIL_NONE, N_ ("资料库的数据库已损坏"), N_ ("没有往里写任何东西，照片文件都还在；请用 zhibuctl restore --latest 换上最近的自动备份，或用 zhibuctl restore 恢复完整备份。") },
  { ZB_FAULT_FULL, "photo import", DETAIL_NONE, N_ ("磁盘空间不足"), N_ ("已经导入的都保留着；腾出空间后再运行一次，会接着导入。") },
  { ZB_FAULT_FULL, NULL, DETAIL_NONE, N_ ("磁盘空间不足"), N_ ("没有留下半成品；请腾出空间后再试。") },
  { ZB_FAULT_SOURCE, "photo", DETAIL_ALL, N_ ("来源读不出来"), N_ ("已经导入的都保留着，来源没有动；请检查存储卡或文件夹后再试。") },
  { ZB_FAULT_SOURCE, NULL, DETAIL_ALL, N_ ("有文件读不出来"), N_ ("没有留下半成品；请检查磁盘后再试。") },
  { ZB_FAULT_EXISTS, "init", DETAIL_SUBJECT, N_ ("那里已经有内容"), N_ ("没有动它；请换一个空文件夹，或用 --library 指明别处。") },
  { ZB_FAULT_EXISTS, "backup", DETAIL_SUBJECT, N_ ("同名文件已经存在"), N_ ("没有覆盖它；请换一个文件名。") },
  { ZB_FAULT_EXISTS, "member export", DETAIL_NONE, N_ ("同名文件已经存在"), N_ ("没有覆盖它；请换一个文件名，或加上 --replace。") },
  { ZB_FAULT_EXISTS, "restore", DETAIL_SUBJECT, N_ ("那里已有可用的资料库或别的内容"), N_ ("没有动它；请用 --library 指明一个空文件夹。") },
  { ZB_FAULT_EXISTS, NULL, DETAIL_ALL, N_ ("已经存在"), N_ ("没有覆盖它；请换一个名称。") },
  { ZB_FAULT_PERMISSION, NULL, DETAIL_ALL, N_ ("没有写入的权限"), N_ ("没有留下半成品；请检查文件夹的权限，或磁盘是否写保护。") },
  { ZB_FAULT_CANCELLED, NULL, DETAIL_NONE, N_ ("已取消"), N_ ("没有留下半成品；需要时再运行一次。") },
  { ZB_FAULT_FAILED, NULL, DETAIL_ALL, N_ ("没有做成"), N_ ("没有留下半成品；请检查磁盘后再试。") },
};

static const Sentence *
find_sentence (ZbFault     fault,
               const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].fault == fault &&
        (sentences[i].command == NULL || g_str_has_prefix (command, sentences[i].command)))
      return &sentences[i];

  return &sentences[G_N_ELEMENTS (sentences) - 1];
}

static char *
after (const char *text,
       const char *mark)
{
  const char *found = g_strrstr (text, mark);

  return g_strdup (found != NULL ? found + strlen (mark) : text);
}

static char *
dup_subject (const ZbRun *run)
{
  gboolean has_file = g_str_equal (run->command->name, "backup") && run->n_args > 0;

  return g_filename_display_name (has_file ? run->args[0] : run->folder);
}

static char *
dup_conflict (const GError *error)
{
  const char *words = zb_words_conflict (error);

  return g_strdup (words != NULL ? words : error->message);
}

static char *
dup_detail (const ZbRun  *run,
            const GError *error,
            Detail        detail)
{
  switch (detail)
    {
    case DETAIL_ALL:
      return g_strdup (error->message);
    case DETAIL_LAST:
      return after (error->message, ": ");
    case DETAIL_HOLDER:
      return after (error->message, "in use by ");
    case DETAIL_SUBJECT:
      return dup_subject (run);
    case DETAIL_RECORDED:
      return dup_conflict (error);
    case DETAIL_NONE:
    default:
      return NULL;
    }
}

ZbExit
zb_say_error (const ZbRun  *run,
              const GError *error)
{
  ZbFault          fault = zb_service_fault (error);
  const Sentence  *sentence = find_sentence (fault, run->command->name);
  g_autofree char *detail = dup_detail (run, error, sentence->detail);
  g_autofree char *folder = g_filename_display_name (run->folder);

  g_debug ("%s", error->message);
  if (fault == ZB_FAULT_NOT_FOUND && run->library == NULL && !g_str_has_prefix (run->command->name, "restore") &&
      !g_str_equal (run->command->name, "sample"))
    g_printerr (_ ("%s 里没有资料库，什么也没有改动；请用 zhibuctl init 新建一个，或用 --library 指明它在哪里。\n"), folder);
  else if (detail != NULL)
    g_printerr (_ ("%s（%s），%s\n"), _ (sentence->what), detail, _ (sentence->next));
  else
    g_printerr (_ ("%s，%s\n"), _ (sentence->what), _ (sentence->next));

  return ZB_EXIT_FAILED;
}

ZbExit
zb_say_usage (const ZbRun *run,
              const char  *what)
{
  g_printerr (_ ("用法不对：%s，什么也没有改动。\n"), what);
  if (run->command != NULL)
    g_printerr (_ ("用法：zhibuctl %s %s\n"), run->command->name, *run->command->args != '\0' ? _ (run->command->args) : "");
  else
    g_printerr (_ ("用 zhibuctl --help 查看有哪些命令。\n"));

  return ZB_EXIT_USAGE;
}
