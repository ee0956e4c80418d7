/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <glib/gi18n.h>
#include <string.h>

#define MANY G_MAXUINT

#define MEETING_OPTIONS "theme kind start end place joint own group host recorder lecturer material activists resolution"
#define MEMBER_OPTIONS "name sex id birth joined full-on category branch group post phone set"

#define EXPORT_OPTIONS "from to meeting picked with-unlinked size keep-place keep-device per-page originals replace"

static const ZbCommand commands[] = {
  { "init", N_ ("[--branch 名称] [--profile court|central]"), "branch profile", 0, 0, zb_init, N_ ("新建资料库") },
  { "photo scan", N_ ("路径…"), "", 1, MANY, zb_photo_scan, N_ ("不用资料库，给每张照片定日期") },
  { "photo import", N_ ("[--dry-run] 路径…"), "dry-run", 1, MANY, zb_photo_import, N_ ("导入照片并归入活动") },
  { "photo list", N_ ("[--unlinked|--undated|--clock|--picked|--missing|--trash|--meeting 编号|--batch 编号|--from 日期 --to 日期]"), "unlinked undated clock picked missing trash meeting batch from to", 0, 0, zb_photo_list, N_ ("列出相册里的照片") },
  { "photo search", N_ ("字词…"), "", 1, MANY, zb_photo_search, N_ ("在活动、地点、说明、会议记录和文件名里找照片") },
  { "photo link", N_ ("照片… 活动"), "", 2, MANY, zb_photo_link, N_ ("把照片归入活动") },
  { "photo unlink", N_ ("照片…"), "", 1, MANY, zb_photo_unlink, N_ ("把照片从活动里拿出来") },
  { "photo caption", N_ ("照片 文字"), "", 2, 2, zb_photo_caption, N_ ("写照片说明，写空表示去掉") },
  { "photo pick", N_ ("照片…"), "", 1, MANY, zb_photo_pick, N_ ("列入精选") },
  { "photo unpick", N_ ("照片…"), "", 1, MANY, zb_photo_unpick, N_ ("移出精选") },
  { "photo cover", N_ ("照片 [--none]"), "none", 1, 1, zb_photo_cover, N_ ("设为它那次活动的封面，或取消") },
  { "photo turn", N_ ("照片… [--degrees 90|180|270|-90]"), "degrees", 1, MANY, zb_photo_turn, N_ ("旋转，原件不改动") },
  { "photo date", N_ ("照片… --day 时间 --reason 文字"), "day reason", 1, MANY, zb_photo_date, N_ ("由人确定拍摄时间，原来的读数都保留") },
  { "photo settle", N_ ("照片… 活动"), "", 2, MANY, zb_photo_settle, N_ ("确认照片拍的是这次活动，存疑的日期随之确定") },
  { "photo similar", N_ ("<活动>"), "", 1, 1, zb_photo_similar, N_ ("这次活动里连拍和几乎一样的照片，各组建议留哪张") },
  { "photo shift", N_ ("--camera 名称 [--batch 编号] 偏移 --reason 文字 | --dry-run"), "camera batch reason dry-run", 1, 1, zb_photo_shift, N_ ("修正一台相机的时钟，偏移如 +8h、-3d、+00:12:30") },
  { "photo trash", N_ ("照片…"), "", 1, MANY, zb_photo_trash, N_ ("移到回收站") },
  { "photo restore", N_ ("照片…"), "", 1, MANY, zb_photo_restore, N_ ("从回收站放回相册") },
  { "album export", N_ ("[--from 日期] [--to 日期] [--meeting 编号] [--picked] [--with-unlinked] [--size 像素] [--keep-place] [--keep-device] [--replace] 文件夹 | [--per-page 张数] 文件.pdf | --originals 文件.tar"), EXPORT_OPTIONS, 1, 1, zb_album_export, N_ ("导出相册：图片文件夹（再导出只写改动过的）、PDF，或带原始文件的归档包") },
  { "album copies", N_ ("文件夹 照片… [--size 像素] [--bytes 字节] [--date-line] [--keep-place] [--keep-device]"), "size bytes date-line keep-place keep-device", 2, MANY, zb_album_copies, N_ ("给聊天用的副本：说明和日期写进副本，不带地点和设备") },
  { "meeting add", N_ ("--theme 主题 --kind 类型[,类型] --start 时间 [--end 时间] [--place 地点] [--joint] [--group 小组] [--host|--recorder|--lecturer 姓名]"), MEETING_OPTIONS, 0, 0, zb_meeting_add, N_ ("登记一次活动；时间已过的算已开展，没到的算计划") },
  { "meeting list", N_ ("[--from 日期] [--to 日期]"), "from to", 0, 0, zb_meeting_list, N_ ("列出活动，和每次还缺什么") },
  { "meeting show", N_ ("<编号>"), "", 1, 1, zb_meeting_show, N_ ("显示一次活动的全部记录") },
  { "meeting edit", N_ ("编号 [同 add] [--own] [--resolution 决议]"), MEETING_OPTIONS, 1, 1, zb_meeting_edit, N_ ("修改活动") },
  { "meeting move", N_ ("编号 --start 时间"), "start", 1, 1, zb_meeting_move, N_ ("改期，原计划的日期留在记录里") },
  { "meeting remove", N_ ("<编号>"), "", 1, 1, zb_meeting_remove, N_ ("删除活动，它的照片留在相册里") },
  { "meeting attend", N_ ("编号 [--mark 情况] [--reason 事由] [--note 文字] [--approver 姓名] [--day 批准日] [党员…]"), "mark reason:leave note approver day", 1, MANY, zb_meeting_attend, N_ ("登记考勤；不写党员，就是还没登记的所有人，不写 --mark 就是到会") },
  { "meeting vote", N_ ("编号 --matter 事项 [--formula 规则] --yes 票数 [--no 票数] [--abstain 票数] [--issued|--returned|--written 票数]"), "matter formula yes no abstain issued returned written note", 1, 1, zb_meeting_vote, N_ ("记一项表决，并说明是否通过") },
  { "meeting record", N_ ("编号 [--title 议题 [--speaker 姓名] [--text 内容|--file 文件]] [--done]"), "title speaker text file done", 1, 1, zb_meeting_record, N_ ("记一项议程；--done 表示记录写好了") },
  { "meeting remedy", N_ ("编号 问题 [--note 措施] [--who 责任人] [--day 时限]"), "note who day", 2, 2, zb_meeting_remedy, N_ ("记一条整改") },
  { "meeting attach", N_ ("编号 文件…"), "", 2, MANY, zb_meeting_attach, N_ ("加附件：抄进资料库并核对") },
  { "meeting hold", N_ ("<编号>"), "", 1, 1, zb_meeting_hold, N_ ("确认已经开展") },
  { "meeting review", N_ ("编号 [--who 姓名] [--note 文字]"), "who note", 1, 1, zb_meeting_review, N_ ("书记审核，此后锁定") },
  { "meeting unlock", N_ ("编号 --reason 原因 [--who 姓名]"), "reason who", 1, 1, zb_meeting_unlock, N_ ("解锁，原因记录在案") },
  { "meeting cancel", N_ ("编号 --reason 原因"), "reason", 1, 1, zb_meeting_cancel, N_ ("取消还没有开展的活动") },
  { "meeting reopen", N_ ("<编号>"), "", 1, 1, zb_meeting_reopen, N_ ("恢复已取消的活动") },
  { "meeting export", N_ ("编号 [--paper record|sheet|blank] [--replace] 文件.pdf"), "paper replace", 2, 2, zb_meeting_export, N_ ("会议记录、签到表、空白签到表") },
  { "plan generate", N_ ("年份 [--dry-run] [--fixed-day 日] [--shift next|previous|keep] [--kind 类型]"), "dry-run fixed-day shift kind", 1, 1, zb_plan_generate, N_ ("按规则生成年度计划，只补还欠的") },
  { "plan file", N_ ("[--quarter 季度] [--task plan-filing|brief|self-check] [--day 日期] [--note 文字]"), "quarter year task day note", 0, 0, zb_plan_file, N_ ("登记已报备、已报简报、已自查") },
  { "plan export", N_ ("[--quarter 季度|--year 年份] [--paper plan|agenda|year|overview|reminder] [--replace] 文件.pdf"), "quarter year paper replace", 1, 1, zb_plan_export, N_ ("计划报备表、日程、全年表、概览、领导干部双重组织生活提醒卡") },
  { "calendar export", N_ ("[--from 日期] [--to 日期] [--replace] 文件.ics"), "from to replace", 1, 1, zb_calendar_export, N_ ("日历文件，手机可以订阅") },
  { "check", N_ ("[--quarter 季度|--year 年份]"), "quarter year", 0, 0, zb_check, N_ ("应开几次、开了几次、还缺什么材料") },
  { "rules show", "", "", 0, 0, zb_rules_show, N_ ("显示现用的规则") },
  { "rules set", N_ ("文件 | --program"), "program", 0, 1, zb_rules_set, N_ ("换用这份规则，有错就指出第几行") },
  { "holidays show", "", "", 0, 0, zb_holidays_show, N_ ("显示现用的放假安排") },
  { "holidays set", N_ ("文件 | --program"), "program", 0, 1, zb_holidays_set, N_ ("换用这份放假安排") },
  { "member add", N_ ("--name 姓名 [--sex|--id|--birth|--joined|--full-on|--category|--branch|--group|--post|--phone 值] [--set 项目=值]… [--new]"), MEMBER_OPTIONS " new", 0, 0, zb_member_add, N_ ("添加一名党员") },
  { "member list", N_ ("[--all] [--branch 名称] [--group 名称] [--category 类别] [--on 日期]"), "all branch group category on", 0, 0, zb_member_list, N_ ("列出党员，按台账的次序") },
  { "member show", N_ ("<编号>"), "", 1, 1, zb_member_show, N_ ("显示一名党员的资料、经历和疑点") },
  { "member edit", N_ ("编号 [同 add]"), MEMBER_OPTIONS, 1, 1, zb_member_edit, N_ ("修改资料") },
  { "member transfer-in", N_ ("[编号] --day 日期 --from 党组织 [--letter 编号] [--valid 天数] [同 add]"), MEMBER_OPTIONS " day from:org letter valid", 0, 1, zb_member_transfer_in, N_ ("组织关系转入；写编号的，是转出后又回来") },
  { "member transfer-out", N_ ("编号 --day 日期 --to 党组织 [--letter 编号] [--valid 天数]"), "day to:org letter valid", 1, 1, zb_member_transfer_out, N_ ("组织关系转出") },
  { "member turn-full", N_ ("编号 --day 日期 [--note 文字]"), "day note", 1, 1, zb_member_turn_full, N_ ("预备党员转正") },
  { "member leave", N_ ("编号 --day 日期 --cause died|expelled|withdrawn [--note 文字]"), "day cause note", 1, 1, zb_member_leave, N_ ("登记去世、开除党籍、退党除名") },
  { "member receipt", N_ ("编号 [--day 日期]"), "day", 1, 1, zb_member_receipt, N_ ("收到介绍信回执") },
  { "member record", N_ ("编号 duty|group|suspended|event 内容 [--start 日期] [--end 日期] [--note 文字]"), "start end note", 3, 3, zb_member_record, N_ ("给经历记一条") },
  { "member remove", N_ ("<编号>"), "", 1, 1, zb_member_remove, N_ ("删除误录的人，连同经历") },
  { "member import", N_ ("[--dry-run] 文件"), "dry-run", 1, 1, zb_member_import, N_ ("导入名册（.xls、.xlsx、.csv）") },
  { "member diff", N_ ("[--keep] 文件"), "keep", 1, 1, zb_member_diff, N_ ("与平台导出的名册核对") },
  { "member export", N_ ("[--layout unit|national|full] [--masked] [--replace] 文件"), "layout masked replace", 1, 1, zb_member_export, N_ ("导出台账（.xlsx 或 .pdf）") },
  { "member voters", N_ ("[--on 日期] [--branch 名称]"), "on branch", 0, 0, zb_member_voters, N_ ("那一天有表决权的正式党员") },
  { "member attendance", N_ ("编号 [--from 日期] [--to 日期]"), "from to", 1, 1, zb_member_attendance, N_ ("一名党员的出勤，默认今年") },
  { "branch name", N_ ("新名称 [--founded 日期]"), "founded", 1, 1, zb_branch_name, N_ ("改本支部的名称和成立日期") },
  { "branch elected", N_ ("[名称] --day 日期 [--term 年数]"), "day term", 0, 1, zb_branch_elected, N_ ("登记换届：支部委员会何时选出、任期几年") },
  { "timers", "", "", 0, 0, zb_timers, N_ ("要到期的事：转正、换届、失联、政治生日、光荣在党 50 年、介绍信") },
  { "undo", "", "", 0, 0, zb_undo, N_ ("撤销上一个改动") },
  { "redo", "", "", 0, 0, zb_redo, N_ ("重做刚撤销的改动") },
  { "sample", N_ ("[文件夹]"), "", 0, 1, zb_sample, N_ ("做一个示例资料库：导入程序自己画的照片，打印结果") },
  { "log", "", "", 0, 0, zb_log, N_ ("改动记录，新的在前") },
  { "verify", N_ ("[--deep]"), "deep", 0, 0, zb_verify, N_ ("核对记录与照片文件") },
  { "backup", N_ ("<文件>"), "", 1, 1, zb_backup, N_ ("把整个资料库备份成一个文件，写完读回核对") },
  { "restore", N_ ("文件 | --latest"), "latest", 0, 1, zb_restore, N_ ("从备份恢复到空文件夹，或替换已损坏的资料库") },
};

static gboolean
is_match (const char *name,
          char      **words,
          guint      *n_words)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);

  for (*n_words = 0; parts[*n_words] != NULL; (*n_words)++)
    if (words[*n_words] == NULL || !g_str_equal (words[*n_words], parts[*n_words]))
      return FALSE;

  return TRUE;
}

const ZbCommand *
zb_command_find (char **words,
                 guint *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_match (commands[i].name, words, n_words))
      return &commands[i];

  return NULL;
}

static gboolean
is_of (const ZbCommand *command,
       const char      *noun)
{
  gsize length = strlen (noun);

  return strncmp (command->name, noun, length) == 0 &&
         (command->name[length] == ' ' || command->name[length] == '\0');
}

gboolean
zb_command_is_noun (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_of (&commands[i], word))
      return TRUE;

  return FALSE;
}

static void
print_command (const ZbCommand *command)
{
  g_print ("  %s %s\n        %s\n", command->name, *command->args != '\0' ? _ (command->args) : "", _ (command->help));
}

void
zb_command_help (const char      *noun,
                 const ZbCommand *command)
{
  g_print ("%s", _ ("用法：zhibuctl [--library 文件夹] [--json] [--today 日期] 命令 [参数…]\n\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (command != NULL ? command == &commands[i] : noun == NULL || is_of (&commands[i], noun))
      print_command (&commands[i]);

  g_print ("\n%s\n", _ ("选项："));
  if (command != NULL)
    zb_options_print (command->options);
  zb_options_print ("library json today help version");
  g_print ("\n%s\n", _ ("退出状态：0 完成；1 完成，但有照片损坏、读不出来或被拒绝，或核对出了问题；2 用法不对；3 没有做成，也没有留下半成品。"));
}
