/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "service/calendar.h"

G_BEGIN_DECLS

/* 概览: what an inspection would find, in one look. The quarter's requirements, what to do next, the latest photos; in a new
 * library what to do first. Everything leads to where it is done, by actions of the window.
 *
 * Property: folded. Signal: "back".
 */
#define ZB_TYPE_OVERVIEW_PAGE (zb_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbOverviewPage, zb_overview_page, ZB, OVERVIEW_PAGE, AdwBin)

/* Once. It fills itself when the calendar has been loaded, and again when something changes. */
void zb_overview_page_set_calendar (ZbOverviewPage *self, ZbCalendar *calendar, ZbAlbum *album);

G_END_DECLS
