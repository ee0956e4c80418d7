/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 议程与记录: the items on one side, what is written at the chosen one on the other. Property: folded. */
#define ZB_TYPE_AGENDA_TAB (zb_agenda_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaTab, zb_agenda_tab, ZB, AGENDA_TAB, AdwBin)

void zb_agenda_tab_set_desk (ZbAgendaTab *self, ZbMeetingDesk *desk);
/* What is being typed becomes a change. */
void zb_agenda_tab_commit (ZbAgendaTab *self);

G_END_DECLS
