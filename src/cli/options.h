/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every option of every command, as given; NULL or FALSE when it was not. */
typedef struct
{
  /* Of all commands. */
  char    *library;
  char    *today;
  gboolean json;
  gboolean help;
  gboolean version;

  gboolean dry_run, unlinked, undated, trash, deep, latest, joint, own, all, keep, masked, new_here, replace, done, program;
  char    *branch, *profile, *meeting, *batch, *camera, *reason, *theme, *kind, *start, *end, *place, *from, *to;
  char    *name, *sex, *id, *birth, *joined, *full_on, *category, *group, *post, *phone; /* of a member */
  char    *on, *day, *letter, *valid, *cause, *note, *layout, *term;
  char    *host, *recorder, *lecturer, *material, *activists, *resolution; /* of a meeting */
  char    *mark, *approver, *matter, *formula, *yes, *no, *abstain, *issued, *returned, *written;
  char    *title, *speaker, *text, *file, *who, *paper, *quarter, *year, *fixed_day, *shift, *task;
  gboolean clock, missing, none;
  gboolean picked, with_unlinked, originals, date_line, keep_place, keep_device; /* of what leaves the album */
  char    *size, *bytes, *per_page, *degrees;
  char   **set;  /* "field=value" */
  char   **rest; /* what is no option */
} ZbOptions;

void zb_options_clear (ZbOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbOptions, zb_options_clear)

/* Takes what it knows out of argv (a copy that g_strfreev() may free). `names`: the command's own
 * options, blanks between; "to:org" is --to where it means an organisation. `first` stops at the first word, and leaves the rest in argv.
 */
gboolean zb_options_parse (ZbOptions *options, char ***argv, const char *names, gboolean first, GError **error);

/* The option of argv that an error is about, or NULL. */
char *zb_options_dup_culprit (char **argv, const GError *error);

/* A line each, for --help. */
void zb_options_print (const char *names);

G_END_DECLS
