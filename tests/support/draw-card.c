/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `draw-card FOLDER`: the sample's card, for the tests that work a real window. */
#include "service/sample.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return 2;
  if (!zb_sample_draw (argv[1], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
