/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include "service/album.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A card and a library of one test. */
typedef struct
{
  ZbTestFolder *folder;
  char         *card;
  char         *home;
  ZbLibrary    *library;
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->card = g_build_filename (self->folder, "card", NULL);
  self->home = g_build_filename (self->folder, "library", NULL);
  g_mkdir (self->card, 0700);
  self->library = flow_create (self->home);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  zb_library_close (self->library);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
  g_free (self->card);
  g_free (self->home);
}

static guint
find_card (ZbImport  *import,
           ZbCardKind kind)
{
  GPtrArray *cards = zb_import_get_cards (import);

  for (guint i = 0; i < cards->len; i++)
    if (((ZbImportCard *) cards->pdata[i])->kind == kind)
      return i;
  g_error ("no card of kind %d", kind);
}

static const ZbImportCard *
get_card (ZbImport  *import,
          ZbCardKind kind)
{
  return zb_import_get_cards (import)->pdata[find_card (import, kind)];
}

static void
fill_review (Case *self)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *fits = g_strdup_printf ("IMG_%04u.JPG", i + 1);
      g_autofree char *alone = g_strdup_printf ("IMG_%04u.JPG", i + 11);
      g_autofree char *fits_at = g_strdup_printf ("2019-06-10T09:%02u:00", i + 20);
      g_autofree char *alone_at = g_strdup_printf ("2019-06-20T15:%02u:00", i + 5);

      flow_picture (self->card, fits, fits_at, i + 1);
      flow_picture (self->card, alone, alone_at, i + 11);
    }
  flow_picture (self->card, "Screenshot_20190610-101500.png.jpg", NULL, 50);
  flow_file (self->card, "note.txt", "text", -1);
}

static void
test_review_defaults (Case         *self,
                      gconstpointer data)
{
  gint64 meeting =
      flow_add_meeting (self->library, "主题党日", "2019-06-10T09:00", "2019-06-10T11:00");
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  const ZbImportCard *card = NULL;

  fill_review (self);
  import = flow_look (self->library, self->card);
  card = get_card (import, ZB_CARD_MEETING);
  g_assert_cmpuint (card->items->len, ==, 4);
  g_assert_cmpint (card->meeting, ==, meeting);
  g_assert_cmpint (card->choice, ==, ZB_CHOICE_LINK);
  card = get_card (import, ZB_CARD_NEW);
  g_assert_cmpuint (card->items->len, ==, 4);
  g_assert_cmpint (card->choice, ==, ZB_CHOICE_UNLINKED);
  g_assert_nonnull (card->draft);
  g_assert_cmpint (zb_meeting_draft_check (card->draft), ==, ZB_MEETING_OK);
  g_assert_cmpuint (get_card (import, ZB_CARD_OTHER)->items->len, ==, 1);
  g_assert_cmpuint (zb_import_get_n_new (import), ==, 8);

  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->photos, ==, 8);
  g_assert_cmpuint (summary->linked, ==, 4);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_SKIPPED], ==, 1);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_UNSUPPORTED], ==, 1);
  flow_verify (self->library, 8);
}

static void
test_review_choices (Case         *self,
                     gconstpointer data)
{
  gint64 meeting =
      flow_add_meeting (self->library, "主题党日", "2019-06-10T09:00", "2019-06-10T11:00");
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  gint64 made;

  fill_review (self);
  import = flow_look (self->library, self->card);
  zb_import_choose (import, find_card (import, ZB_CARD_NEW), ZB_CHOICE_NEW, 0, NULL, 0);
  zb_import_choose (import, find_card (import, ZB_CARD_MEETING), ZB_CHOICE_UNLINKED, 0, NULL, 0);
  zb_import_choose (import, find_card (import, ZB_CARD_SCREENSHOT), ZB_CHOICE_UNLINKED, 0, NULL, 0);
  zb_import_leave_out (import, find_card (import, ZB_CARD_NEW), 0, TRUE);
  g_assert_cmpuint (zb_import_get_n_new (import), ==, 8);

  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->photos, ==, 8);
  g_assert_cmpuint (summary->linked, ==, 3);
  made = flow_find (summary, "IMG_0014.JPG")->meeting;
  g_assert_cmpint (made, !=, 0);
  g_assert_cmpint (made, !=, meeting);
  g_assert_cmpint (flow_find (summary, "IMG_0001.JPG")->meeting, ==, 0);
  flow_undo (self->library); /* the meeting goes with its import, the files stay */
  flow_verify (self->library, 0);
}

static void
test_review_knows_what_is_there (Case         *self,
                                 gconstpointer data)
{
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) first = NULL;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  first = flow_import (self->library, self->card);
  flow_picture (self->card, "IMG_0002.JPG", "2019-06-10T09:31:00", 2);
  import = flow_look (self->library, self->card);
  g_assert_cmpuint (zb_import_get_n_new (import), ==, 1);
  g_assert_nonnull (
      ((ZbCardItem *) get_card (import, ZB_CARD_DUPLICATE)->items->pdata[0])->photo);
}

static void
test_clock (Case         *self,
            gconstpointer data)
{
  gint64 meeting =
      flow_add_meeting (self->library, "主题党日", "2019-06-10T09:00", "2019-06-10T11:00");
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  guint card;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i + 1);
      g_autofree char *taken = g_strdup_printf ("2019-06-10T17:%02u:00", i * 8 + 5);

      flow_picture (self->card, name, taken, i);
    }
  import = flow_look (self->library, self->card);
  card = find_card (import, ZB_CARD_CLOCK);
  g_assert_cmpint (get_card (import, ZB_CARD_CLOCK)->seconds, ==, -8 * 3600);
  g_assert_cmpint (get_card (import, ZB_CARD_CLOCK)->choice, ==, ZB_CHOICE_UNLINKED);
  zb_import_choose (import, card, ZB_CHOICE_SHIFT, 0, NULL, -8 * 3600);
  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->linked, ==, 6);
  g_assert_cmpint (flow_find (summary, "IMG_0001.JPG")->meeting, ==, meeting);
  flow_verify (self->library, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/album/import/review/needs-no-answer", Case, NULL, set_up, test_review_defaults, tear_down);
  g_test_add ("/album/import/review/choices-hold", Case, NULL, set_up, test_review_choices, tear_down);
  g_test_add ("/album/import/review/knows-what-is-there", Case, NULL, set_up, test_review_knows_what_is_there, tear_down);
  g_test_add ("/album/import/review/a-wrong-clock-is-corrected-by-choice", Case, NULL, set_up, test_clock, tear_down);

  return g_test_run ();
}
