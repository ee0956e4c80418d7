/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger.h"

G_DEFINE_QUARK (zb - document - error, zb_document_error)
