/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "base/wall.h"
#include "cli/command.h"
#include "cli/say.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* Source strings are Chinese: where there is no locale, the program speaks them, and GLib too. */
static void
set_up_locale (void)
{
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    {
      setlocale (LC_ALL, "C.UTF-8");
      g_setenv ("LANGUAGE", "zh_CN", TRUE);
    }

  bindtextdomain ("zhibu", ZB_LOCALEDIR);
  bind_textdomain_codeset ("zhibu", "UTF-8");
  textdomain ("zhibu");
}

static ZbExit
say_option_error (ZbRun        *run,
                  char        **argv,
                  const GError *error)
{
  g_autofree char *option = zb_options_dup_culprit (argv, error);
  g_autofree char *what = NULL;

  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    what = g_strdup_printf (_ ("不认识选项 %s"), option != NULL ? option : "");
  else
    what = g_strdup_printf (_ ("选项 %s 缺少值，或值不对"), option != NULL ? option : "");

  return zb_say_usage (run, what);
}

/* "-3d" is an offset, not an option: taken out before the options are read, unless it is one's
 * value. NULL when there is none.
 */
static char *
take_negative (char **argv)
{
  static const char *const with_value[] = { "--camera", "--reason", "--batch", "--library", "--today", NULL };

  for (guint i = 1; argv[i] != NULL; i++)
    if (argv[i][0] == '-' && g_ascii_isdigit (argv[i][1]) && !g_strv_contains (with_value, argv[i - 1]))
      {
        char *offset = argv[i];

        memmove (&argv[i], &argv[i + 1], g_strv_length (&argv[i]) * sizeof *argv);
        return offset;
      }

  return NULL;
}

static void
add_rest (ZbOptions *options,
          char      *word)
{
  guint n = options->rest != NULL ? g_strv_length (options->rest) : 0;

  options->rest = g_renew (char *, options->rest, n + 2);
  options->rest[n] = word;
  options->rest[n + 1] = NULL;
}

static ZbExit
check_args (ZbRun *run)
{
  const ZbOptions *options = run->options;
  ZbWall           today;

  if (options->today != NULL && (!zb_wall_parse (&today, options->today) || today.precision != ZB_PRECISION_DAY))
    return zb_say_usage (run, _ ("--today 要写成 2019-06-11 这样的日期"));
  if (run->n_args < run->command->min_args)
    return zb_say_usage (run, _ ("少了参数"));
  if (run->n_args > run->command->max_args)
    return zb_say_usage (run, _ ("多了参数"));

  return ZB_EXIT_DONE;
}

/* argv: the command's words are gone, the program's name is still there. */
static ZbExit
run_command (ZbRun  *run,
             char ***argv)
{
  ZbOptions *options = run->options;
  g_auto (GStrv) given = g_strdupv (*argv);
  g_autofree char *negative = NULL;
  g_autoptr (GError) error = NULL;
  ZbExit bad;

  if (g_str_equal (run->command->name, "photo shift"))
    negative = take_negative (*argv);
  if (!zb_options_parse (options, argv, run->command->options, FALSE, &error))
    return say_option_error (run, given, error);
  if (options->help)
    {
      zb_command_help (NULL, run->command);
      return ZB_EXIT_DONE;
    }

  if (negative != NULL)
    add_rest (options, g_steal_pointer (&negative));
  run->args = options->rest;
  run->n_args = run->args != NULL ? g_strv_length (run->args) : 0;
  if ((bad = check_args (run)) != ZB_EXIT_DONE)
    return bad;

  run->folder = options->library != NULL ? g_canonicalize_filename (options->library, NULL) : zb_library_dup_default_folder ();
  zb_run_watch_signals (run);

  return run->command->func (run);
}

static void
drop_words (char **argv,
            guint  n)
{
  for (guint i = 1; i <= n; i++)
    g_free (argv[i]);
  memmove (&argv[1], &argv[1 + n], (g_strv_length (&argv[1 + n]) + 1) * sizeof *argv);
}

static gboolean
asks_help (char **words)
{
  return g_strv_contains ((const char *const *) words, "--help") || g_strv_contains ((const char *const *) words, "-h");
}

static ZbExit
run_words (ZbRun  *run,
           char ***argv)
{
  char **words = *argv + 1;
  guint  n_words = 0;

  if (run->options->version)
    {
      g_print ("zhibuctl %s\n", ZB_VERSION);
      return ZB_EXIT_DONE;
    }

  run->command = zb_command_find (words, &n_words);
  if (run->command != NULL)
    {
      drop_words (*argv, n_words);
      return run_command (run, argv);
    }

  if (run->options->help || (words[0] != NULL && zb_command_is_noun (words[0]) && asks_help (words)))
    {
      zb_command_help (words[0], NULL);
      return ZB_EXIT_DONE;
    }

  return zb_say_usage (run, words[0] == NULL ? _ ("没有写命令") : _ ("没有这个命令"));
}

int
main (int    argc,
      char **argv)
{
  g_auto (ZbOptions) options = { 0 };
  g_auto (ZbRun) run = { .options = &options };
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  ZbExit status;

  set_up_locale ();
  g_set_prgname ("zhibuctl");

  if (zb_options_parse (&options, &words, "", TRUE, &error))
    status = run_words (&run, &words);
  else
    status = say_option_error (&run, argv, error);

  if (fflush (stdout) != 0 || ferror (stdout))
    {
      g_printerr ("%s", _ ("结果写不出去，改动已经保存；请检查输出的去处。\n"));
      return ZB_EXIT_FAILED;
    }

  return status;
}
