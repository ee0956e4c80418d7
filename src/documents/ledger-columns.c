/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger-grid.h"

/* domain.md 2.1: the unit's ledger. */
static const ZbLedgerColumn unit_columns[] = {
  { "序号", NULL, ZB_COLUMN_NUMBER, 0 },
  { "姓名", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_NAME },
  { "性别", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_SEX },
  { "出生年月", NULL, ZB_COLUMN_MONTH, ZB_MEMBER_BIRTH },
  { "入党时间", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_JOINED },
  { "工作单位及职务", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_POST },
  { "联系电话", NULL, ZB_COLUMN_PHONE, ZB_MEMBER_PHONE },
  { "所属支部", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_BRANCH },
};

/* domain.md 2.1: columns A–U of 党员基本信息汇总表. */
static const ZbLedgerColumn national_columns[] = {
  { "序号", NULL, ZB_COLUMN_NUMBER, 0 },
  { "姓名", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_NAME },
  { "所在党支部", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_BRANCH },
  { "公民身份证号", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_ID },
  { "性别", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_SEX },
  { "民族", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_ETHNICITY },
  { "出生日期", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_BIRTH },
  { "学历", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_EDUCATION },
  { "人员类别", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_CATEGORY },
  { "加入党组织日期", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_JOINED },
  { "转为正式党员日期", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_FULL_ON },
  { "工作岗位", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_WORK },
  { "手机号", "联系电话", ZB_COLUMN_FIELD, ZB_MEMBER_PHONE },
  { "固定电话", "联系电话", ZB_COLUMN_FIELD, ZB_MEMBER_LANDLINE },
  { "家庭住址", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_ADDRESS },
  { "党籍状态", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_STATUS },
  { "是否为失联党员", "失联情况", ZB_COLUMN_FIELD, ZB_MEMBER_LOST },
  { "失去联系日期", "失联情况", ZB_COLUMN_FIELD, ZB_MEMBER_LOST_SINCE },
  { "是否为流动党员", "流动情况", ZB_COLUMN_FIELD, ZB_MEMBER_AWAY },
  { "外出流向", "流动情况", ZB_COLUMN_FIELD, ZB_MEMBER_AWAY_TO },
  { "备注", NULL, ZB_COLUMN_FIELD, ZB_MEMBER_NOTE },
};

static const ZbLedgerColumn *
list_full_columns (void)
{
  static ZbLedgerColumn columns[ZB_N_MEMBER_FIELDS];
  static gsize          made = 0;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
        columns[i] = (ZbLedgerColumn){ .heading = zb_member_field_get_name (i), .source = ZB_COLUMN_FIELD, .field = i };
      g_once_init_leave (&made, 1);
    }

  return columns;
}

const ZbLedgerColumn *
zb_ledger_list_columns (ZbLedgerLayout layout,
                        guint         *n_columns)
{
  switch (layout)
    {
    case ZB_LEDGER_NATIONAL:
      *n_columns = G_N_ELEMENTS (national_columns);
      return national_columns;
    case ZB_LEDGER_FULL:
      *n_columns = ZB_N_MEMBER_FIELDS;
      return list_full_columns ();
    case ZB_LEDGER_UNIT:
    default:
      *n_columns = G_N_ELEMENTS (unit_columns);
      return unit_columns;
    }
}

guint
zb_ledger_count_keys (ZbLedgerLayout layout)
{
  return layout == ZB_LEDGER_FULL ? 1 : 2;
}

static char *
dup_month (ZbDay day)
{
  day.day = 0;
  return zb_day_to_text (day);
}

static char *
dup_field (ZbMember     *member,
           ZbMemberField field,
           gboolean      masked)
{
  const char *value = zb_member_get_value (member, field);

  if (masked && field == ZB_MEMBER_ID)
    return zb_mask_id (value);
  if (masked && (field == ZB_MEMBER_PHONE || field == ZB_MEMBER_LANDLINE))
    return zb_mask_phone (value);

  return g_strdup (value);
}

char *
zb_ledger_dup_value (const ZbLedgerColumn *column,
                     ZbMember             *member,
                     gboolean              masked)
{
  switch (column->source)
    {
    case ZB_COLUMN_MONTH:
      return dup_month (zb_member_get_day (member, column->field));
    case ZB_COLUMN_PHONE:
      if (zb_member_get_value (member, ZB_MEMBER_PHONE) == NULL)
        return dup_field (member, ZB_MEMBER_LANDLINE, masked);
      return dup_field (member, ZB_MEMBER_PHONE, masked);
    case ZB_COLUMN_FIELD:
      return dup_field (member, column->field, masked);
    case ZB_COLUMN_NUMBER:
    default:
      return NULL;
    }
}

char *
zb_ledger_dup_as_of (const char *day)
{
  ZbDay            parsed = ZB_DAY_NONE;
  g_autofree char *words = NULL;

  if (!zb_day_parse (&parsed, day))
    return g_strdup ("");

  words = zb_day_dup_words (parsed);
  return g_strconcat ("截至 ", words, NULL);
}
