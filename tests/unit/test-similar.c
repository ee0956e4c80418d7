/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/similar.h"

/* "0,1*,2 4,5*": the sets by index, the proposed one starred. */
static char *
find (const ZbSimilarPhoto *photos,
      guint                 n)
{
  g_autoptr (GPtrArray) groups = zb_similar_find (photos, n);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const ZbSimilarGroup *group = groups->pdata[i];

      g_string_append (words, i > 0 ? " " : "");
      for (guint j = 0; j < group->photos->len; j++)
        {
          guint index = g_array_index (group->photos, guint, j);

          g_string_append_printf (words, "%s%u%s", j > 0 ? "," : "", index, index == group->best ? "*" : "");
        }
    }

  return g_string_free (words, FALSE);
}

#define AT(s, h) .dated = TRUE, .seconds = (s), .looked = TRUE, .hash = (h)

static void
test_bursts (void)
{
  const ZbSimilarPhoto photos[] = {
    { AT (0, 0x0), .camera = "A", .sharp = 5 },
    { AT (2, ~0x0ull), .camera = "A", .sharp = 9 },
    { AT (4, 0xff00ff00ff00ull), .camera = "B", .sharp = 1 },
    { AT (5, 0xf0f0f0f0f0f0ull), .camera = "A", .sharp = 1 },
    { AT (9, 0xff0000ull), .camera = "A", .sharp = 1 },
  };
  g_autofree char *found = find (photos, G_N_ELEMENTS (photos));

  g_assert_cmpstr (found, ==, "0,1*,3");
}

static void
test_looks (void)
{
  const ZbSimilarPhoto photos[] = {
    { AT (0, 0x3f), .sharp = 9 }, /* six bits */
    { AT (100, 0x0), .sharp = 3 },
    { AT (200, 0x7f00000000), .sharp = 3 }, /* seven */
    { AT (800, 0x0), .sharp = 3 },          /* too late */
  };
  g_autofree char *found = find (photos, G_N_ELEMENTS (photos));

  g_assert_cmpstr (found, ==, "0*,1");
}

static void
test_best (void)
{
  const ZbSimilarPhoto photos[] = {
    { AT (0, 0), .sharp = 99, .pixels = 10 },
    { AT (1, 0), .sharp = 5, .pixels = 10, .dear = 1 },
    { AT (900, 0), .sharp = 5, .pixels = 10 },
    { AT (901, 0), .sharp = 5, .pixels = 12 },
    { .looked = TRUE, .hash = 7, .sharp = 1 },
    { .looked = TRUE, .hash = 7, .sharp = 1 },
    { .looked = FALSE },
  };
  g_autofree char *found = find (photos, G_N_ELEMENTS (photos));

  g_assert_cmpstr (found, ==, "0,1* 2,3* 4*,5");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/similar/one-camera-within-three-seconds-is-a-burst", test_bursts);
  g_test_add_func ("/photo/similar/what-looks-the-same-within-ten-minutes-goes-together", test_looks);
  g_test_add_func ("/photo/similar/what-a-person-cared-for-comes-before-the-sharper-one", test_best);
  return g_test_run ();
}
