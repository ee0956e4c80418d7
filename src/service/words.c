/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/words.h"

#include "photo/clock.h"
#include "photo/tags.h"

gboolean
zb_words_parse_offset (const char *text,
                       gint64     *seconds)
{
  return zb_clock_parse_offset (text, seconds);
}

char *
zb_words_dup_offset (gint64 seconds)
{
  return zb_clock_dup_offset (seconds);
}

const char *
zb_words_problem (const char *code)
{
  for (ZbProblem problem = ZB_PROBLEM_NONE + 1; code != NULL && problem < ZB_N_PROBLEMS; problem++)
    if (g_strcmp0 (code, zb_problem_to_code (problem)) == 0)
      return zb_problem_get_name (problem);

  return code;
}

/* By how the message of the error begins. */
const char *
zb_words_conflict (const GError *error)
{
  static const struct
  {
    const char *message;
    const char *words;
  } conflicts[] = {
    { "another member has this identity number", "身份证号与另一位党员相同" },
    { "overlaps another span of its kind", "与另一段同类的经历在时间上重叠" },
    { "a span ends before it starts", "结束不能早于开始" },
    { "the member has left already", "这位党员已经离开本支部" },
    { "the member is here already", "这位党员就在本支部" },
    { "the member came after that day", "这一天比到本支部的日期还早" },
    { "that day is before the admission", "转正不能早于入党" },
    { "only a probationary member turns full", "不是预备党员" },
    { "a member was in some branch", "支部经历不能删掉，录错了请更改日期，或删除整个人" },
    { "the meeting is reviewed and locked", "已经审核锁定，要先解锁" },
    { "the meeting is still to come", "活动的日期还没有到" },
    { "the step wants a reason", "要写明原因" },
    { "the step does not follow the meeting's state", "与活动现在的状态不符" },
    { "an item of the agenda without a title", "议题没有写" },
    { "a vote on nothing", "表决的事项没有写" },
    { "a remedy of nothing", "整改的问题没有写" },
    { "the photo is in no meeting", "这张照片还没有归入活动，归入以后才能设为封面" },
    { "a text of more than", "一项内容超过 8 MB" },
    { "the meeting cannot be", "主题、类别或时间没有写对" },
    { "the rules cannot be read", "规则方案有错误" },
    { "the holidays cannot be read", "放假安排有错误" },
    { "the profile has no such task", "现用的规则方案里没有这一项" },
    { "a paper wants a whole day", "要写明是哪一天" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (conflicts); i++)
    if (g_str_has_prefix (error->message, conflicts[i].message))
      return conflicts[i].words;

  return NULL;
}
