/*
 * What generated functions (<swage/fast.h>) call: nested values, and the ways back to the table for
 * all that is not as most texts have it. fast_scalar.c has the others.
 */
#include "fast_next.h"

/* The object has ended, or the parse. */
static inline const char *over(swage_parser *p, swage_object *o, const char *behind) {
    o->behind = behind;
    return p->end;
}

static NOINLINE const char *read_any_next(swage_parser *parser_, swage_object *object_,
                                          const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    if (!at)
        return over(parser_, object_, NULL);
    at = skip_indent(at, p->in.end, &o->outdent);
    if (LIKELY(at < p->in.end && *at == ',')) {
        at = skip_indent(at + 1, p->in.end, &o->in.indent);
        *indent_at(p, p->depth) = o->in.indent;
        if (LIKELY(at < p->in.end))
            return at;
        return over(parser_, object_, swage_object_member(p, o, at)); /* which tells the error */
    }
    if (LIKELY(at < p->in.end && *at == '}'))
        return over(parser_, object_, at + 1);
    return over(parser_, object_, swage_no_comma(p, at, '}'));
}

const char *swage_read_next(swage_parser *p, swage_object *o, const char *at) {
    const size_t n = port_opaque(o->indent), m = port_opaque(((object *)o)->outdent);
    if (PORT_SMALL || UNLIKELY(!at || p->end - at <= 3 * PORT_BLOCK))
        return read_any_next(p, o, at);
    if (LIKELY(*at == ',' && n <= 2 * PORT_BLOCK && is_indent(at + 1, n)))
        return at + 1 + n;
    if (LIKELY(*at != ',' && m <= 2 * PORT_BLOCK && is_indent(at, m) && at[m] == '}'))
        return over(p, o, at + m + 1);
    return read_any_next(p, o, at);
}

const char *swage_read_slow(swage_parser *parser_, swage_object *object_, const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[o->in.position];
    const char *name = at - (at[-1] == ' ') - f->name_len - 3;
    at = swage_object_field(p, o, o->in.position, name, skip_blank(at, p->in.end));
    return swage_read_next(&p->in, &o->in, at);
}

const char *swage_read_again(swage_parser *p, swage_object *o, const char *at) {
    o->few_seen[o->position / 64] &= ~((uint64_t)1 << (o->position % 64));
    return swage_read_slow(p, o, at);
}

const char *swage_read_model(swage_parser *p, swage_object *o, const char *at, void *slot,
                             const swage_model *model) {
    if (PORT_SMALL || UNLIKELY(*at != '{'))
        return swage_read_again(p, o, at);
    return swage_read_next(p, o, swage_parse_model((parser *)p, model, slot, at));
}

const char *swage_read_pointer(swage_parser *p, swage_object *o, const char *at, void *slot,
                               const swage_model *model) {
    if (PORT_SMALL || UNLIKELY(*at != '{'))
        return swage_read_again(p, o, at);
    void *out = swage_arena_alloc(p->arena, model->size, model->align);
    if (UNLIKELY(!out))
        return swage_read_next(p, o, swage_no_memory((parser *)p, at));
    memset(out, 0, model->size);
    memcpy(slot, &out, sizeof out);
    return swage_read_next(p, o, swage_parse_model((parser *)p, model, out, at));
}

static NOINLINE const char *read_items(swage_parser *p, swage_object *o, const swage_type *type,
                                       const char *at, void *slot) {
    return swage_read_next(p, o, swage_parse_array((parser *)p, type, slot, at));
}

const char *swage_read_array(swage_parser *p, swage_object *o, const char *at, void *slot) {
    const swage_type *type = &o->model->fields[o->position].type;
    if (PORT_SMALL || UNLIKELY(*at != '['))
        return swage_read_again(p, o, at);
    const char *behind = take_empty((parser *)p, type, slot, at);
    return behind ? swage_read_next(p, o, behind) : read_items(p, o, type, at, slot);
}

const char *swage_read_map(swage_parser *p, swage_object *o, const char *at, void *slot) {
    const swage_type *type = &o->model->fields[o->position].type;
    if (PORT_SMALL || UNLIKELY(*at != '{'))
        return swage_read_again(p, o, at);
    return swage_read_next(p, o, swage_parse_map((parser *)p, type, slot, at));
}

const char *swage_read_other(swage_parser *p, swage_object *o, uint32_t next, const char *at) {
    o->next = next;
    return swage_read_next(p, o, swage_object_member((parser *)p, (object *)o, at));
}
