/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/day.h"

G_BEGIN_DECLS

/* The fields of the ledger and of the national form (domain.md 2.1), in the order of an edit.
 *
 * A value is text in one canonical shape, NULL when it is not known: a day is ISO text as precise as
 * known, yes/no is "yes"/"no", a code is of its own table below, anything else is text without blanks
 * at its ends. So forms, spreadsheets, differences and the store all move one array of texts.
 */
typedef enum
{
  ZB_MEMBER_NAME,          /* 姓名: no padding blanks, the dot is U+00B7 */
  ZB_MEMBER_SEX,           /* male | female */
  ZB_MEMBER_ID,            /* 公民身份号码: 18 characters, X in capitals (or 15 of the old kind) */
  ZB_MEMBER_ETHNICITY,     /* 民族 */
  ZB_MEMBER_BIRTH,         /* 出生日期 */
  ZB_MEMBER_EDUCATION,     /* 学历 */
  ZB_MEMBER_DEGREE,        /* 学位 */
  ZB_MEMBER_CATEGORY,      /* full | probationary | candidate | activist; has history */
  ZB_MEMBER_BRANCH,        /* 所在党支部, by name; has history */
  ZB_MEMBER_GROUP,         /* 党小组, by name; has history */
  ZB_MEMBER_JOINED,        /* 加入党组织日期 (入党时间): the day of admission */
  ZB_MEMBER_FULL_ON,       /* 转为正式党员日期 */
  ZB_MEMBER_POST,          /* 工作单位及职务 */
  ZB_MEMBER_WORK,          /* 工作岗位, the national form's own list */
  ZB_MEMBER_PHONE,         /* 手机号码: digits */
  ZB_MEMBER_LANDLINE,      /* 固定电话 */
  ZB_MEMBER_ADDRESS,       /* 家庭住址 (现居住地) */
  ZB_MEMBER_REGISTERED,    /* 户籍所在地 */
  ZB_MEMBER_STATUS,        /* 党籍状态: normal | suspended (停止党籍) */
  ZB_MEMBER_LOST,          /* 是否失联党员: yes | no */
  ZB_MEMBER_LOST_SINCE,    /* 失去联系日期 */
  ZB_MEMBER_AWAY,          /* 是否流动党员: yes | no */
  ZB_MEMBER_AWAY_TO,       /* 外出流向 */
  ZB_MEMBER_LEADER,        /* 党员领导干部: yes | no */
  ZB_MEMBER_RETIRED,       /* 离退休: yes | no */
  ZB_MEMBER_PROFESSION,    /* 从事专业技术职务 */
  ZB_MEMBER_STRATUM,       /* 新社会阶层类型 */
  ZB_MEMBER_MIGRANT,       /* 是否农民工: yes | no */
  ZB_MEMBER_JOIN_KIND,     /* 入党类型 */
  ZB_MEMBER_JOIN_BRANCH,   /* 入党时所在支部 */
  ZB_MEMBER_FULL_KIND,     /* 转正情况 */
  ZB_MEMBER_EXTENDED,      /* 延长预备期时间: a day, or months as text */
  ZB_MEMBER_SENIORITY_FIX, /* 党龄校正值, months */
  ZB_MEMBER_NOTE,          /* 备注 */
  ZB_N_MEMBER_FIELDS
} ZbMemberField;

typedef enum
{
  ZB_FIELD_TEXT,
  ZB_FIELD_DAY,
  ZB_FIELD_YES_NO,
  ZB_FIELD_CODE,  /* zb_member_field_list_codes() */
  ZB_FIELD_DIGITS /* id, phone: shown masked until asked */
} ZbFieldKind;

const char *zb_member_field_to_code (ZbMemberField field);  /* "full_on": the key of JSON rows and the column of the store */
const char *zb_member_field_get_name (ZbMemberField field); /* 转正时间: as on screen and paper */
ZbFieldKind zb_member_field_get_kind (ZbMemberField field);
gboolean    zb_member_field_from_code (const char *code, ZbMemberField *field);
/* NULL-terminated codes of a CODE field, else NULL; their Chinese names. */
const char *const *zb_member_field_list_codes (ZbMemberField field);
/* The value in Chinese, for screens, paper and spreadsheets: 男, 正式党员, 是, 1980 年 5 月; other texts as they are. "" for NULL. */
char *zb_member_field_dup_words (ZbMemberField field, const char *value);
/* As typed or as a spreadsheet says it, into the canonical shape: codes and their Chinese names (正式党员, 正式, 男…), 是/否,
 * days of every shape (zb_day_read), full-width blanks and dots in names, blanks and hyphens in mobile numbers.
 * FALSE: it cannot be this field's value (*value is NULL). "" and blanks give TRUE and NULL.
 */
gboolean zb_member_field_read (ZbMemberField field, const char *text, char **value);

/* 999***********1234 and 199****3737; short ones wholly. NULL stays NULL. */
char *zb_mask_id (const char *id);
char *zb_mask_phone (const char *phone);

/* What a form edits and a row of a spreadsheet fills in. */
typedef struct
{
  char *values[ZB_N_MEMBER_FIELDS];
} ZbMemberDraft;

ZbMemberDraft *zb_member_draft_new (void);
ZbMemberDraft *zb_member_draft_copy (const ZbMemberDraft *draft);
void           zb_member_draft_free (ZbMemberDraft *draft);
void           zb_member_draft_set (ZbMemberDraft *draft, ZbMemberField field, const char *value); /* canonical; "" is NULL */
gboolean       zb_member_draft_equal (const ZbMemberDraft *a, const ZbMemberDraft *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbMemberDraft, zb_member_draft_free)

/* Branch posts (支部职务), in the order they are named. */
typedef enum
{
  ZB_DUTY_SECRETARY,        /* 书记 */
  ZB_DUTY_DEPUTY_SECRETARY, /* 副书记 */
  ZB_DUTY_ORGANISATION,     /* 组织委员 */
  ZB_DUTY_PUBLICITY,        /* 宣传委员 */
  ZB_DUTY_DISCIPLINE,       /* 纪检委员 */
  ZB_DUTY_YOUTH,            /* 青年委员 */
  ZB_DUTY_COMMITTEE,        /* 委员 */
  ZB_DUTY_GROUP_LEADER,     /* 党小组组长 */
  ZB_N_DUTIES
} ZbDuty;

const char *zb_duty_to_code (ZbDuty duty); /* "deputy-secretary" */
const char *zb_duty_get_name (ZbDuty duty);
gboolean    zb_duty_parse (const char *word, ZbDuty *duty); /* code or Chinese name */

/* A member (党员, or on the way to be one) as recorded and as of one day. Frozen: any thread may read it.
 *
 * Properties (read only, strings as shown on a screen): id (gint64), name, sex, birth, joined, full-on, post, phone
 * (masked), category, group, branch, duties ("书记、组织委员"), status, doubtful (gboolean: a check complains), present (gboolean).
 */
#define ZB_TYPE_MEMBER (zb_member_get_type ())
G_DECLARE_FINAL_TYPE (ZbMember, zb_member, ZB, MEMBER, GObject)

/* `duties`: bits 1 << ZbDuty. `present`: belongs to a branch of the library on that day (else: has left).
 * `pinyin` (may be NULL): "zhang guifen". Takes nothing.
 */
ZbMember *zb_member_new (gint64 id, const ZbMemberDraft *draft, guint duties, gboolean present, const char *pinyin, guint n_problems);

/* The same with another number of doubts: the rules count them after the store has read. */
ZbMember *zb_member_copy_with_problems (ZbMember *self, guint n_problems);

gint64      zb_member_get_id (ZbMember *self);
const char *zb_member_get_value (ZbMember *self, ZbMemberField field); /* canonical, may be NULL */
ZbDay       zb_member_get_day (ZbMember *self, ZbMemberField field);   /* empty when unknown */
const char *zb_member_get_name (ZbMember *self);
guint       zb_member_get_duties (ZbMember *self);
char       *zb_member_dup_duties (ZbMember *self); /* 书记、组织委员; "" */
gboolean    zb_member_get_present (ZbMember *self);
guint       zb_member_get_n_problems (ZbMember *self);
/* Whether all words of `needle` fit: a part of the name, pinyin from a syllable's start, pinyin initials, digits of the phones. */
gboolean       zb_member_matches (ZbMember *self, const char *needle);
GStrv          zb_member_split_words (const char *needle); /* for many members: zb_member_has_words is what matches does with them */
gboolean       zb_member_has_words (ZbMember *self, const char *const *words);
ZbMemberDraft *zb_member_to_draft (ZbMember *self);
gboolean       zb_member_equal (ZbMember *a, ZbMember *b);
gint           zb_member_compare_names (ZbMember *a, ZbMember *b); /* by pinyin, then by the characters */

/* One thing that was so from a day to a day: the history of a member (经历). */
typedef enum
{
  ZB_SPAN_BRANCH,    /* value: the branch's name */
  ZB_SPAN_CATEGORY,  /* value: its code */
  ZB_SPAN_GROUP,     /* value: the group's name */
  ZB_SPAN_DUTY,      /* value: its code */
  ZB_SPAN_SUSPENDED, /* 党员权利暂停: 留党察看, 留置…; value: why */
  ZB_SPAN_EVENT,     /* something noted on a day: value: what; ends == starts */
  ZB_N_SPANS
} ZbSpanKind;

const char *zb_span_kind_to_code (ZbSpanKind kind); /* "branch", … */
gboolean    zb_span_kind_from_code (const char *code, ZbSpanKind *kind);

/* How a membership of a branch ended or began; NULL elsewhere and for "recorded so". */
#define ZB_CAUSE_TRANSFER_IN "transfer-in"
#define ZB_CAUSE_TRANSFER_OUT "transfer-out"
#define ZB_CAUSE_ADMITTED "admitted"
#define ZB_CAUSE_DIED "died"
#define ZB_CAUSE_EXPELLED "expelled"   /* 开除党籍 */
#define ZB_CAUSE_WITHDRAWN "withdrawn" /* 退党、自行脱党除名 */

typedef struct
{
  gint64     id; /* 0: a new one */
  gint64     member;
  ZbSpanKind kind;
  char      *value;
  ZbDay      starts; /* empty: always so far */
  ZbDay      ends;   /* the first day on which it is no longer so; empty: still so */
  char      *began;  /* cause, may be NULL */
  char      *ended;  /* cause, may be NULL */
  char      *note;   /* the other organisation, the letter's number, a term, who approved; may be NULL */
} ZbSpan;

ZbSpan *zb_span_new (void);
ZbSpan *zb_span_copy (const ZbSpan *span);
void    zb_span_free (ZbSpan *span);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSpan, zb_span_free)

/* With whom a talk is due (七种情形必谈, rules/talk.h). */
typedef struct
{
  gint64 member;
  ZbDay  since; /* of the latest of its causes: a talk on or after it settles it */
  char  *words; /* 岗位变动：不再任宣传委员；岗位变动：任书记 */
} ZbTalkDue;

G_END_DECLS
