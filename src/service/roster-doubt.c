/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

#include "rules/member-check.h"

/* What the rules find in one member's data, in words that name the field and what to look at. */
static const char *const words[ZB_N_MEMBER_PROBLEMS] = {
  [ZB_PROBLEM_ID_ROUNDED] = "身份证号的末几位已被表格软件抹去，请按证件重新填写",
  [ZB_PROBLEM_ID_CHECK] = "身份证号的校验位不对，请按证件核对每一位",
  [ZB_PROBLEM_ID_LENGTH] = "身份证号不是 18 位，或有不该有的字符",
  [ZB_PROBLEM_ID_DATE] = "身份证号的第 7–14 位不是有效的出生日期",
  [ZB_PROBLEM_ID_OLD] = "身份证号是 15 位的旧号码，请换成 18 位",
  [ZB_PROBLEM_ID_MISSING] = "没有填身份证号",
  [ZB_PROBLEM_ID_DUPLICATE] = "身份证号与别人重复",
  [ZB_PROBLEM_ID_SEX] = "身份证号的第 17 位与性别不符",
  [ZB_PROBLEM_ID_BIRTH] = "身份证号里的出生日期与出生日期不符",
  [ZB_PROBLEM_DATE_UNREADABLE] = "%s看不懂，请写成 1980-05-01 或 1980-05",
  [ZB_PROBLEM_DATE_FUTURE] = "%s在今天以后",
  [ZB_PROBLEM_JOINED_YOUNG] = "入党时不满 18 岁，请核对出生日期和入党时间",
  [ZB_PROBLEM_FULL_BEFORE_JOINED] = "转正时间早于入党时间",
  [ZB_PROBLEM_PROBATION_SHORT] = "从入党到转正不满一年（1969 年 4 月至 1977 年 8 月入党的除外）",
  [ZB_PROBLEM_CATEGORY_DATE] = "%s与人员类别不符",
  [ZB_PROBLEM_NAME_MISSING] = "没有填姓名",
  [ZB_PROBLEM_SAME_NAME] = "台账里有同名的人，请核对是不是同一人",
  [ZB_PROBLEM_FORMULA_TEXT] = "%s以 = + - @ 开头，像是公式",
  [ZB_PROBLEM_HIDDEN_ROW] = "这一行在表里是隐藏的",
};

static GArray *
check (const ZbMemberDraft *draft,
       const char          *today)
{
  GArray *problems = g_array_new (FALSE, FALSE, sizeof (ZbMemberProblem));
  ZbDay   day;

  if (zb_day_parse (&day, today) && zb_day_is_whole (day))
    zb_member_check (draft, day, problems);
  return problems;
}

/* The one place where a sentence may name its field. */
static char *
dup_words (const ZbMemberProblem *problem)
{
  g_auto (GStrv) parts = g_strsplit (words[problem->kind], "%s", 2);

  return g_strjoinv (zb_member_field_get_name (problem->field), parts);
}

void
zb_member_doubt_free (ZbMemberDoubt *doubt)
{
  g_free (doubt->code);
  g_free (doubt->words);
  g_free (doubt);
}

GPtrArray *
zb_roster_check_draft (const ZbMemberDraft *draft,
                       const char          *today)
{
  g_autoptr (GArray) problems = check (draft, today);
  GPtrArray *doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_member_doubt_free);

  for (guint i = 0; i < problems->len; i++)
    {
      const ZbMemberProblem *problem = &g_array_index (problems, ZbMemberProblem, i);
      ZbMemberDoubt         *doubt = g_new0 (ZbMemberDoubt, 1);

      doubt->field = problem->field;
      doubt->refuses = zb_member_problem_refuses (problem->kind);
      doubt->code = g_strdup (zb_member_problem_to_code (problem->kind));
      doubt->words = dup_words (problem);
      g_ptr_array_add (doubts, doubt);
    }

  return doubts;
}

GPtrArray *
zb_roster_list_doubts (const ZbMemberDraft *draft,
                       const char          *today)
{
  g_autoptr (GArray) problems = check (draft, today);
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (doubts, dup_words (&g_array_index (problems, ZbMemberProblem, i)));

  return doubts;
}
