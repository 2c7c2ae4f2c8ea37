/* What the methods of strings have in common (private to template/). */
#ifndef SWAGE_TEMPLATE_METHODS_TEXT_H
#define SWAGE_TEMPLATE_METHODS_TEXT_H

#include "template/builtin.h"

static inline str self(const template_call *call) {
    return value_text(call->args[0]);
}

/* Text made from a trusted one is trusted, too. */
static inline value text_result(template_call *call, buf *out) {
    value v = result_text(call, out);
    if (!is_failed(v))
        v.flags = call->args[0].flags;
    return v;
}

static inline value part_result(const template_call *call, str part) {
    value v = value_str(part);
    v.flags = call->args[0].flags;
    return v;
}

/* Methods that split and join. */
value text_split(template_call *call);
value text_rsplit(template_call *call);
value text_splitlines(template_call *call);
value text_partition(template_call *call);
value text_rpartition(template_call *call);
value text_join(template_call *call);

#endif
