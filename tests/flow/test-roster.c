/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"
#include "flow/roster-flow.h"

#include "service/roster-private.h"

#define LONG 60

/* "name=张三 category=full joined=2005-12" */
static ZbMemberDraft *
make_draft (const char *fields)
{
  ZbMemberDraft *draft = zb_member_draft_new ();
  g_auto (GStrv) words = g_strsplit (fields, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      ZbMemberField field;

      g_assert_true (zb_member_field_from_code (pair[0], &field));
      zb_member_draft_set (draft, field, pair[1]);
    }

  return draft;
}

static gint64
add (RosterFlow *self,
     const char *fields)
{
  g_autoptr (ZbMemberDraft) draft = make_draft (fields);
  GAsyncResult *result = NULL;

  zb_roster_add_async (self->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

/* The member with these values changed. */
static gint64
edit (RosterFlow *self,
      gint64      id,
      const char *fields)
{
  g_autoptr (ZbMemberDraft) given = make_draft (fields);
  g_autoptr (ZbMemberDraft) draft = zb_member_to_draft (zb_roster_find (self->roster, id));
  GAsyncResult *result = NULL;

  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (given->values[field] != NULL)
      zb_member_draft_set (draft, field, given->values[field]);

  zb_roster_edit_async (self->roster, id, draft, NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

static ZbSpan *
make_span (gint64      member,
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
  return span;
}

static gint64
record (RosterFlow *self,
        gint64      member,
        ZbSpanKind  kind,
        const char *value,
        const char *starts,
        const char *ends)
{
  g_autoptr (ZbSpan) span = make_span (member, kind, value, starts, ends);
  GAsyncResult *result = NULL;

  zb_roster_put_span_async (self->roster, span, NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

static const ZbTransfer letter = { .other = (char *) "某某街道党工委", .number = (char *) "214", .valid = 30 };

static gint64
transfer_out (RosterFlow *self,
              gint64      id,
              const char *day)
{
  GAsyncResult *result = NULL;

  zb_roster_transfer_out_async (self->roster, id, day, &letter, NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

static gint64
transfer_in (RosterFlow *self,
             gint64      id,
             const char *fields,
             const char *day)
{
  g_autoptr (ZbMemberDraft) draft = id != 0 ? zb_member_to_draft (zb_roster_find (self->roster, id)) : make_draft (fields);
  GAsyncResult *result = NULL;

  zb_roster_transfer_in_async (self->roster, id, draft, day, &letter, NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

static gint64
turn_full (RosterFlow *self,
           gint64      id,
           const char *day)
{
  GAsyncResult *result = NULL;

  zb_roster_turn_full_async (self->roster, id, day, "支部大会通过", NULL, zb_test_result_cb, &result);
  return roster_flow_edit_finish (self, &result);
}

/* The edit is refused with this fault, and nothing is different. */
static void
assert_refused (RosterFlow    *self,
                GAsyncResult **result,
                ZbFault        fault,
                const char    *before)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (zb_roster_edit_finish (self->roster, done, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (zb_service_fault (error), ==, fault);
  after = album_flow_dump (self->library);
  g_assert_cmpstr (after, ==, before);
}

/* "1 2 4": who had a vote. */
static void
assert_voters (RosterFlow *self,
               gint64      branch,
               const char *day,
               const char *expected)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GArray) voters = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  zb_roster_voters_async (self->roster, branch, day, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  voters = zb_roster_voters_finish (self->roster, done, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < voters->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (voters, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static GPtrArray *
get_history (RosterFlow *self,
             gint64      member)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines;

  zb_roster_history_async (self->roster, member, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  lines = zb_roster_history_finish (self->roster, done, &error);
  g_assert_no_error (error);
  return lines;
}

/* A line each: "2013-09-05 组织关系转入 (自 …) *", the star for what is still so. */
static void
assert_history (RosterFlow *self,
                gint64      member,
                const char *expected)
{
  g_autoptr (GPtrArray) lines = get_history (self, member);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbHistoryLine *line = lines->pdata[i];

      g_string_append_printf (text, "%s %s", line->day, line->title);
      if (*line->detail != '\0')
        g_string_append_printf (text, " (%s)", line->detail);
      g_string_append_printf (text, "%s\n", line->in_force ? " *" : "");
      g_assert_true ((line->span != 0) == (line->record != NULL));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

typedef struct
{
  GPtrArray *mirror; /* of ids, kept by what "items-changed" says */
  guint      n_signals;
  guint      n_moved;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *self)
{
  self->n_signals++;
  self->n_moved += removed + added;
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (self->mirror, position + i, GSIZE_TO_POINTER (zb_member_get_id (member)));
    }
}

static Mirror
mirror_new (RosterFlow *self)
{
  return (Mirror){ .mirror = g_ptr_array_new () };
}

static void
mirror_check (RosterFlow *self,
              Mirror     *mirror)
{
  GListModel *model = zb_roster_get_model (self->roster);

  g_assert_cmpuint (mirror->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < mirror->mirror->len; i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      g_assert_cmpint (GPOINTER_TO_SIZE (mirror->mirror->pdata[i]), ==, zb_member_get_id (member));
      g_assert_true (zb_roster_find (self->roster, zb_member_get_id (member)) == member);
    }
}

static void
mirror_clear (RosterFlow *self,
              Mirror     *mirror)
{
  g_signal_handlers_disconnect_by_data (zb_roster_get_model (self->roster), mirror);
  g_ptr_array_unref (mirror->mirror);
}

static void
test_order (RosterFlow   *self,
            gconstpointer data)
{
  Mirror mirror = mirror_new (self);

  g_signal_connect (zb_roster_get_model (self->roster), "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  add (self, "name=一 branch=第一党支部");
  add (self, "name=二 branch=第二党支部");
  add (self, "name=三 branch=第一党支部");
  mirror_check (self, &mirror);
  g_assert_cmpuint (zb_roster_get_branches (self->roster)->len, ==, 2);

  mirror.n_moved = mirror.n_signals = 0;
  edit (self, 3, "post=审判员");
  mirror_check (self, &mirror);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_assert_cmpuint (mirror.n_moved, ==, 2);

  mirror.n_signals = 0;
  roster_flow_load (self);
  g_assert_cmpuint (mirror.n_signals, ==, 0);
  roster_flow_undo (self);
  mirror_check (self, &mirror);
  g_assert_null (roster_flow_value (self, "三", ZB_MEMBER_POST));
  mirror_clear (self, &mirror);
}

/* Shuffles, drops and changes; ids 1 to 40. */
static GPtrArray *
make_members (void)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 id = 1; id <= 40; id++)
    {
      g_autofree char *fields = g_strdup_printf ("name=张 post=%d", g_test_rand_int_range (0, 4) / 3);
      g_autoptr (ZbMemberDraft) draft = make_draft (fields);
      guint at = g_test_rand_int_range (0, 3) == 0 ? (guint) g_test_rand_int_range (0, (int) members->len + 1) : members->len;

      if (g_test_rand_int_range (0, 5) > 0)
        g_ptr_array_insert (members, (int) at, zb_member_new (id, draft, 0, TRUE, NULL, 0));
    }

  return members;
}

static void
test_random (RosterFlow   *self,
             gconstpointer data)
{
  Mirror mirror = mirror_new (self);

  g_signal_connect (zb_roster_get_model (self->roster), "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GPtrArray) members = make_members ();

      zb_roster_take_members (self->roster, members);
      mirror_check (self, &mirror);
      g_assert_cmpuint (mirror.mirror->len, ==, members->len);
      for (guint j = 0; j < members->len; j++)
        g_assert_cmpint (GPOINTER_TO_SIZE (mirror.mirror->pdata[j]), ==, zb_member_get_id (members->pdata[j]));
    }
  mirror_clear (self, &mirror);
}

static void
test_one_moves (RosterFlow   *self,
                gconstpointer data)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ZbMemberDraft) draft = make_draft ("name=张");
  Mirror mirror = mirror_new (self);

  g_signal_connect (zb_roster_get_model (self->roster), "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  for (gint64 id = 1; id <= 3000; id++)
    g_ptr_array_add (members, zb_member_new (id, draft, 0, TRUE, NULL, 0));
  zb_roster_take_members (self->roster, members);
  g_assert_cmpuint (mirror.n_signals, ==, 1);

  /* The last one comes first: it alone moves. */
  mirror.n_moved = 0;
  g_ptr_array_insert (members, 0, g_ptr_array_steal_index (members, 2999));
  zb_roster_take_members (self->roster, members);
  mirror_check (self, &mirror);
  g_assert_cmpuint (mirror.n_moved, ==, 2);
  mirror_clear (self, &mirror);
}

static void
assert_log (RosterFlow *self,
            const char *expected)
{
  g_autofree char *log = album_flow_log (self->library);

  if (!g_str_has_prefix (log, expected))
    g_assert_cmpstr (log, ==, expected);
}

/* Back and forth once. */
static void
assert_undoes (RosterFlow *self,
               const char *before)
{
  g_autofree char *after = album_flow_dump (self->library);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_cmpstr (after, !=, before);
  g_free (album_flow_undo (self->library, NULL));
  undone = album_flow_dump (self->library);
  g_assert_cmpstr (undone, ==, before);
  g_free (album_flow_redo (self->library, NULL));
  redone = album_flow_dump (self->library);
  g_assert_cmpstr (redone, ==, after);
  roster_flow_load (self);
}

#define VERB(call, label)                                     \
  do                                                          \
    {                                                         \
      g_autofree char *was = album_flow_dump (self->library); \
      call;                                                   \
      assert_log (self, "done " label);                       \
      assert_undoes (self, was);                              \
    }                                                         \
  while (FALSE)

static void
remove_member (RosterFlow *self,
               gint64      id)
{
  GAsyncResult *result = NULL;

  zb_roster_remove_async (self->roster, id, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
leave (RosterFlow *self,
       gint64      id,
       const char *day,
       const char *cause)
{
  GAsyncResult *result = NULL;

  zb_roster_leave_async (self->roster, id, day, cause, NULL, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
receive (RosterFlow *self,
         gint64      id,
         const char *day)
{
  GAsyncResult *result = NULL;

  zb_roster_receipt_async (self->roster, id, day, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
set_term (RosterFlow *self,
          const char *day,
          int         term)
{
  GAsyncResult *result = NULL;

  zb_roster_set_term_async (self->roster, 1, day, term, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
name_branch (RosterFlow *self,
             const char *name,
             const char *founded)
{
  GAsyncResult *result = NULL;

  zb_roster_name_branch_async (self->roster, 1, name, founded, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
remove_span (RosterFlow *self,
             gint64      member,
             gint64      span)
{
  GAsyncResult *result = NULL;

  zb_roster_remove_span_async (self->roster, member, span, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
}

static void
test_verbs (RosterFlow   *self,
            gconstpointer data)
{
  add (self, "name=王某某 category=full joined=2000-07-01 full_on=2001-07-01");
  VERB (add (self, "name=周某某 category=probationary joined=2018-06-20 group=第一党小组"), "添加党员：周某某");
  VERB (edit (self, 2, "post=书记员"), "修改党员：周某某");
  VERB (turn_full (self, 2, "2019-06-25"), "转为正式党员：周某某");
  VERB (record (self, 2, ZB_SPAN_DUTY, "organisation", "2019-06-26", NULL), "记录经历：周某某");
  VERB (transfer_out (self, 2, "2019-06-28"), "组织关系转出：周某某");
  VERB (receive (self, 2, "2019-06-29"), "收到介绍信回执：周某某");
  VERB (transfer_in (self, 2, NULL, "2019-06-30"), "组织关系转入：周某某");
  VERB (transfer_in (self, 0, "name=何某某 category=full joined=1990-01-01 full_on=1991-01-01", "2019-06-30"), "组织关系转入：何某某");
  VERB (leave (self, 3, "2019-06-30", ZB_CAUSE_DIED), "登记去世：何某某");
  VERB (set_term (self, "2017-11-20", 3), "登记换届：第一党支部");
  VERB (name_branch (self, "民事审判庭党支部", "2008-07-01"), "修改支部：民事审判庭党支部");
  VERB (remove_member (self, 1), "删除党员：王某某");
}

static void
test_there_and_back (RosterFlow   *self,
                     gconstpointer data)
{
  gint64 id = add (self, "name=李某某 category=full joined=2005-12-16 full_on=2006-12-16 group=第一党小组");

  record (self, id, ZB_SPAN_DUTY, "publicity", "2017-11-20", NULL);
  g_assert_cmpuint (zb_member_get_duties (zb_roster_find (self->roster, id)), ==, 1u << ZB_DUTY_PUBLICITY);
  transfer_out (self, id, "2019-05-10");
  g_assert_false (zb_member_get_present (zb_roster_find (self->roster, id)));
  g_assert_cmpuint (zb_member_get_duties (zb_roster_find (self->roster, id)), ==, 0);
  assert_voters (self, 0, "2019-05-09", "1");
  assert_voters (self, 0, "2019-05-10", "");
  receive (self, id, "2019-05-20");
  transfer_in (self, id, NULL, "2019-06-20");
  g_assert_true (zb_member_get_present (zb_roster_find (self->roster, id)));
  assert_voters (self, 0, "2019-06-19", "");
  assert_voters (self, 1, "2019-06-20", "1");

  assert_history (self, id,
                  "2019-06-20 编入第一党小组 *\n"
                  "2019-06-20 组织关系转入 (自 某某街道党工委，介绍信 第 214 号) *\n"
                  "2019-05-10 组织关系转出 (至 某某街道党工委，介绍信 第 214 号，回执收到于 2019-05-20)\n"
                  "2017-11-20 当选支部宣传委员\n"
                  "2006-12-16 转为正式党员 *\n"
                  "2005-12-16 接收为预备党员\n"
                  " 编入第一党小组\n"
                  " 编入第一党支部\n");
}

static void
test_full (RosterFlow   *self,
           gconstpointer data)
{
  gint64           id = add (self, "name=周某某 category=probationary joined=2018-06");
  g_autofree char *before = album_flow_dump (self->library);
  GAsyncResult    *result = NULL;

  assert_voters (self, 0, "2019-06-30", "");
  zb_roster_turn_full_async (self->roster, id, "2018-05-31", NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_turn_full_async (self->roster, id, "2019-06", NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_turn_full_async (self->roster, 99, "2019-06-20", NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_NOT_FOUND, before);

  turn_full (self, id, "2019-06-20");
  g_assert_cmpstr (roster_flow_value (self, "周某某", ZB_MEMBER_CATEGORY), ==, "full");
  g_assert_cmpstr (roster_flow_value (self, "周某某", ZB_MEMBER_FULL_ON), ==, "2019-06-20");
  assert_voters (self, 0, "2019-06-19", "");
  assert_voters (self, 0, "2019-06-20", "1");
  assert_history (self, id,
                  "2019-06-20 转为正式党员 (支部大会通过) *\n"
                  "2018-06 接收为预备党员\n"
                  " 编入第一党支部 *\n");

  g_clear_pointer (&before, g_free);
  before = album_flow_dump (self->library);
  zb_roster_turn_full_async (self->roster, id, "2019-06-21", NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
}

static void
test_refused (RosterFlow   *self,
              gconstpointer data)
{
  g_autofree char *number = roster_flow_number ("19800501", 1);
  g_autofree char *fields = g_strdup_printf ("name=张某某 category=full id=%s", number);
  g_autoptr (ZbMemberDraft) draft = make_draft (fields);
  gint64           id = add (self, fields);
  GAsyncResult    *result = NULL;
  ZbTransfer       endless = letter;
  g_autofree char *before = NULL;

  transfer_in (self, 0, "name=何某某 category=full", "2019-06-01");
  before = album_flow_dump (self->library);
  endless.valid = 93;

  zb_roster_add_async (self->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_leave_async (self->roster, 2, "2019-05-31", ZB_CAUSE_DIED, NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_leave_async (self->roster, id, "2019-05-31", "bored", NULL, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_transfer_out_async (self->roster, id, "2019-05-31", &endless, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_transfer_in_async (self->roster, id, draft, "2019-05-31", &letter, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_receipt_async (self->roster, id, "2019-05-31", NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_NOT_FOUND, before);
  zb_roster_remove_async (self->roster, 99, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_NOT_FOUND, before);
}

static gint64
find_line (RosterFlow *self,
           gint64      member,
           const char *title)
{
  g_autoptr (GPtrArray) lines = get_history (self, member);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbHistoryLine *line = lines->pdata[i];

      if (g_str_equal (line->title, title))
        return line->span;
    }

  g_assert_not_reached ();
}

static void
test_spans (RosterFlow   *self,
            gconstpointer data)
{
  gint64           id = add (self, "name=张某某 category=full joined=1970-04-08 full_on=1970-04-08 group=第一党小组");
  GAsyncResult    *result = NULL;
  g_autofree char *before = NULL;

  record (self, id, ZB_SPAN_GROUP, "第二党小组", "2016-03-01", NULL);
  record (self, id, ZB_SPAN_SUSPENDED, "留党察看", "2018-01-01", "2019-01-01");
  record (self, id, ZB_SPAN_EVENT, "递交入党申请书", "1968-11", "1968-11");
  record (self, id, ZB_SPAN_DUTY, "group-leader", "2016-03-01", "2017-03-01");
  g_assert_cmpstr (roster_flow_value (self, "张某某", ZB_MEMBER_GROUP), ==, "第二党小组");
  g_assert_cmpuint (zb_roster_get_groups (self->roster)->len, ==, 2);
  assert_voters (self, 0, "2018-12-31", "");
  assert_voters (self, 0, "2019-01-01", "1");
  assert_history (self, id,
                  "2019-01-01 恢复党员权利\n"
                  "2018-01-01 党员权利暂停：留党察看\n"
                  "2017-03-01 不再担任党小组组长\n"
                  "2016-03-01 当选党小组组长\n"
                  "2016-03-01 编入第二党小组 (原第一党小组) *\n"
                  "1970-04-08 加入中国共产党 *\n"
                  "1968-11 递交入党申请书\n"
                  " 编入第一党小组\n"
                  " 编入第一党支部 *\n");

  before = album_flow_dump (self->library);
  zb_roster_remove_span_async (self->roster, id, find_line (self, id, "编入第一党支部"), NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_remove_span_async (self->roster, id, 999, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  VERB (remove_span (self, id, find_line (self, id, "党员权利暂停：留党察看")), "删除经历：张某某");
  assert_voters (self, 0, "2018-12-31", "1");
}

/* Groups recorded out of order fall into place; what would leave a gap is refused. */
static void
test_groups (RosterFlow   *self,
             gconstpointer data)
{
  gint64 id = add (self, "name=张某某 category=full joined=2000-01-01 full_on=2001-01-01 group=一组");
  g_autoptr (ZbSpan) inside = make_span (id, ZB_SPAN_GROUP, "五组", "2017-01-01", "2017-06-01");
  g_autoptr (ZbSpan) same = make_span (id, ZB_SPAN_GROUP, "五组", "2016-03-01", NULL);
  GAsyncResult    *result = NULL;
  g_autofree char *before = NULL;

  record (self, id, ZB_SPAN_GROUP, "三组", "2016-03-01", NULL);
  record (self, id, ZB_SPAN_GROUP, "二组", "2014-05", NULL);
  assert_history (self, id,
                  "2016-03-01 编入三组 (原二组) *\n"
                  "2014-05 编入二组 (原一组)\n"
                  "2001-01-01 转为正式党员 *\n"
                  "2000-01-01 接收为预备党员\n"
                  " 编入一组\n"
                  " 编入第一党支部 *\n");

  before = album_flow_dump (self->library);
  zb_roster_put_span_async (self->roster, inside, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
  zb_roster_put_span_async (self->roster, same, NULL, zb_test_result_cb, &result);
  assert_refused (self, &result, ZB_FAULT_CONFLICT, before);
}

static void
test_branches (RosterFlow   *self,
               gconstpointer data)
{
  gint64        id = add (self, "name=张某某 category=full joined=2000-01-01 full_on=2001-01-01 branch=第一党支部");
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) then = NULL;

  edit (self, id, "branch=第二党支部");
  assert_voters (self, 1, "2019-06-29", "1");
  assert_voters (self, 2, "2019-06-29", "");
  assert_voters (self, 1, "2019-06-30", "");
  assert_voters (self, 2, "2019-06-30", "1");
  assert_voters (self, 0, "2019-06-30", "1");

  zb_roster_list_on_async (self->roster, "2019-06-29", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  then = zb_roster_list_on_finish (self->roster, done, NULL);
  g_assert_cmpstr (zb_member_get_value (then->pdata[0], ZB_MEMBER_BRANCH), ==, "第一党支部");
  g_assert_cmpstr (roster_flow_value (self, "张某某", ZB_MEMBER_BRANCH), ==, "第二党支部");
}

/* "probation due 周某某 预备期满: …" */
static void
assert_timers (RosterFlow *self,
               const char *expected)
{
  GPtrArray *timers = zb_roster_get_timers (self->roster);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < timers->len; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];

      g_string_append_printf (text, "%s%s %s %s：%s\n", timer->due ? "!" : "", timer->code, timer->day, timer->title, timer->detail);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_timers (RosterFlow   *self,
             gconstpointer data)
{
  gint64 id = add (self, "name=周某某 category=probationary joined=2018-08-03");

  add (self, "name=吴某某 category=probationary joined=2018-06-20");
  set_term (self, "2016-11-20", 3);
  assert_timers (self,
                 "!probation 2019-06-20 吴某某 预备期满：已于 6 月 20 日期满，须召开支部党员大会讨论转正\n"
                 "probation 2019-08-03 周某某 预备期满：8 月 3 日期满，须召开支部党员大会讨论转正\n"
                 "term 2019-11-20 第一党支部 换届：11 月 20 日任期届满，须召开党员大会换届选举\n");

  turn_full (self, id, "2019-06-30");
  turn_full (self, 2, "2019-06-30");
  transfer_out (self, id, "2019-05-31");
  transfer_in (self, 0, "name=郑某某", "2019-06-10");
  assert_timers (self,
                 "!letter 2019-06-30 周某某 介绍信：6 月 30 日到期，请确认某某街道党工委已凭介绍信（第 214 号）接收\n"
                 "letter 2019-07-10 郑某某 介绍信：7 月 10 日到期，须给某某街道党工委寄回介绍信（第 214 号）的回执\n"
                 "term 2019-11-20 第一党支部 换届：11 月 20 日任期届满，须召开党员大会换届选举\n");
}

static void
test_doubts (RosterFlow   *self,
             gconstpointer data)
{
  g_autofree char *number = roster_flow_number ("19800501", 2); /* even: a woman's */
  g_autofree char *fields = g_strdup_printf ("name=张某某 sex=male birth=1980-05 category=full joined=2005-12-16 full_on=2006-01 id=%s", number);
  g_autoptr (ZbMemberDraft) draft = make_draft (fields);
  g_autoptr (GPtrArray) doubts = zb_roster_check_draft (draft, "2019-06-30");
  g_autoptr (GPtrArray) words = zb_roster_list_doubts (draft, "2019-06-30");

  g_assert_cmpuint (doubts->len, ==, 2);
  g_assert_cmpstr (((ZbMemberDoubt *) doubts->pdata[0])->code, ==, "id-sex");
  g_assert_cmpstr (words->pdata[0], ==, "身份证号的第 17 位与性别不符");
  g_assert_cmpstr (((ZbMemberDoubt *) doubts->pdata[1])->code, ==, "probation-short");
  add (self, fields);
  g_assert_cmpuint (zb_member_get_n_problems (roster_flow_find (self, "张某某")), ==, 2);
}

static void
changed_cb (ZbRoster *roster,
            guint    *n)
{
  (*n)++;
}

static gboolean
has_changed (gpointer data)
{
  return *(guint *) data > 0;
}

/* Nobody asks: the library's "changed" does. */
static void
test_by_itself (RosterFlow   *self,
                gconstpointer data)
{
  g_autoptr (ZbMemberDraft) draft = make_draft ("name=张某某 group=第一党小组");
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  guint  n = 0;
  gulong handler = g_signal_connect (self->roster, "changed", G_CALLBACK (changed_cb), &n);

  zb_roster_add_async (self->roster, draft, TRUE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_cmpint (zb_roster_edit_finish (self->roster, done, NULL), ==, 1);
  zb_test_until (has_changed, &n, LONG);
  g_assert_nonnull (zb_roster_find (self->roster, 1));
  g_assert_cmpstr (zb_roster_get_groups (self->roster)->pdata[0], ==, "第一党小组");
  assert_history (self, 1, "2019-06-30 编入第一党小组 *\n2019-06-30 编入第一党支部 *\n");
  g_signal_handler_disconnect (self->roster, handler);
}

#define TEST(path, func) g_test_add (path, RosterFlow, NULL, roster_flow_set_up, func, roster_flow_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/roster/list/the-ledgers-order-and-splices-only-what-changed", test_order);
  TEST ("/roster/list/random-lists-agree-with-the-signals", test_random);
  TEST ("/roster/list/who-moves-moves-alone", test_one_moves);
  TEST ("/roster/list/reloads-by-itself", test_by_itself);
  TEST ("/roster/edit/each-verb-is-one-change-with-a-name-and-is-undone", test_verbs);
  TEST ("/roster/edit/what-cannot-be-is-refused-and-nothing-is-different", test_refused);
  TEST ("/roster/transfer/out-and-back-is-told-by-history-and-votes", test_there_and_back);
  TEST ("/roster/turn-full/the-vote-begins-that-day", test_full);
  TEST ("/roster/history/lines-recorded-by-hand-and-taken-away", test_spans);
  TEST ("/roster/history/groups-recorded-out-of-order-fall-into-place", test_groups);
  TEST ("/roster/branch/a-day-has-its-own-branch", test_branches);
  TEST ("/roster/timers/say-what-to-do-until-it-is-done", test_timers);
  TEST ("/roster/doubts/are-sentences-and-are-counted", test_doubts);

  return g_test_run ();
}
