/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ICU reads single characters in their commonest way; surnames that are read another way are listed
 * here. Its transliterator is opened once and used by one thread at a time. A reading costs some 40 µs
 * and a ledger is listed after every change, so names are remembered.
 */
#include "base/pinyin.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MAX_CHARACTERS 64
#define MAX_UNITS 1024
#define MAX_REMEMBERED 8192

static const char rules[] = "::Han-Latin; [üǖǘǚǜÜǕǗǙǛ] > v; ::Latin-ASCII; ::Lower;";

/* Those of two characters first: 单于 is no 单. */
static const struct
{
  const char *surname;
  const char *sound;
} surnames[] = {
  { "万俟", "mo qi" },
  { "尉迟", "yu chi" },
  { "单于", "chan yu" },
  { "單于", "chan yu" },
  { "澹台", "tan tai" },
  { "长孙", "zhang sun" },
  { "長孫", "zhang sun" },
  { "宰父", "zai fu" },
  { "单", "shan" },
  { "單", "shan" },
  { "曾", "zeng" },
  { "仇", "qiu" },
  { "区", "ou" },
  { "區", "ou" },
  { "解", "xie" },
  { "查", "zha" },
  { "任", "ren" },
  { "盖", "ge" },
  { "蓋", "ge" },
  { "朴", "piao" },
  { "翟", "zhai" },
  { "乐", "yue" },
  { "樂", "yue" },
  { "华", "hua" },
  { "纪", "ji" },
  { "宁", "ning" },
  { "覃", "qin" },
  { "谌", "chen" },
  { "晁", "chao" },
  { "缪", "miao" },
  { "繆", "miao" },
  { "折", "she" },
  { "洗", "xian" },
  { "冼", "xian" },
  { "种", "chong" },
  { "秘", "bi" },
  { "员", "yun" },
  { "員", "yun" },
  { "逄", "pang" },
  { "逯", "lu" },
  { "卜", "bu" },
  { "召", "shao" },
  { "祭", "zhai" },
  { "繁", "po" },
  { "隗", "wei" },
  { "郗", "chi" },
  { "乜", "nie" },
  { "都", "du" },
  { "藏", "zang" },
  { "郇", "xun" },
  { "佴", "nai" },
  { "阚", "kan" },
  { "闞", "kan" },
  { "牟", "mu" },
  { "黑", "he" },
  { "句", "gou" },
  { "炅", "gui" },
  { "隽", "juan" },
  { "粘", "nian" },
  { "长", "chang" },
};

static UTransliterator *
open_transliterator (void)
{
  UErrorCode       code = U_ZERO_ERROR;
  UParseError      place;
  UTransliterator *opened = NULL;
  UChar            id[8], text[128];

  u_strFromUTF8 (id, G_N_ELEMENTS (id), NULL, "zb", -1, &code);
  u_strFromUTF8 (text, G_N_ELEMENTS (text), NULL, rules, -1, &code);
  opened = utrans_openU (id, -1, UTRANS_FORWARD, text, -1, &place, &code);
  if (U_FAILURE (code))
    {
      g_warning ("cannot read names aloud: %s", u_errorName (code));
      return NULL;
    }

  return opened;
}

/* Open for the life of the program. Called by one thread at a time. */
static UTransliterator *
get_transliterator (void)
{
  static gboolean         tried = FALSE;
  static UTransliterator *transliterator = NULL;

  if (!tried)
    transliterator = open_transliterator ();
  tried = TRUE;
  return transliterator;
}

static gboolean
transliterate (UChar   *units,
               int32_t *n)
{
  UTransliterator *transliterator = get_transliterator ();
  UErrorCode       code = U_ZERO_ERROR;
  int32_t          limit = *n;

  if (transliterator == NULL)
    return FALSE;

  utrans_transUChars (transliterator, units, n, MAX_UNITS, 0, &limit, &code);
  return U_SUCCESS (code);
}

/* Words of letters and digits, one blank between them. */
static void
append_words (GString    *sound,
              const char *text)
{
  gboolean apart = sound->len > 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isalnum (c))
        {
          apart = sound->len > 0;
          continue;
        }
      if (apart)
        g_string_append_c (sound, ' ');
      apart = FALSE;
      g_string_append_unichar (sound, c);
    }
}

static void
append_sound (GString    *sound,
              const char *name)
{
  char       text[MAX_UNITS * 3 + 1];
  UChar      units[MAX_UNITS];
  int32_t    n = 0;
  UErrorCode code = U_ZERO_ERROR;

  u_strFromUTF8 (units, MAX_UNITS, &n, name, -1, &code);
  if (U_FAILURE (code) || !transliterate (units, &n))
    {
      append_words (sound, name);
      return;
    }

  u_strToUTF8 (text, sizeof text, NULL, units, n, &code);
  if (U_SUCCESS (code))
    append_words (sound, text);
}

static char *
read_ordinarily (const char *name)
{
  GString *sound = g_string_new (NULL);

  append_sound (sound, name);
  return g_string_free (sound, FALSE);
}

/* NULL where no surname of the list stands in front. */
static char *
read_surname (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    if (g_str_has_prefix (name, surnames[i].surname))
      {
        GString *sound = g_string_new (surnames[i].sound);

        append_sound (sound, name + strlen (surnames[i].surname));
        return g_string_free (sound, FALSE);
      }

  return NULL;
}

static gboolean
has_umlaut (const char *syllable)
{
  static const char *const syllables[] = { "lv", "nv", "lve", "nve", NULL };

  return g_strv_contains (syllables, syllable);
}

/* "lu bu" of "lv bu"; NULL where nothing differs. */
static char *
spell_without_umlaut (const char *sound)
{
  g_auto (GStrv) words = g_strsplit (sound, " ", -1);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (has_umlaut (words[i]))
      {
        words[i][1] = 'u';
        found = TRUE;
      }

  return found ? g_strjoinv (" ", words) : NULL;
}

static void
add_reading (GPtrArray *readings,
             char      *sound)
{
  if (sound != NULL && !g_ptr_array_find_with_equal_func (readings, sound, g_str_equal, NULL))
    g_ptr_array_add (readings, sound);
  else
    g_free (sound);
}

static char *
read_name (const char *name)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  add_reading (readings, read_surname (name));
  add_reading (readings, read_ordinarily (name));
  n = readings->len;
  for (guint i = 0; i < n; i++)
    add_reading (readings, spell_without_umlaut (readings->pdata[i]));

  g_ptr_array_add (readings, NULL);
  return g_strjoinv ("|", (char **) readings->pdata);
}

static char *
recall_name (GHashTable *remembered,
             const char *name)
{
  const char *known = g_hash_table_lookup (remembered, name);
  char       *sound = NULL;

  if (known != NULL)
    return g_strdup (known);

  if (g_hash_table_size (remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (remembered);
  sound = read_name (name);
  g_hash_table_insert (remembered, g_strdup (name), sound);
  return g_strdup (sound);
}

char *
zb_pinyin_dup (const char *name)
{
  static GMutex      busy;
  static GHashTable *remembered = NULL;
  g_autofree char   *head = NULL;
  char              *sound = NULL;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return g_strdup ("");

  head = g_utf8_strlen (name, -1) > MAX_CHARACTERS ? g_utf8_substring (name, 0, MAX_CHARACTERS) : g_strdup (name);
  g_mutex_lock (&busy);
  if (remembered == NULL)
    remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sound = recall_name (remembered, head);
  g_mutex_unlock (&busy);
  return sound;
}

static UCollator *
get_collator (void)
{
  static gsize      ready = 0;
  static UCollator *collator = NULL;

  if (g_once_init_enter (&ready))
    {
      UErrorCode code = U_ZERO_ERROR;

      collator = ucol_open ("zh", &code);
      if (U_FAILURE (code))
        g_warning ("cannot sort names by sound: %s", u_errorName (code));
      g_once_init_leave (&ready, 1);
    }

  return collator;
}

gint
zb_name_compare (const char *a,
                 const char *b)
{
  UCollator *collator = get_collator ();
  UErrorCode code = U_ZERO_ERROR;
  gint       order = 0;

  a = a != NULL ? a : "";
  b = b != NULL ? b : "";
  if (collator != NULL)
    order = ucol_strcollUTF8 (collator, a, -1, b, -1, &code);

  return order != 0 && U_SUCCESS (code) ? order : strcmp (a, b);
}
