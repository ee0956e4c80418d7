/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

void
zb_call_clear (ZbCall *call)
{
  g_clear_pointer (&call->out, g_free);
  g_clear_pointer (&call->err, g_free);
}

static void
call_words (ZbCall     *call,
            const char *folder,
            gboolean    json,
            va_list     words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;

  g_ptr_array_add (argv, g_build_filename (g_getenv ("ZHIBU_BUILD"), "src", "cli", "zhibuctl", NULL));
  if (folder != NULL)
    g_ptr_array_add (argv, g_strdup_printf ("--library=%s", folder));
  if (json)
    g_ptr_array_add (argv, g_strdup ("--json"));
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, g_strdup (word));
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &call->out, &call->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  call->status = g_subprocess_get_exit_status (process);
}

void
zb_call (ZbCall     *call,
         const char *folder,
         ...)
{
  va_list words;

  va_start (words, folder);
  call_words (call, folder, FALSE, words);
  va_end (words);
}

static void
check_status (const ZbCall *call,
              int           status)
{
  if (call->status != status)
    g_test_message ("out: %.2000s\nerr: %s", call->out, call->err);
  g_assert_cmpint (call->status, ==, status);
}

JsonNode *
zb_call_json (int         status,
              const char *folder,
              ...)
{
  g_auto (ZbCall) call = { 0 };
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  va_list   words;

  va_start (words, folder);
  call_words (&call, folder, TRUE, words);
  va_end (words);
  check_status (&call, status);
  node = json_from_string (call.out, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

JsonNode *
zb_call_lines (int         status,
               const char *folder,
               ...)
{
  g_auto (ZbCall) call = { 0 };
  g_auto (GStrv) lines = NULL;
  JsonArray *array = json_array_new ();
  JsonNode  *all = json_node_init_array (json_node_alloc (), array);
  va_list    words;

  va_start (words, folder);
  call_words (&call, folder, TRUE, words);
  va_end (words);
  check_status (&call, status);

  lines = g_strsplit (call.out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (*lines[i] == '\0')
        continue;
      json_array_add_element (array, json_from_string (lines[i], &error));
      g_assert_no_error (error);
    }
  json_array_unref (array);

  return all;
}

void
zb_assert_keys (JsonNode   *object,
                const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  g_assert_true (JSON_NODE_HOLDS_OBJECT (object));
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!json_object_has_member (json_node_get_object (object), words[i]))
        g_test_message ("there is no \"%s\"", words[i]);
      g_assert_true (json_object_has_member (json_node_get_object (object), words[i]));
    }
}

gint64
zb_json_int (JsonNode   *object,
             const char *key)
{
  zb_assert_keys (object, key);
  return json_object_get_int_member (json_node_get_object (object), key);
}

const char *
zb_json_text (JsonNode   *object,
              const char *key)
{
  zb_assert_keys (object, key);
  if (json_object_get_null_member (json_node_get_object (object), key))
    return NULL;

  return json_object_get_string_member (json_node_get_object (object), key);
}

guint
zb_json_length (JsonNode *array)
{
  g_assert_true (JSON_NODE_HOLDS_ARRAY (array));
  return json_array_get_length (json_node_get_array (array));
}

JsonNode *
zb_json_at (JsonNode *array,
            guint     index)
{
  g_assert_cmpuint (index, <, zb_json_length (array));
  return json_array_get_element (json_node_get_array (array), index);
}

char *
zb_make_library (const char *folder)
{
  char *library = g_build_filename (folder, "lib", NULL);
  g_autoptr (JsonNode) made = zb_call_json (0, library, "init", "--branch", "第一党支部", NULL);

  zb_assert_keys (made, "library branch profile");
  return library;
}
