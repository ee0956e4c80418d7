/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member.h"

#include <string.h>

typedef struct
{
  const char *code;
  const char *name;
  ZbFieldKind kind;
} Field;

static const Field fields[ZB_N_MEMBER_FIELDS] = {
  [ZB_MEMBER_NAME] = { "name", "姓名", ZB_FIELD_TEXT },
  [ZB_MEMBER_SEX] = { "sex", "性别", ZB_FIELD_CODE },
  [ZB_MEMBER_ID] = { "id", "身份证号", ZB_FIELD_DIGITS },
  [ZB_MEMBER_ETHNICITY] = { "ethnicity", "民族", ZB_FIELD_TEXT },
  [ZB_MEMBER_BIRTH] = { "birth", "出生日期", ZB_FIELD_DAY },
  [ZB_MEMBER_EDUCATION] = { "education", "学历", ZB_FIELD_TEXT },
  [ZB_MEMBER_DEGREE] = { "degree", "学位", ZB_FIELD_TEXT },
  [ZB_MEMBER_CATEGORY] = { "category", "人员类别", ZB_FIELD_CODE },
  [ZB_MEMBER_BRANCH] = { "branch", "所在党支部", ZB_FIELD_TEXT },
  [ZB_MEMBER_GROUP] = { "group", "党小组", ZB_FIELD_TEXT },
  [ZB_MEMBER_JOINED] = { "joined", "入党时间", ZB_FIELD_DAY },
  [ZB_MEMBER_FULL_ON] = { "full_on", "转正时间", ZB_FIELD_DAY },
  [ZB_MEMBER_POST] = { "post", "工作单位及职务", ZB_FIELD_TEXT },
  [ZB_MEMBER_WORK] = { "work", "工作岗位", ZB_FIELD_TEXT },
  [ZB_MEMBER_PHONE] = { "phone", "手机号", ZB_FIELD_DIGITS },
  [ZB_MEMBER_LANDLINE] = { "landline", "固定电话", ZB_FIELD_TEXT },
  [ZB_MEMBER_ADDRESS] = { "address", "家庭住址", ZB_FIELD_TEXT },
  [ZB_MEMBER_REGISTERED] = { "registered", "户籍所在地", ZB_FIELD_TEXT },
  [ZB_MEMBER_STATUS] = { "status", "党籍状态", ZB_FIELD_CODE },
  [ZB_MEMBER_LOST] = { "lost", "是否失联党员", ZB_FIELD_YES_NO },
  [ZB_MEMBER_LOST_SINCE] = { "lost_since", "失去联系日期", ZB_FIELD_DAY },
  [ZB_MEMBER_AWAY] = { "away", "是否流动党员", ZB_FIELD_YES_NO },
  [ZB_MEMBER_AWAY_TO] = { "away_to", "外出流向", ZB_FIELD_TEXT },
  [ZB_MEMBER_LEADER] = { "leader", "党员领导干部", ZB_FIELD_YES_NO },
  [ZB_MEMBER_RETIRED] = { "retired", "离退休", ZB_FIELD_YES_NO },
  [ZB_MEMBER_PROFESSION] = { "profession", "从事专业技术职务", ZB_FIELD_TEXT },
  [ZB_MEMBER_STRATUM] = { "stratum", "新社会阶层类型", ZB_FIELD_TEXT },
  [ZB_MEMBER_MIGRANT] = { "migrant", "是否农民工", ZB_FIELD_YES_NO },
  [ZB_MEMBER_JOIN_KIND] = { "join_kind", "入党类型", ZB_FIELD_TEXT },
  [ZB_MEMBER_JOIN_BRANCH] = { "join_branch", "入党时所在支部", ZB_FIELD_TEXT },
  [ZB_MEMBER_FULL_KIND] = { "full_kind", "转正情况", ZB_FIELD_TEXT },
  [ZB_MEMBER_EXTENDED] = { "extended", "延长预备期时间", ZB_FIELD_TEXT },
  [ZB_MEMBER_SENIORITY_FIX] = { "seniority_fix", "党龄校正值", ZB_FIELD_TEXT },
  [ZB_MEMBER_NOTE] = { "note", "备注", ZB_FIELD_TEXT },
};

/* Codes with their Chinese names; the first name is the one shown, the others are read too. */
typedef struct
{
  const char *code;
  const char *names[6];
} Word;

static const Word sexes[] = { { "male", { "男", "男性" } }, { "female", { "女", "女性" } } };
static const Word categories[] = {
  { "full", { "正式党员", "正式", "中共党员" } },
  { "probationary", { "预备党员", "预备", "中共预备党员" } },
  { "candidate", { "发展对象" } },
  { "activist", { "入党积极分子", "积极分子" } },
};
static const Word statuses[] = { { "normal", { "正常" } }, { "suspended", { "停止党籍", "停止" } } };
static const Word yes_no[] = {
  { "yes", { "是", "有", "√", "Y", "1" } },
  { "no", { "否", "无", "×", "N", "0" } },
};

static const char *const sex_codes[] = { "male", "female", NULL };
static const char *const category_codes[] = { "full", "probationary", "candidate", "activist", NULL };
static const char *const status_codes[] = { "normal", "suspended", NULL };

static const Word *
get_words (ZbMemberField field,
           guint        *n)
{
  if (fields[field].kind == ZB_FIELD_YES_NO)
    {
      *n = G_N_ELEMENTS (yes_no);
      return yes_no;
    }
  if (field == ZB_MEMBER_SEX)
    {
      *n = G_N_ELEMENTS (sexes);
      return sexes;
    }
  if (field == ZB_MEMBER_CATEGORY)
    {
      *n = G_N_ELEMENTS (categories);
      return categories;
    }
  if (field == ZB_MEMBER_STATUS)
    {
      *n = G_N_ELEMENTS (statuses);
      return statuses;
    }

  *n = 0;
  return NULL;
}

const char *
zb_member_field_to_code (ZbMemberField field)
{
  return fields[field].code;
}

const char *
zb_member_field_get_name (ZbMemberField field)
{
  return fields[field].name;
}

ZbFieldKind
zb_member_field_get_kind (ZbMemberField field)
{
  return fields[field].kind;
}

gboolean
zb_member_field_from_code (const char    *code,
                           ZbMemberField *field)
{
  for (guint i = 0; code != NULL && i < ZB_N_MEMBER_FIELDS; i++)
    if (g_str_equal (fields[i].code, code))
      {
        *field = i;
        return TRUE;
      }

  return FALSE;
}

const char *const *
zb_member_field_list_codes (ZbMemberField field)
{
  if (field == ZB_MEMBER_SEX)
    return sex_codes;
  if (field == ZB_MEMBER_CATEGORY)
    return category_codes;

  return field == ZB_MEMBER_STATUS ? status_codes : NULL;
}

char *
zb_member_field_dup_words (ZbMemberField field,
                           const char   *value)
{
  guint       n;
  const Word *words = get_words (field, &n);
  ZbDay       day;

  if (value == NULL)
    return g_strdup ("");
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i].code, value))
      return g_strdup (words[i].names[0]);
  if (fields[field].kind == ZB_FIELD_DAY && zb_day_parse (&day, value))
    return zb_day_dup_words (day);

  return g_strdup (value);
}

/* Without blanks of any width at its ends; inside they stay. */
static char *
dup_stripped (const char *text)
{
  const char *end;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, end - text);
}

static gboolean
is_dot (gunichar c)
{
  return c == 0x00b7 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22c5 || c == 0x30fb || c == 0xff65 ||
         c == 0x16eb || c == '.' || c == 0xff0e || c == 0x25cf;
}

static gboolean
has_latin (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_LATIN)
      return TRUE;

  return FALSE;
}

/* 张　三 is 张三; the dot inside a name is one sort; a name in Latin letters keeps its blanks. */
static char *
read_name (const char *text)
{
  GString *name = g_string_new (NULL);
  gboolean keep = has_latin (text);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (is_dot (c) && !(c == '.' && keep))
        g_string_append_unichar (name, 0x00b7);
      else if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        g_string_append_unichar (name, c);
      else if (keep && g_unichar_isspace (c))
        g_string_append_c (name, ' ');
    }

  return g_string_free (name, FALSE);
}

static char *
read_digits (ZbMemberField field,
             const char   *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString         *digits = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != '-' && c != '\'' && c != '(' && c != ')')
        g_string_append_unichar (digits, field == ZB_MEMBER_ID ? g_unichar_toupper (c) : c);
    }
  if (field == ZB_MEMBER_PHONE && g_str_has_prefix (digits->str, "+86"))
    g_string_erase (digits, 0, 3);

  return g_string_free (digits, FALSE);
}

static gboolean
read_word (ZbMemberField field,
           const char   *text,
           char        **value)
{
  guint       n;
  const Word *words = get_words (field, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_it = g_str_equal (words[i].code, text);

      for (guint j = 0; !is_it && j < G_N_ELEMENTS (words[i].names) && words[i].names[j] != NULL; j++)
        is_it = g_str_equal (words[i].names[j], text);
      if (is_it)
        {
          *value = g_strdup (words[i].code);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_day (const char *text,
          char      **value)
{
  ZbDay day;

  if (!zb_day_read (&day, text))
    return FALSE;

  *value = zb_day_to_text (day);
  return TRUE;
}

gboolean
zb_member_field_read (ZbMemberField field,
                      const char   *text,
                      char        **value)
{
  g_autofree char *stripped = dup_stripped (text != NULL ? text : "");

  *value = NULL;
  if (*stripped == '\0')
    return TRUE;

  if (field == ZB_MEMBER_NAME)
    *value = read_name (stripped);
  else if (fields[field].kind == ZB_FIELD_DIGITS)
    *value = read_digits (field, stripped);
  else if (fields[field].kind == ZB_FIELD_DAY)
    return read_day (stripped, value);
  else if (fields[field].kind == ZB_FIELD_CODE || fields[field].kind == ZB_FIELD_YES_NO)
    return read_word (field, stripped, value);
  else
    *value = g_steal_pointer (&stripped);

  return TRUE;
}

static char *
mask (const char *text,
      gsize       head,
      gsize       tail)
{
  gsize length = strlen (text);
  char *masked;

  if (!g_str_is_ascii (text))
    return g_strnfill (g_utf8_strlen (text, -1), '*');

  masked = g_strdup (text);
  if (length <= head + tail)
    memset (masked, '*', length);
  else
    memset (masked + head, '*', length - head - tail);

  return masked;
}

char *
zb_mask_id (const char *id)
{
  return id != NULL ? mask (id, 3, 4) : NULL;
}

char *
zb_mask_phone (const char *phone)
{
  return phone != NULL ? mask (phone, 3, 4) : NULL;
}

ZbMemberDraft *
zb_member_draft_new (void)
{
  return g_new0 (ZbMemberDraft, 1);
}

ZbMemberDraft *
zb_member_draft_copy (const ZbMemberDraft *draft)
{
  ZbMemberDraft *copy = zb_member_draft_new ();

  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    copy->values[i] = g_strdup (draft->values[i]);

  return copy;
}

void
zb_member_draft_free (ZbMemberDraft *draft)
{
  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    g_free (draft->values[i]);
  g_free (draft);
}

void
zb_member_draft_set (ZbMemberDraft *draft,
                     ZbMemberField  field,
                     const char    *value)
{
  char *copy = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  g_free (draft->values[field]);
  draft->values[field] = copy;
}

gboolean
zb_member_draft_equal (const ZbMemberDraft *a,
                       const ZbMemberDraft *b)
{
  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;

  return TRUE;
}
