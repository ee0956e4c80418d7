/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/talk.h"

static void
add_span (GPtrArray  *spans,
          gint64      member,
          ZbSpanKind  kind,
          const char *value,
          const char *starts,
          const char *ends)
{
  ZbSpan *span = zb_span_new ();

  span->member = member;
  span->kind = kind;
  span->value = g_strdup (value);
  zb_day_parse (&span->starts, starts);
  zb_day_parse (&span->ends, ends);
  g_ptr_array_add (spans, span);
}

static GPtrArray *
new_spans (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_span_free);
}

static char *
find (GPtrArray *spans)
{
  g_autoptr (GPtrArray) dues = zb_talk_find (spans, (ZbDay){ 2026, 3, 1 }, (ZbDay){ 2026, 5, 31 });
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < dues->len; i++)
    {
      const ZbTalkDue *due = dues->pdata[i];
      g_autofree char *since = zb_day_to_text (due->since);

      g_string_append_printf (lines, "%s%" G_GINT64_FORMAT " %s %s", i > 0 ? "\n" : "", due->member, since, due->words);
    }

  return g_string_free (lines, FALSE);
}

static void
test_causes (void)
{
  static const char *const cases[][2] = {
    { "受到嘉奖", "表彰处分" },
    { "党内警告处分", "表彰处分" },
    { "家属住院，遇到困难", "遇到困难挫折" },
    { "与同事发生矛盾", "产生矛盾" },
    { "年度考核基本称职", "考核评议" },
    { "群众反映工作作风问题", "群众反映不好" },
    { "退休", "退休" },
    { "借调到上级法院", "岗位变动" },
    { "参加培训", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (zb_talk_get_cause (cases[i][0]), ==, cases[i][1]);
}

static void
test_post (void)
{
  g_autoptr (GPtrArray) spans = new_spans ();
  g_autofree char *found = NULL;

  add_span (spans, 9991, ZB_SPAN_DUTY, "publicity", "2019-01-01", "2026-04-10");
  add_span (spans, 9991, ZB_SPAN_DUTY, "secretary", "2026-04-10", NULL);
  add_span (spans, 9992, ZB_SPAN_DUTY, "discipline", "2026-02-10", NULL);
  found = find (spans);
  g_assert_cmpstr (found, ==, "9991 2026-04-10 岗位变动：不再任宣传委员；岗位变动：任书记");
}

static void
test_events (void)
{
  g_autoptr (GPtrArray) spans = new_spans ();
  g_autofree char *found = NULL;

  add_span (spans, 9993, ZB_SPAN_EVENT, "家属住院", "2026-05-02", "2026-05-02");
  add_span (spans, 9994, ZB_SPAN_EVENT, "参加培训", "2026-05-02", "2026-05-02");
  add_span (spans, 9995, ZB_SPAN_SUSPENDED, "留党察看一年", "2026-03-01", NULL);
  add_span (spans, 9996, ZB_SPAN_EVENT, "受到表彰", "2026-06-01", "2026-06-01");
  add_span (spans, 9997, ZB_SPAN_EVENT, "退休", "2026-05", "2026-05");
  found = find (spans);
  g_assert_cmpstr (found, ==, "9995 2026-03-01 表彰处分：留党察看一年\n9993 2026-05-02 遇到困难挫折：家属住院");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/talk/words-tell-which-of-the-seven-it-is", test_causes);
  g_test_add_func ("/rules/talk/a-changed-post-asks-for-a-talk", test_post);
  g_test_add_func ("/rules/talk/what-was-noted-in-the-span-asks-for-one", test_events);
  return g_test_run ();
}
