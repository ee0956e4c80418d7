/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/agenda-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_DELAY 2000                        /* ms */
#define FILL_PRIORITY (GDK_PRIORITY_REDRAW + 2) /* below drawing, above the view's measuring of what is not seen */
#define SLICE (128 * 1024)                      /* bytes put into the buffer at once */
#define PARAGRAPH 3000                          /* bytes: a longer one is laid out too slowly */
#define MOST_STYLED (64 * 1024)                 /* characters: in longer texts headings are not told apart */
#define SOFT_BREAK "\xe2\x80\xa9"               /* U+2029: a line's end to the view, and none of the text's */

struct _ZbAgendaText
{
  GObject parent_instance;

  ZbMeetingDesk *desk;
  gint64         item;
  GtkTextBuffer *buffer;
  char          *base;         /* as in the record; NULL: nothing */
  guint          typed, clean; /* counts of changes: now, and when it was as in the record */
  char          *kept;         /* clock of the last draft or commit */
  gboolean       restored;     /* what stands there is a draft that was found */
  gboolean       asked;        /* for the draft */
  gboolean       ready;

  char *filling; /* what is put in, from `filled` on */
  gsize filled;
  gsize column; /* bytes since the last line's end */
  guint fill_id;
  guint draft_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAgendaText, zb_agenda_text, G_TYPE_OBJECT)

const ZbAgendaItem *
zb_agenda_text_find_item (ZbMeetingDesk *desk,
                          gint64         item)
{
  ZbRecord *record = zb_meeting_desk_get_record (desk);

  for (guint i = 0; record != NULL && i < record->agenda->len; i++)
    {
      const ZbAgendaItem *found = g_ptr_array_index (record->agenda, i);

      if (found->id == item)
        return found;
    }

  return NULL;
}

static const char *
get_recorded (ZbAgendaText *self)
{
  ZbRecord           *record = zb_meeting_desk_get_record (self->desk);
  const ZbAgendaItem *item = zb_agenda_text_find_item (self->desk, self->item);

  if (self->item == 0)
    return record != NULL ? zb_meeting_get_resolution (record->meeting) : NULL;

  return item != NULL ? item->body : NULL;
}

static char *
dup_field (ZbAgendaText *self)
{
  if (self->item != 0)
    return zb_record_dup_draft_field (self->item);

  return g_strdup_printf ("resolution:%" G_GINT64_FORMAT, zb_meeting_desk_get_id (self->desk));
}

static gboolean
is_dirty (ZbAgendaText *self)
{
  return self->typed != self->clean;
}

static void
tell_changed (ZbAgendaText *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_clock (ZbAgendaText *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_free (self->kept);
  self->kept = g_date_time_format (now, "%H:%M");
  self->restored = FALSE;
}

static void
keep_draft (ZbAgendaText *self)
{
  g_autofree char *field = dup_field (self);
  g_autofree char *text = is_dirty (self) ? zb_agenda_text_dup_text (self) : NULL;

  g_clear_handle_id (&self->draft_id, g_source_remove);
  zb_library_save_draft (zb_meeting_desk_get_library (self->desk), field, text);
  set_clock (self);
}

static gboolean
draft_cb (gpointer data)
{
  ZbAgendaText *self = data;

  self->draft_id = 0;
  keep_draft (self);
  tell_changed (self);

  return G_SOURCE_REMOVE;
}

static void
style_line (GtkTextBuffer     *buffer,
            const GtkTextIter *start,
            const GtkTextIter *end)
{
  GtkTextIter      words = *start;
  g_autofree char *mark = NULL;

  if (gtk_text_iter_get_chars_in_line (start) < 3)
    return;

  gtk_text_iter_forward_chars (&words, 2);
  mark = gtk_text_buffer_get_text (buffer, start, &words, TRUE);
  if (!g_str_equal (mark, "# "))
    return;

  gtk_text_buffer_apply_tag_by_name (buffer, "mark", start, &words);
  gtk_text_buffer_apply_tag_by_name (buffer, "heading", &words, end);
}

static void
style_headings (ZbAgendaText *self)
{
  GtkTextIter start, end;

  if (gtk_text_buffer_get_char_count (self->buffer) > MOST_STYLED)
    return;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (self->buffer, &start, &end);
  while (!gtk_text_iter_is_end (&start))
    {
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      style_line (self->buffer, &start, &end);
      gtk_text_iter_forward_line (&start);
    }
}

static void
buffer_changed_cb (ZbAgendaText *self)
{
  if (self->filling != NULL)
    return;

  style_headings (self);
  self->typed++;
  if (self->draft_id == 0)
    self->draft_id = g_timeout_add (DRAFT_DELAY, draft_cb, self);
  tell_changed (self);
}

static gsize
measure_break (const char *text)
{
  return *text == '\n' ? 1 : strncmp (text, SOFT_BREAK, strlen (SOFT_BREAK)) == 0 ? strlen (SOFT_BREAK)
                                                                                  : 0;
}

/* The next piece that may be put in: to the end of its line, or as much of it as a line may hold. What is broken stays as it is. */
static gsize
measure_piece (const char *text,
               gsize       room)
{
  gsize length = 0;

  while (length < room && text[length] != '\0' && measure_break (text + length) == 0)
    length++;
  if (text[length] == '\0' || measure_break (text + length) > 0)
    return length + measure_break (text + length);

  while (length > 0 && (text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static gboolean
ends_line (const char *end,
           gsize       length)
{
  return end[-1] == '\n' || (length >= strlen (SOFT_BREAK) && measure_break (end - strlen (SOFT_BREAK)) > 1);
}

static void
append_broken (GString    *slice,
               const char *text,
               gsize       length,
               gsize      *column)
{
  g_autofree char *copy = g_strndup (text, length);

  for (const char *left = copy; *left != '\0';)
    {
      gsize piece = measure_piece (left, PARAGRAPH - MIN (*column, PARAGRAPH));

      if (piece == 0)
        {
          g_string_append (slice, SOFT_BREAK);
          *column = 0;
          continue;
        }
      g_string_append_len (slice, left, piece);
      left += piece;
      *column = ends_line (left, piece) ? 0 : *column + piece;
    }
}

static void
finish_filling (ZbAgendaText *self)
{
  g_clear_pointer (&self->filling, g_free);
  style_headings (self);
  self->ready = TRUE;
  tell_changed (self);
}

static void
fill_slice (ZbAgendaText *self)
{
  const char *text = self->filling + self->filled;
  gsize       length = strnlen (text, SLICE + 4);
  GtkTextIter end;
  g_autoptr (GString) slice = g_string_new (NULL);

  if (length > SLICE)
    for (length = SLICE; (text[length] & 0xc0) == 0x80;)
      length--;
  append_broken (slice, text, length, &self->column);
  self->filled += length;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert (self->buffer, &end, slice->str, slice->len);
  gtk_text_buffer_end_irreversible_action (self->buffer);
}

static gboolean
fill_cb (gpointer data)
{
  ZbAgendaText *self = data;

  fill_slice (self);
  if (self->filling[self->filled] != '\0')
    return G_SOURCE_CONTINUE;

  self->fill_id = 0;
  finish_filling (self);
  return G_SOURCE_REMOVE;
}

static void
fill (ZbAgendaText *self,
      const char   *text)
{
  GtkTextIter start;
  g_autoptr (GString) clean = g_string_new (text);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_free (self->filling);
  if (strstr (clean->str, SOFT_BREAK) != NULL)
    g_string_replace (clean, SOFT_BREAK, "\n", 0);
  self->filling = g_string_free (g_steal_pointer (&clean), FALSE);
  self->filled = 0;
  self->column = 0;
  self->ready = FALSE;

  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  fill_slice (self);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  if (self->filling[self->filled] != '\0')
    self->fill_id = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
  else
    finish_filling (self);
}

/* What is pasted: broken as above. The handler of the class is stopped, for the pieces go in here. */
static void
insert_text_cb (ZbAgendaText  *self,
                GtkTextIter   *where,
                const char    *text,
                int            length,
                GtkTextBuffer *buffer)
{
  g_autoptr (GString) broken = NULL;
  gsize column = 0;

  if (self->filling != NULL || length < PARAGRAPH || self->column == G_MAXSIZE)
    return;

  broken = g_string_sized_new (length);
  append_broken (broken, text, length, &column);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  self->column = G_MAXSIZE;
  gtk_text_buffer_insert (buffer, where, broken->str, broken->len);
  self->column = 0;
}

static void
draft_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (ZbAgendaText) self = data;
  g_autofree char *draft = zb_library_load_draft_finish (ZB_LIBRARY (source), result, NULL);

  if (self->desk == NULL)
    return;

  if (draft != NULL && g_strcmp0 (draft, self->base != NULL ? self->base : "") != 0 && !zb_meeting_desk_get_locked (self->desk))
    {
      self->restored = TRUE;
      self->typed++;
      fill (self, draft);
    }
  else
    fill (self, self->base);
}

static void
load_draft (ZbAgendaText *self)
{
  g_autofree char *field = dup_field (self);

  self->asked = TRUE;
  zb_library_load_draft_async (zb_meeting_desk_get_library (self->desk), field, draft_loaded_cb, g_object_ref (self));
}

typedef struct
{
  ZbAgendaText  *text;
  ZbMeetingEdit *edit;
  guint          clean; /* as before, should it fail */
} Commit;

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Commit *commit = data;
  g_autoptr (ZbAgendaText) self = commit->text;

  if (zb_meeting_desk_end (commit->edit, source, result) == 0)
    {
      self->clean = commit->clean;
      g_clear_pointer (&self->base, g_free);
    }
  else if (!is_dirty (self))
    keep_draft (self);
  g_free (commit);
  tell_changed (self);
}

static void
put (ZbAgendaText       *self,
     const ZbAgendaItem *item,
     const char         *text,
     gboolean            written,
     Commit             *commit)
{
  ZbMeetings  *meetings = zb_meeting_desk_get_meetings (self->desk);
  ZbAgendaItem changed = { 0 };
  g_autoptr (ZbMeetingDraft) draft = NULL;

  if (item != NULL)
    {
      changed = *item;
      changed.body = (char *) text;
      changed.written = written || item->written;
      zb_record_put_agenda_async (meetings, zb_meeting_desk_get_id (self->desk), &changed, NULL, committed_cb, commit);
      return;
    }
  draft = zb_meeting_to_draft (zb_meeting_desk_get_record (self->desk)->meeting);
  g_free (draft->resolution);
  draft->resolution = g_strdup (text);
  zb_meetings_edit_async (meetings, zb_meeting_desk_get_id (self->desk), draft, NULL, committed_cb, commit);
}

static void
zb_agenda_text_dispose (GObject *object)
{
  ZbAgendaText *self = ZB_AGENDA_TEXT (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_agenda_text_parent_class)->dispose (object);
}

static void
zb_agenda_text_finalize (GObject *object)
{
  ZbAgendaText *self = ZB_AGENDA_TEXT (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->kept, g_free);
  g_clear_pointer (&self->filling, g_free);

  G_OBJECT_CLASS (zb_agenda_text_parent_class)->finalize (object);
}

static void
zb_agenda_text_class_init (ZbAgendaTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_agenda_text_dispose;
  object_class->finalize = zb_agenda_text_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_agenda_text_init (ZbAgendaText *self)
{
  self->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_create_tag (self->buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 6, NULL);
  gtk_text_buffer_create_tag (self->buffer, "mark", "foreground", "#8f8f8f", NULL);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
}

ZbAgendaText *
zb_agenda_text_new (ZbMeetingDesk *desk,
                    gint64         item)
{
  ZbAgendaText *self = g_object_new (ZB_TYPE_AGENDA_TEXT, NULL);

  g_set_object (&self->desk, desk);
  self->item = item;
  zb_agenda_text_update (self);

  return self;
}

void
zb_agenda_text_update (ZbAgendaText *self)
{
  const char *recorded;

  g_return_if_fail (ZB_IS_AGENDA_TEXT (self));

  if (zb_meeting_desk_get_record (self->desk) == NULL)
    return;

  recorded = get_recorded (self);
  if (self->asked && g_strcmp0 (recorded, self->base) == 0)
    return;

  g_free (self->base);
  self->base = g_strdup (recorded);
  if (!self->asked)
    load_draft (self);
  else if (self->ready && !is_dirty (self))
    fill (self, self->base);
}

void
zb_agenda_text_commit (ZbAgendaText *self,
                       gboolean      written)
{
  const ZbAgendaItem *item;
  Commit             *commit;

  g_return_if_fail (ZB_IS_AGENDA_TEXT (self));

  item = zb_agenda_text_find_item (self->desk, self->item);
  if (!self->ready || zb_meeting_desk_get_locked (self->desk) || (self->item != 0 && item == NULL))
    return;
  if (!is_dirty (self) && (item == NULL || item->written || !written))
    return;

  if (is_dirty (self))
    keep_draft (self);
  commit = g_new0 (Commit, 1);
  commit->text = g_object_ref (self);
  commit->edit = zb_meeting_desk_begin (self->desk, NULL);
  commit->clean = self->clean;
  self->clean = self->typed;
  g_free (self->base);
  self->base = zb_agenda_text_dup_text (self);
  put (self, item, self->base, written, commit);
  tell_changed (self);
}

gint64
zb_agenda_text_get_item (ZbAgendaText *self)
{
  return self->item;
}

GtkTextBuffer *
zb_agenda_text_get_buffer (ZbAgendaText *self)
{
  return self->buffer;
}

gboolean
zb_agenda_text_is_ready (ZbAgendaText *self)
{
  return self->ready;
}

char *
zb_agenda_text_dup_text (ZbAgendaText *self)
{
  GtkTextIter start, end;
  char       *text, *to;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = to = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  for (const char *from = text; *from != '\0';)
    if (strncmp (from, SOFT_BREAK, strlen (SOFT_BREAK)) == 0)
      from += strlen (SOFT_BREAK);
    else
      *to++ = *from++;
  *to = '\0';

  return text;
}

char *
zb_agenda_text_dup_status (ZbAgendaText *self)
{
  if (!self->ready)
    return g_strdup (self->asked ? _ ("正在打开…") : "");
  if (self->restored)
    return g_strdup (_ ("找回了上次没写完的文字"));
  if (self->draft_id != 0)
    return g_strdup (_ ("正在写"));

  return self->kept != NULL ? g_strdup_printf (_ ("已保存 %s"), self->kept) : g_strdup ("");
}

const char *
zb_agenda_text_get_template (int number)
{
  static const char *const templates[] = {
    "# 内容\n\n# 讨论与意见\n\n# 决定\n",
    "# 学习内容\n\n# 发言\n\n# 小结\n",
    "# 本人汇报\n\n# 介绍人意见\n\n# 党员讨论\n\n# 表决情况\n",
    "# 查摆问题\n\n# 批评与自我批评\n\n# 整改措施\n",
  };

  return number >= 0 && number < (int) G_N_ELEMENTS (templates) ? templates[number] : NULL;
}
