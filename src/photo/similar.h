/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bursts and near-duplicates (Pure). Two photos go together when one camera took them within ZB_SIMILAR_BURST, or their difference hashes
 * (photo/view.h) differ in at most ZB_SIMILAR_BITS of 64 and they were taken within ZB_SIMILAR_SPAN; what goes together with one of a set
 * belongs to the set. Undated ones go together by their looks alone.
 */
#define ZB_SIMILAR_BURST 3  /* seconds */
#define ZB_SIMILAR_SPAN 600 /* seconds */
#define ZB_SIMILAR_BITS 6
#define ZB_SIMILAR_REACH 200 /* each is held against so many before it */

typedef struct
{
  gint64      id;
  gboolean    dated;
  gint64      seconds;
  const char *camera; /* NULL unknown */
  gboolean    looked; /* hash and sharp are known */
  guint64     hash;
  guint       sharp;
  guint       dear; /* how much a person cared: cover, picked, captioned: more comes first */
  gint64      pixels;
} ZbSimilarPhoto;

typedef struct
{
  GArray *photos; /* of guint: indices, in the order given; at least two */
  guint   best;   /* index of the one proposed: dear before sharp before large before early */
} ZbSimilarGroup;
void zb_similar_group_free (ZbSimilarGroup *group);

/* `photos` in order of time, undated ones anywhere. Of ZbSimilarGroup *, by their first photo. */
GPtrArray *zb_similar_find (const ZbSimilarPhoto *photos, guint n);

G_END_DECLS
