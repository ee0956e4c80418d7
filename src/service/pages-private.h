/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/papers.h"
#include "service/ledger.h"

G_BEGIN_DECLS

ZbPages *zb_pages_new_paper (ZbPaperPages *paper); /* takes it */

G_END_DECLS
