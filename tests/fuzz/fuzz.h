/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* libFuzzer's entry; see main.c for running its corpora without it. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
