/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"
#include "photo/taken.h"

#include <string.h>

#include "fuzz/fuzz.h"

/* One reader (READER, given by the build), and the ladder over what it found. */
static void
check_tags (const ZbTags *tags)
{
  g_assert_true (tags->format < ZB_N_FORMATS && tags->problem < ZB_N_PROBLEMS);
  g_assert_true (tags->width >= 0 && tags->height >= 0);
  g_assert_true (tags->orientation >= 1 && tags->orientation <= 8);
  for (guint i = 0; i < ZB_N_TEXTS; i++)
    if (tags->text[i] != NULL)
      {
        g_assert_true (g_utf8_validate (tags->text[i], -1, NULL));
        g_assert_cmpuint (strlen (tags->text[i]), <=, 80);
        g_assert_cmpuint (strlen (tags->text[i]), >, 0);
      }
}

static void
check_taken (const ZbTags *tags)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  const ZbTakenContext context = { .name = "IMG_0412.JPG", .zone = zone };
  g_autoptr (ZbTaken) taken = zb_taken_decide (tags, &context);
  g_autofree char *sentence = zb_taken_dup_sentence (taken);

  g_assert_true (g_utf8_validate (sentence, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const ZbSpan span = zb_span_from_data (data, size);
  g_auto (ZbTags) tags = { .orientation = 1 };

  READER (&tags, &span);
  check_tags (&tags);
  check_taken (&tags);
  return 0;
}
