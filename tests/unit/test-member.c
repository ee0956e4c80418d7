/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pinyin.h"
#include "model/member.h"
#include "support/support.h"

static void
test_values_are_read (void)
{
  static const struct
  {
    ZbMemberField field;
    const char   *text;
    const char   *value; /* NULL: refused */
  } cases[] = {
    { ZB_MEMBER_NAME, "张　三", "张三" },
    { ZB_MEMBER_NAME, " 张 三 ", "张三" },
    { ZB_MEMBER_NAME, "古丽娜尔•艾山", "古丽娜尔·艾山" },
    { ZB_MEMBER_NAME, "古丽娜尔・艾山", "古丽娜尔·艾山" },
    { ZB_MEMBER_NAME, "古丽娜尔．艾山", "古丽娜尔·艾山" },
    { ZB_MEMBER_NAME, "Anna  M. Lee", "Anna  M. Lee" },
    { ZB_MEMBER_SEX, "男", "male" },
    { ZB_MEMBER_SEX, "女性", "female" },
    { ZB_MEMBER_SEX, "female", "female" },
    { ZB_MEMBER_SEX, "未知", NULL },
    { ZB_MEMBER_ID, "99900119710623148x", "99900119710623148X" },
    { ZB_MEMBER_ID, "'999001 19710623 1487", "999001197106231487" },
    { ZB_MEMBER_CATEGORY, "正式", "full" },
    { ZB_MEMBER_CATEGORY, "预备党员", "probationary" },
    { ZB_MEMBER_CATEGORY, "积极分子", "activist" },
    { ZB_MEMBER_CATEGORY, "群众", NULL },
    { ZB_MEMBER_PHONE, "199 0000-3737", "19900003737" },
    { ZB_MEMBER_PHONE, "１９９００００３７３７", "19900003737" },
    { ZB_MEMBER_PHONE, "+8619900003737", "19900003737" },
    { ZB_MEMBER_BIRTH, "1980年5月", "1980-05" },
    { ZB_MEMBER_BIRTH, "1980/5/1", "1980-05-01" },
    { ZB_MEMBER_BIRTH, "2019-02-30", NULL },
    { ZB_MEMBER_LOST, "是", "yes" },
    { ZB_MEMBER_LOST, "否", "no" },
    { ZB_MEMBER_STATUS, "停止党籍", "suspended" },
    { ZB_MEMBER_POST, "　刑一庭 庭长　", "刑一庭 庭长" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      gboolean         is_read = zb_member_field_read (cases[i].field, cases[i].text, &value);

      g_assert_cmpint (is_read, ==, cases[i].value != NULL);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* A blank cell is no value of any field, and no fault either. */
static void
test_blanks (void)
{
  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      g_autofree char *value = NULL;

      g_assert_true (zb_member_field_read (field, " 　", &value));
      g_assert_null (value);
    }
}

/* What a screen says is read back as the same. */
static void
test_words_come_back (void)
{
  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      const char *const *codes = zb_member_field_list_codes (field);
      ZbMemberField      found;

      g_assert_true (zb_member_field_from_code (zb_member_field_to_code (field), &found));
      g_assert_cmpint (found, ==, field);
      for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
        {
          g_autofree char *words = zb_member_field_dup_words (field, codes[i]);
          g_autofree char *value = NULL;

          g_assert_cmpstr (words, !=, codes[i]);
          g_assert_true (zb_member_field_read (field, words, &value));
          g_assert_cmpstr (value, ==, codes[i]);
        }
    }
}

static void
test_masks (void)
{
  g_autofree char *id = zb_mask_id ("999001197106231487");
  g_autofree char *phone = zb_mask_phone ("19900003737");
  g_autofree char *shorter = zb_mask_phone ("110");
  g_autofree char *strange = zb_mask_phone ("电话在办公室");

  g_assert_cmpstr (id, ==, "999***********1487");
  g_assert_cmpstr (phone, ==, "199****3737");
  g_assert_cmpstr (shorter, ==, "***");
  g_assert_cmpstr (strange, ==, "******");
  g_assert_null (zb_mask_id (NULL));
}

static ZbMember *
make_member (const char *name,
             const char *phone)
{
  ZbMemberDraft    draft = { { NULL } };
  g_autofree char *pinyin = zb_pinyin_dup (name);

  draft.values[ZB_MEMBER_NAME] = (char *) name;
  draft.values[ZB_MEMBER_PHONE] = (char *) phone;
  return zb_member_new (1, &draft, 0, TRUE, pinyin, 0);
}

static void
test_search (void)
{
  static const struct
  {
    const char *name;
    const char *needle;
    gboolean    fits;
  } cases[] = {
    { "张桂芬", "张", TRUE },
    { "张桂芬", "桂芬", TRUE },
    { "张桂芬", "zgf", TRUE },
    { "张桂芬", "ZGF", TRUE },
    { "张桂芬", "zhanggui", TRUE },
    { "张桂芬", "zhang g", TRUE },
    { "张桂芬", "gf", TRUE },
    { "张桂芬", "zhgfen", TRUE },
    { "张桂芬", "zf", FALSE },
    { "张桂芬", "hang", FALSE },
    { "张桂芬", "0000", TRUE },
    { "张桂芬", "3737", TRUE },
    { "张桂芬", "zgf 3737", TRUE },
    { "张桂芬", "zgf 3738", FALSE },
    { "张桂芬", "", TRUE },
    { "单桂芬", "sgf", TRUE },
    { "单桂芬", "dgf", TRUE },
    { "古丽娜尔·艾山", "glneas", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZbMember) member = make_member (cases[i].name, "19900003737");

      if (zb_member_matches (member, cases[i].needle) != cases[i].fits)
        g_error ("%s, %s", cases[i].name, cases[i].needle);
    }
}

static void
test_duties (void)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_autoptr (ZbMember) member = NULL;
  g_autofree char *duties = NULL;
  ZbDuty           duty;

  zb_member_draft_set (draft, ZB_MEMBER_NAME, "张三");
  member = zb_member_new (7, draft, (1u << ZB_DUTY_ORGANISATION) | (1u << ZB_DUTY_SECRETARY), TRUE, NULL, 0);
  duties = zb_member_dup_duties (member);
  g_assert_cmpstr (duties, ==, "书记、组织委员");
  for (ZbDuty i = 0; i < ZB_N_DUTIES; i++)
    {
      g_assert_true (zb_duty_parse (zb_duty_get_name (i), &duty));
      g_assert_cmpint (duty, ==, i);
      g_assert_true (zb_duty_parse (zb_duty_to_code (i), &duty));
      g_assert_cmpint (duty, ==, i);
    }
  g_assert_false (zb_duty_parse ("科长", &duty));
}

/* A name that is not there, or not Chinese, is no reason to fail. */
static void
test_strange_names (void)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_autoptr (ZbMember) nameless = zb_member_new (1, draft, 0, FALSE, NULL, 0);
  g_autoptr (ZbMember) latin = make_member ("Anna Lee", NULL);

  g_assert_cmpstr (zb_member_get_name (nameless), ==, "");
  g_assert_false (zb_member_matches (nameless, "a"));
  g_assert_true (zb_member_matches (latin, "anna"));
  g_assert_cmpint (zb_member_compare_names (latin, latin), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member/field/values-are-read-as-they-come", test_values_are_read);
  g_test_add_func ("/member/field/a-blank-is-no-value", test_blanks);
  g_test_add_func ("/member/field/words-come-back-as-codes", test_words_come_back);
  g_test_add_func ("/member/numbers-are-masked", test_masks);
  g_test_add_func ("/member/found-by-name-pinyin-initials-and-phone", test_search);
  g_test_add_func ("/member/duties", test_duties);
  g_test_add_func ("/member/strange-names", test_strange_names);

  return g_test_run ();
}
