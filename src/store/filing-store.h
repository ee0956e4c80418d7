/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Of the library's own branch; one for each task and period: another day or note replaces what was said. */
GPtrArray *zb_filing_store_list (ZbDb *db, GError **error); /* of ZbFiling, by day */
gboolean   zb_filing_store_put (ZbDb *db, const ZbFiling *filing, GError **error);

G_END_DECLS
