/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/copy.h"
#include "photo/view.h"

G_BEGIN_DECLS

/* What the worker process is asked beside the ZbWant of photo/picture.h: one message of this byte and the parameters, with the
 * picture's descriptor and, but for a look, the sink's. One message back. All are GVariants in normal form, checked on both sides:
 * a worker that was taken over by a picture can only lie about that picture.
 */
#define ZB_WANT_VIEW 0x56
#define ZB_WANT_COPY 0x43
#define ZB_WANT_LOOK 0x4c

#define ZB_SINK_MAX (128 * 1024 * 1024) /* bytes a worker can write to a sink */

#define ZB_VIEW_SPEC_TYPE "(iiiiii)"
#define ZB_VIEW_ANSWER_TYPE "(yiiiiiiii)"
#define ZB_COPY_SPEC_TYPE "(itibmsmsbbbayii)"
#define ZB_COPY_ANSWER_TYPE "(ytiiibbb)"
#define ZB_LOOK_ANSWER_TYPE "(btu)"

/* To: floating. From: FALSE when it is none; what a spec borrows from the variant lives as long as that. */
GVariant *zb_view_spec_to_variant (const ZbViewSpec *spec);
gboolean  zb_view_spec_from_variant (ZbViewSpec *spec, GVariant *variant);
GVariant *zb_view_answer_to_variant (const ZbViewAnswer *answer);
gboolean  zb_view_answer_from_variant (ZbViewAnswer *answer, GVariant *variant);
GVariant *zb_copy_spec_to_variant (const ZbCopySpec *spec);
gboolean  zb_copy_spec_from_variant (ZbCopySpec *spec, GVariant *variant);
void      zb_copy_spec_clear (ZbCopySpec *spec); /* of one from a variant */
GVariant *zb_copy_answer_to_variant (const ZbCopyAnswer *answer);
gboolean  zb_copy_answer_from_variant (ZbCopyAnswer *answer, GVariant *variant);
GVariant *zb_look_answer_to_variant (gboolean ok, guint64 hash, guint sharp);
gboolean  zb_look_answer_from_variant (gboolean *ok, guint64 *hash, guint *sharp, GVariant *variant);

G_END_DECLS
