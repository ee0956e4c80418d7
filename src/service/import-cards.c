/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include "photo/name.h"

/* The review: what was looked at, put together into cards with a choice each that needs no answer.
 *
 * Pictures of a camera whose clock may be wrong come apart first, then screen shots; the rest is
 * matched. A certain match is linked by default; everything else is imported and left for later.
 */

#define THUMBNAILS 12 /* of a card; more are not kept */
#define DUPLICATES_SHOWN 200

static void
free_item (ZbCardItem *item)
{
  g_free (item->path);
  g_free (item->name);
  g_free (item->reason);
  g_clear_pointer (&item->thumbnail, g_bytes_unref);
  g_clear_pointer (&item->taken, zb_taken_unref);
  g_clear_object (&item->photo);
  g_free (item);
}

static void
free_card (ZbCard *card)
{
  g_ptr_array_unref (card->card.items);
  g_array_unref (card->shots);
  g_free (card->card.reason);
  g_clear_pointer (&card->card.others, g_array_unref);
  g_free (card->card.camera);
  g_clear_pointer (&card->card.draft, zb_meeting_draft_free);
  g_free (card);
}

gboolean
zb_card_is_new (const ZbCard *card)
{
  return card->card.kind != ZB_CARD_DUPLICATE && card->card.kind != ZB_CARD_OTHER;
}

static ZbCard *
new_card (ZbCardKind kind,
          char      *reason)
{
  ZbCard *card = g_new0 (ZbCard, 1);

  card->card.kind = kind;
  card->card.reason = reason;
  card->card.items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
  card->card.choice = kind == ZB_CARD_SCREENSHOT ? ZB_CHOICE_LEAVE : ZB_CHOICE_UNLINKED;
  card->shots = g_array_new (FALSE, FALSE, sizeof (guint));

  return card;
}

static ZbCardItem *
add_item (ZbImportJob        *job,
          ZbCard             *card,
          const ZbImportShot *shot,
          guint               file)
{
  const ZbSourceFile *source = &shot->shot->files[file];
  ZbCardItem         *item = g_new0 (ZbCardItem, 1);

  item->path = g_filename_display_name (source->path);
  item->name = g_strdup (source->name);
  g_ptr_array_add (card->card.items, item);
  g_array_append_val (card->shots, shot->index);

  return item;
}

static void
widen (ZbCard       *card,
       const ZbWall *wall)
{
  if (!zb_wall_is_set (wall))
    return;
  if (!zb_wall_is_set (&card->card.from) || zb_wall_compare (wall, &card->card.from) < 0)
    card->card.from = *wall;
  if (!zb_wall_is_set (&card->card.to) || zb_wall_compare (wall, &card->card.to) > 0)
    card->card.to = *wall;
}

static void
add_looked (ZbImportJob *job,
            ZbCard      *card,
            ZbLooked    *looked)
{
  const ZbCandidate *best = zb_taken_get_best (looked->taken);
  ZbCardItem        *item = add_item (job, card, job->shots->pdata[looked->shot], looked->file);

  item->taken = zb_taken_ref (looked->taken);
  if (best != NULL)
    widen (card, &best->wall);
  if (card->card.items->len <= THUMBNAILS)
    {
      zb_import_read_thumbnail (job, looked);
      item->thumbnail = g_steal_pointer (&looked->thumbnail);
    }
}

static gboolean
is_of_date (gunichar c)
{
  return c != '\0' && (!g_unichar_isalpha (c) || c == 0x5e74 || c == 0x6708 || c == 0x65e5); /* 年月日 */
}

/* Words after the date in the folder's name: "2019-06-10 主题党日" → 主题党日. */
static char *
dup_theme (ZbImportJob  *job,
           const ZbCard *card)
{
  const ZbImportShot *shot = job->shots->pdata[g_array_index (card->shots, guint, 0)];
  g_autofree char    *path = g_path_get_dirname (shot->shot->files[0].path);
  g_autofree char    *base = g_path_get_basename (path);
  g_autofree char    *folder = g_utf8_make_valid (base, -1);
  const char         *p = folder;
  int                 month, day;
  ZbWall              wall;

  if (zb_folder_read (&wall, folder))
    {
      while (is_of_date (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p != '\0')
        return g_strdup (p);
    }
  zb_wall_split (&card->card.from, NULL, &month, &day, NULL, NULL, NULL);

  return g_strdup_printf ("%d 月 %d 日活动", month, day);
}

static ZbWall
round_to_minutes (ZbWall   wall,
                  gint64   minutes,
                  gboolean up)
{
  gint64 step = minutes * 60;
  gint64 rest = wall.seconds % step;

  if (wall.precision == ZB_PRECISION_DAY)
    return wall;
  wall = zb_wall_plus (wall, up && rest > 0 ? step - rest : -rest);
  wall.precision = ZB_PRECISION_MINUTE;
  wall.fraction[0] = '\0';

  return wall;
}

static void
fill_draft (ZbImportJob *job,
            ZbCard      *card)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();

  g_free (draft->theme);
  draft->theme = dup_theme (job, card);
  draft->kinds = 1 << ZB_KIND_THEME_DAY;
  draft->start = round_to_minutes (card->card.from, 30, FALSE);
  draft->end = round_to_minutes (card->card.to, 30, TRUE);
  if (card->card.from.precision == ZB_PRECISION_DAY)
    {
      draft->start.precision = ZB_PRECISION_DAY;
      draft->end = ZB_WALL_NONE;
    }
  card->card.draft = draft;
}

static ZbCardKind
get_kind (const ZbProposal *proposal)
{
  if (proposal->meeting != 0 && proposal->certain)
    return ZB_CARD_MEETING;
  if (proposal->why == ZB_MATCH_UNDATED || proposal->why == ZB_MATCH_CHAT)
    return ZB_CARD_UNDATED;
  if (proposal->meeting != 0)
    return ZB_CARD_SUGGEST;

  return zb_wall_is_set (&proposal->from) ? ZB_CARD_NEW : ZB_CARD_UNDATED;
}

/* Proposals of one kind for one meeting share a card. */
static ZbCard *
find_card (ZbImportJob      *job,
           ZbCardKind        kind,
           const ZbProposal *proposal)
{
  for (guint i = 0; kind != ZB_CARD_NEW && i < job->cards->len; i++)
    {
      ZbCard *card = job->cards->pdata[i];

      if (card->card.kind == kind && card->card.meeting == proposal->meeting)
        return card;
    }

  return NULL;
}

static void
add_proposal (ZbImportJob      *job,
              GPtrArray        *looked,
              const ZbProposal *proposal)
{
  ZbCardKind kind = get_kind (proposal);
  ZbCard    *card = find_card (job, kind, proposal);

  if (card == NULL)
    {
      card = new_card (kind, zb_proposal_dup_reason (proposal));
      card->card.meeting = proposal->meeting;
      card->card.others = g_array_ref (proposal->others);
      card->card.chosen_meeting = proposal->meeting;
      if (kind == ZB_CARD_MEETING)
        card->card.choice = ZB_CHOICE_LINK;
      g_ptr_array_add (job->cards, card);
    }
  for (guint i = 0; i < proposal->photos->len; i++)
    add_looked (job, card, looked->pdata[g_array_index (proposal->photos, guint, i)]);
  if (kind == ZB_CARD_NEW)
    fill_draft (job, card);
}

static void
add_clock (ZbImportJob           *job,
           GPtrArray             *looked,
           const ZbClockProposal *proposal,
           gboolean              *apart)
{
  ZbCard *card = new_card (ZB_CARD_CLOCK, zb_clock_proposal_dup_reason (proposal));

  card->card.camera = g_strdup (proposal->camera);
  card->card.seconds = card->card.chosen_seconds = proposal->seconds;
  card->card.meeting = proposal->meeting;
  for (guint i = 0; i < proposal->photos->len; i++)
    {
      guint index = g_array_index (proposal->photos, guint, i);

      if (!apart[index])
        add_looked (job, card, looked->pdata[index]);
      apart[index] = TRUE;
    }
  if (card->card.items->len > 0)
    g_ptr_array_add (job->cards, card);
  else
    free_card (card);
}

/* What is apart already goes; the others are borrowed by the array that comes back. */
static GPtrArray *
list_rest (GPtrArray      *looked,
           const gboolean *apart)
{
  GPtrArray *rest = g_ptr_array_new ();

  for (guint i = 0; i < looked->len; i++)
    if (!apart[i])
      g_ptr_array_add (rest, looked->pdata[i]);

  return rest;
}

static void
add_screenshots (ZbImportJob *job,
                 gboolean    *apart)
{
  ZbCard *card = new_card (ZB_CARD_SCREENSHOT, g_strdup ("屏幕截图不是活动的照片"));

  for (guint i = 0; i < job->looked->len; i++)
    {
      ZbLooked *looked = job->looked->pdata[i];

      if (apart[i] || !looked->screenshot)
        continue;
      apart[i] = TRUE;
      add_looked (job, card, looked);
    }
  if (card->card.items->len > 0)
    g_ptr_array_add (job->cards, card);
  else
    free_card (card);
}

static void
add_told (ZbImportJob *job,
          ZbCardKind   kind,
          const char  *reason)
{
  ZbCard *card = new_card (kind, g_strdup (reason));

  for (guint i = 0; i < job->shots->len; i++)
    {
      const ZbImportShot *shot = job->shots->pdata[i];

      for (guint k = 0; k < shot->shot->n_files; k++)
        {
          const ZbFileState *state = &shot->files[k];
          gboolean           here = state->outcome == ZB_OUTCOME_DUPLICATE;

          if (kind == ZB_CARD_OTHER)
            here = state->outcome == ZB_OUTCOME_UNSUPPORTED ||
                   state->outcome == ZB_OUTCOME_UNREADABLE || state->outcome == ZB_OUTCOME_SKIPPED;
          if (state->settled && here)
            add_item (job, card, shot, k)->reason = g_strdup (state->reason);
        }
    }
  if (card->card.items->len > 0)
    g_ptr_array_add (job->cards, card);
  else
    free_card (card);
}

/* On the store thread: the photos that the first duplicates are. */
static gboolean
read_photos (ZbImportJob *job,
             gpointer     data,
             GError     **error)
{
  ZbCard *card = data;

  for (guint i = 0; i < MIN (card->card.items->len, DUPLICATES_SHOWN); i++)
    {
      const ZbImportShot *shot = job->shots->pdata[g_array_index (card->shots, guint, i)];
      ZbCardItem         *item = card->card.items->pdata[i];

      for (guint k = 0; k < shot->shot->n_files && item->photo == NULL; k++)
        if (shot->files[k].photo != 0 && g_str_equal (shot->shot->files[k].name, item->name))
          item->photo =
              zb_photo_store_get (zb_library_get_db (job->library), shot->files[k].photo, NULL);
    }

  return TRUE;
}

static gint
compare_cards (gconstpointer a,
               gconstpointer b)
{
  static const int    place[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  const ZbImportCard *one = *(const ZbImportCard *const *) a;
  const ZbImportCard *two = *(const ZbImportCard *const *) b;

  return place[one->kind] != place[two->kind] ? place[one->kind] - place[two->kind]
                                              : zb_wall_compare (&one->from, &two->from);
}

void
zb_import_make_cards (ZbImportJob *job)
{
  g_autofree gboolean *apart = g_new0 (gboolean, job->looked->len + 1);
  g_autoptr (GPtrArray) clocks = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) proposals = NULL;

  g_clear_pointer (&job->cards, g_ptr_array_unref);
  job->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) free_card);
  add_screenshots (job, apart);
  clocks = zb_import_find_clocks (job, job->looked);
  for (guint i = 0; i < clocks->len; i++)
    add_clock (job, job->looked, clocks->pdata[i], apart);
  rest = list_rest (job->looked, apart);
  proposals = zb_import_match (job, rest);
  for (guint i = 0; i < proposals->len; i++)
    add_proposal (job, rest, proposals->pdata[i]);
  add_told (job, ZB_CARD_DUPLICATE, "相册中已有，不再导入");
  add_told (job, ZB_CARD_OTHER, "不是照片，或读不出来");

  for (guint i = 0; i < job->cards->len; i++)
    if (((ZbCard *) job->cards->pdata[i])->card.kind == ZB_CARD_DUPLICATE)
      zb_import_on_store (job, read_photos, job->cards->pdata[i], NULL);
  g_ptr_array_sort (job->cards, compare_cards);
}
