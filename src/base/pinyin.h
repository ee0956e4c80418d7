/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a Chinese name sounds: syllables in lower case without tones, separated by blanks. Any thread.
 *
 * A surname is read its own way first; where that is not the ordinary reading both are given,
 * separated by '|': 单桂芬 is "shan gui fen|dan gui fen". ü is v as keyboards have it, and u in one
 * reading more: "lv bu|lu bu". What has no sound stays as it is, dots and other signs become blanks.
 * NULL, blanks and what is not UTF-8 give "". Names are read to their 64th character.
 */
char *zb_pinyin_dup (const char *name);

/* The order of a Chinese dictionary by sound; whatever sounds the same by its characters. NULL is "". */
gint zb_name_compare (const char *a, const char *b);

G_END_DECLS
