/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/ledger-grid.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A grid laid out: what ledger-page.c measures and ledger-draw.c draws. Lengths in points. */
#define ZB_PAGE_PAD_Y 2.5

typedef struct
{
  guint  column; /* of the grid */
  double width;
} ZbPageColumn;

/* Columns that fit beside one another: a table too wide for the paper has several bands, each with the keys. */
typedef struct
{
  GArray *columns; /* of ZbPageColumn */
  double  above;   /* height of the groups' headings, 0 without */
  double  heading; /* height of the headings */
} ZbPageBand;

typedef struct
{
  guint band;
  guint first, last; /* rows, `last` not included */
} ZbPage;

struct _ZbLedgerPages
{
  ZbGrid               *grid;
  PangoFontMap         *map; /* its own: fonts of a map are of one thread at a time */
  PangoContext         *context;
  PangoLayout          *layout;
  PangoFontDescription *title_font, *note_font, *heading_font, *body_font;
  double                size;   /* of the type in the table */
  double                pad;    /* beside a text in its cell */
  char                 *family; /* really used for the body */
  double                width, height;
  double                left, right, top, bottom; /* margins */
  double                title_height;             /* of the first page: title and the line below */
  GPtrArray            *bands;                    /* of ZbPageBand */
  double               *heights;                  /* of rows */
  GArray               *pages;                    /* of ZbPage */
};

/* Sets the shared layout; `width` 0: one line. */
void zb_page_set_text (ZbLedgerPages *self, const PangoFontDescription *font, const char *text, double width);

/* How wide to set a heading in a column so that its lines are of like length. */
double zb_page_balance (ZbLedgerPages *self, const char *heading, double room);

G_END_DECLS
