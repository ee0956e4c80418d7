/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

/* The words that forms, platforms and people put over a column (domain.md 2.1). The plainest comes
 * first: where two columns claim one field, the one with the plainer word has it.
 */
static const struct
{
  ZbMemberField field;
  const char   *words[26];
} names[] = {
  { ZB_MEMBER_NAME, { "姓名", "党员姓名", "名字", "本人姓名" } },
  { ZB_MEMBER_SEX, { "性别" } },
  { ZB_MEMBER_ID, { "公民身份号码", "公民身份证号", "公民身份证号码", "身份证号", "身份证号码", "身份证", "身份号码", "居民身份证号", "居民身份证号码", "居民身份证", "身份证件号码", "证件号码", "证件号", "身份证编号" } },
  { ZB_MEMBER_ETHNICITY, { "民族", "族别", "所属民族" } },
  { ZB_MEMBER_BIRTH, { "出生日期", "出生年月", "出生年月日", "出生时间", "生日", "出生", "出生日" } },
  { ZB_MEMBER_EDUCATION, { "学历", "文化程度", "最高学历", "学历层次", "文化水平", "学历情况", "学历学位" } },
  { ZB_MEMBER_DEGREE, { "学位", "最高学位", "学位情况" } },
  { ZB_MEMBER_CATEGORY, { "人员类别", "党员类别", "党员类型", "人员类型", "类别", "党员身份", "党员性质", "正式或预备", "正式/预备", "是否正式党员或预备党员" } },
  { ZB_MEMBER_BRANCH, { "所在党支部", "所属支部", "所属党支部", "所在支部", "党支部", "支部", "党支部名称", "支部名称", "所在党支部名称", "所在党组织", "所属党组织", "党组织名称", "党组织", "所在党组织名称", "组织关系所在党支部", "组织关系所在支部", "组织关系所在党组织", "所在基层党组织" } },
  { ZB_MEMBER_GROUP, { "党小组", "所在党小组", "所属党小组", "党小组名称", "小组", "所在小组", "所属小组" } },
  { ZB_MEMBER_JOINED, { "加入党组织日期", "入党日期", "入党时间", "加入党组织时间", "入党年月", "入党年月日", "加入中国共产党日期", "加入中国共产党时间", "加入中共日期", "何时入党", "接收为预备党员日期", "接收预备党员日期", "接收预备党员时间", "成为预备党员日期", "成为预备党员时间", "转为预备党员日期", "转为预备党员时间", "入党", "入党日" } },
  { ZB_MEMBER_FULL_ON, { "转为正式党员日期", "转正日期", "转正时间", "转为正式党员时间", "转正年月", "转正年月日", "转为正式党员年月", "成为正式党员日期", "成为正式党员时间", "预备党员转正日期", "预备党员转正时间", "正式党员日期", "转正" } },
  { ZB_MEMBER_POST, { "工作单位及职务", "工作单位和职务", "工作单位、职务", "工作单位职务", "单位及职务", "单位职务", "工作单位及职务职级", "工作单位及职称", "部门及职务", "部门职务", "职务", "现任职务", "行政职务", "工作单位", "现工作单位及职务", "现工作单位", "单位", "工作单位与职务" } },
  { ZB_MEMBER_WORK, { "工作岗位", "岗位", "从事工作", "职业" } },
  { ZB_MEMBER_PHONE, { "手机号码", "手机号", "手机", "移动电话", "手机电话", "联系手机", "本人手机", "移动电话号码", "联系电话", "联系方式", "电话", "电话号码", "联系电话号码", "本人联系电话", "联系号码" } },
  { ZB_MEMBER_LANDLINE, { "固定电话", "座机", "固话", "固定电话号码", "座机号码", "办公电话", "住宅电话", "家庭电话", "宅电", "单位电话", "座机电话" } },
  { ZB_MEMBER_ADDRESS, { "家庭住址", "现居住地", "家庭地址", "现住址", "现居住地址", "住址", "居住地址", "居住地", "家庭详细住址", "家庭详细地址", "现家庭住址", "常住地址", "常住地", "通讯地址", "联系地址", "详细地址", "家庭居住地", "地址" } },
  { ZB_MEMBER_REGISTERED, { "户籍所在地", "户籍地", "户口所在地", "户籍地址", "户籍", "户籍所在地址", "户口地址" } },
  { ZB_MEMBER_STATUS, { "党籍状态", "党籍", "党籍情况" } },
  { ZB_MEMBER_LOST, { "是否失联党员", "是否为失联党员", "是否失联", "失联党员", "失联", "失联情况", "失联情况是否失联", "是否失去联系" } },
  { ZB_MEMBER_LOST_SINCE, { "失去联系日期", "失联日期", "失联时间", "失去联系时间", "失去联系年月", "失联情况日期", "失联情况时间" } },
  { ZB_MEMBER_AWAY, { "是否流动党员", "是否为流动党员", "是否流动", "流动党员", "流动情况", "流动情况是否流动" } },
  { ZB_MEMBER_AWAY_TO, { "外出流向", "流向", "流动去向", "外出去向", "外出地点", "流入地", "流动地点", "流动情况流向" } },
  { ZB_MEMBER_LEADER, { "党员领导干部", "是否党员领导干部", "是否为党员领导干部", "是否领导干部", "领导干部" } },
  { ZB_MEMBER_RETIRED, { "离退休", "是否离退休", "是否离退休党员", "是否退休", "离退休党员", "是否为离退休党员" } },
  { ZB_MEMBER_PROFESSION, { "从事专业技术职务", "专业技术职务", "职称", "技术职称", "专业技术职称" } },
  { ZB_MEMBER_STRATUM, { "新社会阶层类型", "新社会阶层", "新的社会阶层类型", "新的社会阶层" } },
  { ZB_MEMBER_MIGRANT, { "是否农民工", "农民工", "是否为农民工" } },
  { ZB_MEMBER_JOIN_KIND, { "入党类型", "入党方式", "加入党组织类型", "进入党组织类型" } },
  { ZB_MEMBER_JOIN_BRANCH, { "入党时所在支部", "入党时所在党支部", "入党支部", "入党所在支部", "入党时支部" } },
  { ZB_MEMBER_FULL_KIND, { "转正情况", "转正类型" } },
  { ZB_MEMBER_EXTENDED, { "延长预备期时间", "延长预备期", "延长预备期日期", "延长预备期至", "预备期延长时间" } },
  { ZB_MEMBER_SENIORITY_FIX, { "党龄校正值", "党龄校正值(月)", "党龄校正", "党龄校正月数" } },
  { ZB_MEMBER_NOTE, { "备注", "备注说明" } },
};

static const char *const any_phone[] = { "联系电话", "联系方式", "电话", "电话号码", "联系电话号码", "本人联系电话", "联系号码", NULL };

#define RANK(field, rank) GUINT_TO_POINTER (((field) << 8 | (rank)) + 1)

static void
add_name (GHashTable *words,
          const char *name,
          gpointer    rank)
{
  g_autofree char *clean = zb_heading_clean (name);

  if (!g_hash_table_contains (words, clean))
    g_hash_table_insert (words, g_steal_pointer (&clean), rank);
}

/* The ledger's own words are known too: what was exported comes back. */
static GHashTable *
get_words (void)
{
  static GHashTable *words;

  if (g_once_init_enter (&words))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        for (guint k = 0; names[i].words[k] != NULL; k++)
          add_name (made, names[i].words[k], RANK (names[i].field, k));
      for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
        add_name (made, zb_member_field_get_name (field), RANK (field, 0));
      g_once_init_leave (&words, made);
    }

  return words;
}

static gboolean
is_padding (gunichar letter)
{
  return g_unichar_isspace (letter) || g_unichar_iszerowidth (letter) || g_unichar_iscntrl (letter) ||
         letter == '*' || letter == ':' || letter == 0xFEFF;
}

char *
zb_heading_clean (const char *heading)
{
  g_autofree char *plain = g_utf8_normalize (heading, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (!is_padding (g_utf8_get_char (at)))
      g_string_append_unichar (text, g_utf8_get_char (at));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* 出生年月(年.月) without its note. */
static char *
drop_notes (const char *clean)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint depth = 0;

  for (const char *at = clean; *at != '\0'; at++)
    {
      if (*at == '(')
        depth++;
      else if (*at == ')')
        depth -= depth > 0 ? 1 : 0;
      else if (depth == 0)
        g_string_append_c (text, *at);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
zb_heading_read (const char    *heading,
                 ZbMemberField *field,
                 guint         *rank)
{
  g_autofree char *clean = zb_heading_clean (heading);
  gpointer         found = g_hash_table_lookup (get_words (), clean);

  if (found == NULL)
    {
      g_autofree char *bare = drop_notes (clean);

      found = g_hash_table_lookup (get_words (), bare);
    }
  if (found == NULL)
    return FALSE;

  *field = (GPOINTER_TO_UINT (found) - 1) >> 8;
  *rank = (GPOINTER_TO_UINT (found) - 1) & 0xFF;
  return TRUE;
}

gboolean
zb_heading_is_any_phone (const char *heading)
{
  g_autofree char *clean = zb_heading_clean (heading);
  g_autofree char *bare = drop_notes (clean);

  return g_strv_contains (any_phone, bare);
}
