/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/papers.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A paper while it is laid out, from top to bottom, and when it is drawn. Every page is a list of strokes: a line of text is a
 * piece of a text that the paper keeps, shaped again when drawn, so that thousands of pages are a few megabytes. Lengths in points.
 */
#define ZB_MM(x) ((x) / 25.4 * 72)
#define ZB_PAPER_PITCH (ZB_MM (225) / 22) /* of a line of 16 pt */

typedef enum
{
  ZB_FACE_BODY,  /* 仿宋 */
  ZB_FACE_BLACK, /* 黑体 */
  ZB_FACE_KAI,   /* 楷体 */
  ZB_FACE_TITLE, /* 小标宋 */
  ZB_FACE_SONG,  /* 宋体 */
  ZB_N_FACES
} ZbFace;

typedef struct
{
  ZbFace face;
  double size;
  double pitch;   /* from line to line */
  double spacing; /* between letters */
} ZbType;
extern const ZbType zb_type_body, zb_type_heading, zb_type_item, zb_type_title, zb_type_note;

typedef enum
{
  ZB_STROKE_TEXT,
  ZB_STROKE_BOX,
  ZB_STROKE_FILL,
  ZB_STROKE_DASHES,
  ZB_STROKE_PICTURE
} ZbStrokeKind;

typedef struct
{
  ZbStrokeKind kind;
  ZbFace       face;
  float        x, y, width, height; /* of text: where its line begins, the baseline; its size is the height */
  float        spacing;
  float        grey; /* of FILL */
  guint        length;
  const char  *text;    /* kept by the paper */
  guint        picture; /* of PICTURE: its place in `pictures` */
} ZbStroke;

struct _ZbPaperPages
{
  PangoFontMap         *map; /* its own: fonts of a map are of one thread at a time */
  PangoContext         *context;
  PangoLayout          *layout;
  PangoFontDescription *fonts[ZB_N_FACES];
  char                 *family;
  char                 *title;
  GPtrArray            *texts;                     /* of char *: what the strokes point into */
  GPtrArray            *pictures;                  /* of cairo_surface_t */
  GPtrArray            *pages;                     /* of GArray of ZbStroke */
  double                width, height;             /* of the paper asked for */
  double                inner_width, inner_height; /* of the A4 page laid out */
  double                left, right, top, bottom;  /* margins of that */
  double                y;                         /* where the next thing goes */
  guint                 n_plain;                   /* pages at the beginning that bear no number */
  GCancellable         *cancellable;
};

/* From points of the laid out page to those of the paper asked for. */
void          zb_paper_place (ZbPaperPages *self, cairo_t *cr);
ZbPaperPages *zb_paper_pages_new (const ZbPaper *paper, const char *title, gboolean landscape, double width, double height);
gboolean      zb_paper_is_cancelled (ZbPaperPages *self);

/* A copy that can be drawn (valid UTF-8, no control characters but line ends), owned by the paper. NULL is "". */
const char *zb_paper_keep (ZbPaperPages *self, const char *text);
const char *zb_paper_keep_printf (ZbPaperPages *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

double zb_paper_get_width (ZbPaperPages *self); /* of 版心 */
double zb_paper_get_room (ZbPaperPages *self);  /* left on this page */
void   zb_paper_turn (ZbPaperPages *self);      /* to a new page */
void   zb_paper_snap (ZbPaperPages *self);      /* down to the grid */

void zb_paper_add (ZbPaperPages *self, const ZbStroke *stroke);
void zb_paper_add_box (ZbPaperPages *self, ZbStrokeKind kind, double x, double y, double width, double height, double grey);

/* A line of text broken to a width. Below, `text` is one that the paper keeps. */
typedef struct
{
  const char *text;
  guint       length;
  float       x; /* indent */
  float       width;
  gboolean    last; /* of its paragraph */
} ZbPaperLine;
/* Paragraph by paragraph, long ones part by part: time and memory grow as the text. Blank paragraphs are passed over. */
GArray *zb_paper_break (ZbPaperPages *self, const ZbType *type, const char *text, double width, double indent);
void    zb_paper_add_line (ZbPaperPages *self, const ZbType *type, const ZbPaperLine *line, double x, double y, double width, PangoAlignment alignment);
/* Down the page and on to the next ones; the first line of a paragraph indented by so many letters. */
void zb_paper_flow (ZbPaperPages *self, const ZbType *type, const char *text, guint indent);
void zb_paper_centre (ZbPaperPages *self, const ZbType *type, const char *text);
/* In a box, in its middle; what has no room ends in an ellipsis. */
void zb_paper_fill (ZbPaperPages *self, const ZbType *type, const char *text, double x, double y, double width, double height, PangoAlignment alignment);

typedef struct
{
  const char *heading; /* NULL: the column holds labels */
  double      width;   /* shares of the page's width */
  gboolean    flows;   /* from the left; else in the middle */
} ZbPaperColumn;
typedef struct
{
  ZbPaperPages        *pages;
  const ZbPaperColumn *columns;
  guint                n_columns;
  ZbType               type;
  double               least;    /* height of a row */
  gboolean             headings; /* above the rows of every page */
} ZbPaperTable;
void zb_paper_table_begin (ZbPaperTable *table);
/* `cells`: texts that the paper keeps. A row that has no room goes on on the next page. */
void zb_paper_table_row (ZbPaperTable *table, const char *const *cells);

/* Verdicts of one requirement added up: over its subjects, and over its periods unless `by_period`. */
typedef struct
{
  const ZbRequirement *rule;
  ZbDay                first, last;
  guint                owed, held, planned; /* of each subject no more than it owes */
  guint                gaps;
  ZbDay                next;
  gboolean             over;
  guint                n_subjects, n_short;
  const char          *shorts[3]; /* names of subjects that are short, as far as they go */
  GArray              *meetings;  /* gint64, each once */
} ZbPaperSum;
GPtrArray *zb_paper_sum (GPtrArray *verdicts, gboolean by_period); /* of ZbPaperSum, in the order of the verdicts */
/* 缺记录、缺照片 */
char *zb_paper_dup_gaps (const ZbPaper *paper, guint gaps);
/* 6 月 10 日 周一 */
char *zb_paper_dup_day (ZbDay day);

char *zb_paper_dup_number (guint number); /* 一, 十二; digits past 99 */
/* Places photos by their shapes on the rest of the page or a new one, captions below. */
void zb_paper_add_photos (ZbPaperPages *self, GPtrArray *photos);
/* 2019 年 6 月 10 日 周一 09:00–11:40 */
char *zb_paper_dup_when (ZbMeeting *meeting);

G_END_DECLS
