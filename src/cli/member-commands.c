/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/member-run.h"
#include "cli/out.h"
#include "cli/say.h"

#include <glib/gi18n.h>

static gboolean
is_changed (const ZbMemberDraft *before,
            const ZbMemberDraft *draft,
            ZbMemberField        field)
{
  return before == NULL || g_strcmp0 (before->values[field], draft->values[field]) != 0;
}

/* Says what is in doubt; TRUE when a value that was typed now is certainly wrong. */
static gboolean
say_doubts (ZbRoster            *roster,
            const ZbMemberDraft *before,
            const ZbMemberDraft *draft)
{
  g_autoptr (GPtrArray) doubts = zb_roster_check_draft (draft, zb_roster_get_today (roster));
  gboolean refused = FALSE;

  for (guint i = 0; i < doubts->len; i++)
    {
      const ZbMemberDoubt *doubt = doubts->pdata[i];

      refused |= doubt->refuses && is_changed (before, draft, doubt->field);
      g_printerr (_ ("请核对：%s。\n"), doubt->words);
    }
  if (refused)
    g_printerr ("%s", _ ("有一项肯定不对，什么也没有改动。\n"));

  return refused;
}

ZbExit
zb_member_add (ZbRun *run)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status = zb_member_fill (run, draft);

  if (status != ZB_EXIT_DONE)
    return status;
  if (!(roster = zb_member_load (run)))
    return ZB_EXIT_FAILED;
  if (say_doubts (roster, NULL, draft))
    return ZB_EXIT_FOUND;

  zb_roster_add_async (roster, draft, run->options->new_here, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

ZbExit
zb_member_edit (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (ZbMemberDraft) before = NULL;
  g_autoptr (ZbMemberDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status = zb_member_of_args (run, &roster, &member);

  if (status != ZB_EXIT_DONE)
    return status;

  before = zb_member_to_draft (member);
  draft = zb_member_draft_copy (before);
  if ((status = zb_member_fill (run, draft)) != ZB_EXIT_DONE)
    return status;
  if (say_doubts (roster, before, draft))
    return ZB_EXIT_FOUND;

  zb_roster_edit_async (roster, zb_member_get_id (member), draft, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

ZbExit
zb_member_remove (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  ZbExit status = zb_member_of_args (run, &roster, &member);

  if (status != ZB_EXIT_DONE)
    return status;

  zb_roster_remove_async (roster, zb_member_get_id (member), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_edit_finish (roster, result, &error) == 0)
    return zb_say_error (run, error);

  json_builder_begin_object (builder);
  zb_out_member (builder, member);
  json_builder_end_object (builder);
  if (run->options->json)
    zb_out_value (builder);
  else
    zb_member_print (member);
  return ZB_EXIT_DONE;
}

/* The people of a list, in the ledger's order: today's, or those of --on. NULL: it was said why. */
static GPtrArray *
list_members (ZbRun      *run,
              ZbRoster   *roster,
              const char *day)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *members;

  zb_roster_list_on_async (roster, day, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  members = zb_roster_list_on_finish (roster, result, &error);
  if (members == NULL)
    zb_say_error (run, error);

  return members;
}

static gboolean
is_value (ZbMember     *member,
          ZbMemberField field,
          const char   *wanted)
{
  return wanted == NULL || g_strcmp0 (zb_member_get_value (member, field), wanted) == 0;
}

static gboolean
is_listed (const ZbRun *run,
           ZbMember    *member,
           const char  *category)
{
  return (run->options->all || zb_member_get_present (member)) &&
         is_value (member, ZB_MEMBER_BRANCH, run->options->branch) &&
         is_value (member, ZB_MEMBER_GROUP, run->options->group) &&
         is_value (member, ZB_MEMBER_CATEGORY, category);
}

static void
put_members (ZbRun      *run,
             GPtrArray  *members,
             const char *category)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    {
      if (!is_listed (run, members->pdata[i], category))
        continue;
      if (!run->options->json)
        {
          zb_member_print (members->pdata[i]);
          continue;
        }
      json_builder_begin_object (builder);
      zb_out_member (builder, members->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);
}

ZbExit
zb_member_list (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *category = NULL;
  g_autofree char *day = NULL;
  ZbExit           status = ZB_EXIT_DONE;

  if (run->options->category != NULL && !zb_member_field_read (ZB_MEMBER_CATEGORY, run->options->category, &category))
    return zb_say_usage (run, _ ("不认识 --category 里的类别"));
  if (run->options->on != NULL && !zb_member_read_day (run, "--on", run->options->on, NULL, &day, &status))
    return status;
  if (!(roster = zb_member_load (run)) || !(members = list_members (run, roster, day != NULL ? day : zb_roster_get_today (roster))))
    return ZB_EXIT_FAILED;

  put_members (run, members, category);
  return ZB_EXIT_DONE;
}

static void
print_whole (ZbMember  *member,
             GPtrArray *history,
             GPtrArray *doubts)
{
  zb_member_print (member);
  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      g_autofree char *words = zb_member_field_dup_words (field, zb_member_get_value (member, field));

      if (*words != '\0')
        g_print (_ ("       %s：%s\n"), zb_member_field_get_name (field), words);
    }

  g_print ("%s\n", _ ("经历："));
  for (guint i = 0; i < history->len; i++)
    {
      const ZbHistoryLine *line = history->pdata[i];

      g_print ("       %s  %s  %s\n", *line->day != '\0' ? line->day : "—", line->title, line->detail);
    }
  for (guint i = 0; i < doubts->len; i++)
    g_print (_ ("请核对：%s。\n"), ((ZbMemberDoubt *) doubts->pdata[i])->words);
}

static void
out_history (JsonBuilder *builder,
             GPtrArray   *history)
{
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < history->len; i++)
    {
      const ZbHistoryLine *line = history->pdata[i];

      json_builder_begin_object (builder);
      zb_out_id (builder, "span", line->span);
      zb_out_text (builder, "day", *line->day != '\0' ? line->day : NULL);
      zb_out_text (builder, "title", line->title);
      zb_out_text (builder, "detail", line->detail);
      zb_out_bool (builder, "in_force", line->in_force);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_doubts (JsonBuilder *builder,
            GPtrArray   *doubts)
{
  json_builder_set_member_name (builder, "doubts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doubts->len; i++)
    {
      const ZbMemberDoubt *doubt = doubts->pdata[i];

      json_builder_begin_object (builder);
      zb_out_text (builder, "field", zb_member_field_to_code (doubt->field));
      zb_out_text (builder, "kind", doubt->code);
      zb_out_text (builder, "text", doubt->words);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_whole (ZbRun     *run,
           ZbMember  *member,
           GPtrArray *history,
           GPtrArray *doubts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      print_whole (member, history, doubts);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_member (builder, member);
  out_history (builder, history);
  out_doubts (builder, doubts);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

ZbExit
zb_member_show (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (ZbMemberDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GError) error = NULL;
  ZbExit status = zb_member_of_args (run, &roster, &member);

  if (status != ZB_EXIT_DONE)
    return status;

  zb_roster_history_async (roster, zb_member_get_id (member), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  history = zb_roster_history_finish (roster, result, &error);
  if (history == NULL)
    return zb_say_error (run, error);

  draft = zb_member_to_draft (member);
  doubts = zb_roster_check_draft (draft, zb_roster_get_today (roster));
  put_whole (run, member, history, doubts);
  return ZB_EXIT_DONE;
}
