/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/member-run.h"

#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"

#include <glib/gi18n.h>
#include <stddef.h>
#include <string.h>

static const struct
{
  const char   *option;
  gsize         offset;
  ZbMemberField field;
} shortcuts[] = {
  { "--name", offsetof (ZbOptions, name), ZB_MEMBER_NAME },
  { "--sex", offsetof (ZbOptions, sex), ZB_MEMBER_SEX },
  { "--id", offsetof (ZbOptions, id), ZB_MEMBER_ID },
  { "--birth", offsetof (ZbOptions, birth), ZB_MEMBER_BIRTH },
  { "--joined", offsetof (ZbOptions, joined), ZB_MEMBER_JOINED },
  { "--full-on", offsetof (ZbOptions, full_on), ZB_MEMBER_FULL_ON },
  { "--category", offsetof (ZbOptions, category), ZB_MEMBER_CATEGORY },
  { "--branch", offsetof (ZbOptions, branch), ZB_MEMBER_BRANCH },
  { "--group", offsetof (ZbOptions, group), ZB_MEMBER_GROUP },
  { "--post", offsetof (ZbOptions, post), ZB_MEMBER_POST },
  { "--phone", offsetof (ZbOptions, phone), ZB_MEMBER_PHONE },
};

static gboolean
load (ZbRun    *run,
      ZbRoster *roster)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_load_async (roster, NULL, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_load_finish (roster, result, &error))
    return TRUE;

  zb_say_error (run, error);
  return FALSE;
}

ZbRoster *
zb_member_load (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;

  if (!zb_run_open (run))
    return NULL;

  roster = zb_roster_new (run->library);
  return load (run, roster) ? g_steal_pointer (&roster) : NULL;
}

ZbMember *
zb_member_find (ZbRun    *run,
                ZbRoster *roster,
                gint64    id)
{
  g_autofree char *shown = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  ZbMember        *member = zb_roster_find (roster, id);

  if (member == NULL)
    g_printerr (_ ("没有编号为 %s 的党员，什么也没有改动；用 zhibuctl member list --all 查看编号。\n"), shown);

  return member;
}

ZbExit
zb_member_of_args (ZbRun     *run,
                   ZbRoster **roster,
                   ZbMember **member)
{
  gint64 id;

  if (!zb_read_id (run->args[0], &id))
    return zb_say_usage (run, _ ("党员编号要是数字"));
  if (!(*roster = zb_member_load (run)) || !(*member = zb_member_find (run, *roster, id)))
    return ZB_EXIT_FAILED;

  g_object_ref (*member);
  return ZB_EXIT_DONE;
}

static ZbExit
fill_field (ZbRun         *run,
            ZbMemberDraft *draft,
            ZbMemberField  field,
            const char    *option,
            const char    *given)
{
  g_autofree char *value = NULL;
  g_autofree char *what = NULL;

  if (zb_member_field_read (field, given, &value))
    {
      zb_member_draft_set (draft, field, value);
      return ZB_EXIT_DONE;
    }

  what = g_strdup_printf (_ ("%s 的值看不懂：%s"), option, given);
  return zb_say_usage (run, what);
}

static gboolean
find_field (const char    *word,
            ZbMemberField *field)
{
  if (zb_member_field_from_code (word, field))
    return TRUE;

  for (*field = 0; *field < ZB_N_MEMBER_FIELDS; (*field)++)
    if (g_str_equal (zb_member_field_get_name (*field), word))
      return TRUE;

  return FALSE;
}

/* "full_on=2019-06-30", "转正时间=2019年6月30日" */
static ZbExit
fill_set (ZbRun         *run,
          ZbMemberDraft *draft,
          const char    *given)
{
  const char      *equals = strchr (given, '=');
  g_autofree char *word = g_strndup (given, equals != NULL ? (gsize) (equals - given) : strlen (given));
  g_autofree char *what = NULL;
  ZbMemberField    field;

  if (equals != NULL && find_field (word, &field))
    return fill_field (run, draft, field, word, equals + 1);

  if (equals == NULL)
    what = g_strdup_printf (_ ("--set 要写成 项目=值，不是 %s"), given);
  else
    what = g_strdup_printf (_ ("没有“%s”这一项"), word);
  return zb_say_usage (run, what);
}

ZbExit
zb_member_fill (ZbRun         *run,
                ZbMemberDraft *draft)
{
  ZbExit status = ZB_EXIT_DONE;

  for (guint i = 0; status == ZB_EXIT_DONE && i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *given = *(char **) ((char *) run->options + shortcuts[i].offset);

      if (given != NULL)
        status = fill_field (run, draft, shortcuts[i].field, shortcuts[i].option, given);
    }
  for (guint i = 0; status == ZB_EXIT_DONE && run->options->set != NULL && run->options->set[i] != NULL; i++)
    status = fill_set (run, draft, run->options->set[i]);

  if (status == ZB_EXIT_DONE && draft->values[ZB_MEMBER_NAME] == NULL)
    status = zb_say_usage (run, _ ("缺少姓名，请写 --name"));
  return status;
}

gboolean
zb_member_read_day (ZbRun      *run,
                    const char *option,
                    const char *given,
                    ZbRoster   *roster,
                    char      **day,
                    ZbExit     *status)
{
  g_autofree char *what = NULL;
  ZbDay            read;

  if (given == NULL && roster != NULL)
    {
      *day = g_strdup (zb_roster_get_today (roster));
      return TRUE;
    }
  if (given != NULL && zb_day_read (&read, given) && zb_day_is_whole (read))
    {
      *day = zb_day_to_text (read);
      return TRUE;
    }

  what = g_strdup_printf (_ ("%s 要写成 2019-06-10 这样的日期"), option);
  *status = zb_say_usage (run, what);
  return FALSE;
}

void
zb_member_print (ZbMember *member)
{
  static const ZbMemberField fields[] = {
    ZB_MEMBER_SEX, ZB_MEMBER_BIRTH, ZB_MEMBER_CATEGORY, ZB_MEMBER_JOINED, ZB_MEMBER_BRANCH, ZB_MEMBER_GROUP, ZB_MEMBER_POST, ZB_MEMBER_PHONE
  };
  g_autofree char *duties = zb_member_dup_duties (member);

  g_print ("%5" G_GINT64_FORMAT "  %s", zb_member_get_id (member), zb_member_get_name (member));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *words = zb_member_field_dup_words (fields[i], zb_member_get_value (member, fields[i]));

      if (*words != '\0')
        g_print ("  %s", words);
    }
  if (*duties != '\0')
    g_print ("  %s", duties);
  if (!zb_member_get_present (member))
    g_print ("  %s", _ ("已离开"));
  g_print ("\n");
}

static void
put_member (const ZbRun *run,
            ZbMember    *member)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      zb_member_print (member);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_member (builder, member);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

ZbExit
zb_member_put_edited (ZbRun        *run,
                      ZbRoster     *roster,
                      GAsyncResult *edited)
{
  g_autoptr (GError) error = NULL;
  gint64    id = zb_roster_edit_finish (roster, edited, &error);
  ZbMember *member;

  if (id == 0)
    return zb_say_error (run, error);
  if (!load (run, roster) || !(member = zb_member_find (run, roster, id)))
    return ZB_EXIT_FAILED;

  put_member (run, member);
  return ZB_EXIT_DONE;
}
