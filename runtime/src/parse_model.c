/*
 * Parses an object straight into a model's struct. Members mostly come in the order of the fields,
 * so the next field is tried first, and looked up when it is another.
 */
#include "bytes.h"
#include "entries.h"
#include "enums.h"
#include "object.h"
#include "skip_block.h"

static inline bool prepare(parser *p, object *o, const swage_model *model, char *out) {
    o->in.model = model;
    o->in.out = out;
    o->in.position = SWAGE_NO_POSITION;
    o->in.seen = o->in.few_seen;
    o->in.next = 0;
    o->strangers = 0;
    o->kept.element = NULL; /* collecting begins with the first one */
    o->f.object = &o->in;
    size_t words = model->field_count / 64 + 1;
    if (LIKELY(words <= SWAGE_SEEN_WORDS)) {
        memset(o->in.few_seen, 0, sizeof o->in.few_seen);
        return true;
    }
    o->in.seen = swage_scratch_alloc(&p->scratch, words * sizeof *o->in.seen);
    if (!o->in.seen)
        return false;
    memset(o->in.seen, 0, words * sizeof *o->in.seen);
    return true;
}

const char *swage_object_field(parser *p, object *o, uint32_t position, const char *name,
                               const char *at) {
    const swage_field *field = &o->in.model->fields[position];
    if (UNLIKELY(!object_see(&o->in, position)))
        return swage_repeated(p, name, at);
    o->in.next = position + 1;
    p->matched++;
    return swage_parse_nullable(p, &field->type, o->in.out, field->offset, field->state_offset, at);
}

static const char *keep(parser *p, object *o, const swage_str *key, const char *name,
                        const char *at) {
    if (!o->kept.element)
        entries_begin(p, &o->kept, swage_unknown_entries(o->in.model));
    return swage_parse_entry(p, &o->kept, key, name, at);
}

const char *swage_object_unknown(parser *p, object *o, swage_str key, const char *name,
                                 const char *at) {
    const swage_model *model = o->in.model;
    o->strangers++;
    o->in.position = SWAGE_NO_POSITION;
    o->f.name = key.ptr;
    o->f.number = key.len;
    if (object_keeps(p, o))
        return keep(p, o, &key, name, at);
    if (model->unknown_mode == SWAGE_UNKNOWN_REJECTED || p->unknown == SWAGE_REJECT_UNKNOWN) {
        if (!swage_fault(p, name, SWAGE_ERROR_UNKNOWN_MEMBER, "%s has no such member", model->name))
            return NULL;
        return swage_skip_value(p, at);
    }
    const char *behind = NULL;
    bool untouched = key.ptr == name + 1 && key.ptr[key.len] == '"'; /* not decoded in place */
    if (untouched && model->rule_count == 0)
        behind = swage_skip_strangers(p, model, name);
    return behind ? behind : swage_skip_value(p, at);
}

const char *swage_object_stranger(parser *p, object *o, const char *name, const char *behind,
                                  swage_str key) {
    const char *at;
    if (object_keeps(p, o)) {
        at = swage_parse_name(p, name, &key);
    } else {
        behind = skip_blank(behind, p->in.end);
        if (LIKELY(behind < p->in.end && *behind == ':'))
            at = skip_blank(behind + 1, p->in.end);
        else
            at = swage_parse_name(p, name, NULL); /* which tells the error */
    }
    return at ? swage_object_unknown(p, o, key, name, at) : NULL;
}

NOINLINE const char *swage_object_member(parser *p, object *o, const char *at) {
    const char *name = at, *behind = NULL;
    swage_str key;
    if (at < p->in.end && *at == '"')
        behind = swage_plain_string(p, at, &key);
    uint32_t found = behind ? swage_field_find(o->in.model, key.ptr, key.len) : 0;
    if (found) {
        behind = skip_blank(behind, p->in.end);
        if (behind < p->in.end && *behind == ':')
            return swage_object_field(p, o, found - 1, name, skip_blank(behind + 1, p->in.end));
    }
    if (!PORT_SMALL && behind && !found)
        return swage_object_stranger(p, o, at, behind, key);
    arena_mark mark = swage_arena_get_mark(p->in.arena);
    at = swage_parse_name(p, at, &key);
    if (!at)
        return NULL;
    found = swage_field_find(o->in.model, key.ptr, key.len);
    if (!found)
        at = swage_object_unknown(p, o, key, name, at);
    if (found || !object_keeps(p, o)) /* the name is not needed any more */
        swage_arena_rewind(p->in.arena, mark);
    if (!found)
        return at;
    return swage_object_field(p, o, found - 1, name, at);
}

/*
 * Whether the name whose quote is at `at` is the field's, as it stands; then behind its quote.
 * Names that need escapes in JSON are never there as they stand: they are looked up.
 */
static inline const char *is_name_of(const swage_field *field, const char *at, const char *end) {
    size_t len = field->name_len;
    if (!(field->flags & SWAGE_FIELD_QUOTED) || (size_t)(end - at) < len + 2 ||
        !same_bytes(at, field->name - 1, len + 2))
        return NULL;
    return at + len + 2;
}

/* Optional members may be left out: a few fields behind the expected one are tried, too. */
enum { LOOK_AHEAD = 5 };

static inline const char *parse_member(parser *p, object *o, const char *at) {
    uint32_t end = o->in.model->field_count;
    if (end - o->in.next > LOOK_AHEAD)
        end = o->in.next + LOOK_AHEAD;
    for (uint32_t i = o->in.next; i < end; i++) {
        const char *behind = is_name_of(&o->in.model->fields[i], at, p->in.end);
        if (!behind)
            continue;
        behind = skip_blank(behind, p->in.end);
        if (UNLIKELY(behind == p->in.end || *behind != ':'))
            break;
        return swage_object_field(p, o, i, at, skip_blank(behind + 1, p->in.end));
    }
    return swage_object_member(p, o, at);
}

static bool required_are_there(parser *p, const object *o) {
    for (uint32_t i = 0; i < o->in.model->field_count; i++) {
        const swage_field *field = &o->in.model->fields[i];
        if (!(field->flags & SWAGE_FIELD_REQUIRED) || (o->in.seen[i / 64] >> (i % 64) & 1))
            continue;
        if (!swage_fault_of(p, &o->f, SWAGE_ERROR_REQUIRED,
                            "the required member \"%.*s\" is missing", (int)field->name_len,
                            field->name))
            return false;
    }
    return true;
}

static bool rules_hold(parser *p, const object *o) {
    const swage_model *m = o->in.model;
    const swage_rule *rule = NULL;
    char text[RULE_TEXT_SIZE];
    if (!p->check_rules || m->rule_count == 0)
        return true;
    const void *value = swage_is_whole(p, o->f.start) ? o->in.out : NULL;
    const size_t count = o->strangers + swage_count_fields(m, o->in.out, o->in.seen);
    while ((rule = swage_rules_broken_by_model(m, value, count, rule)) != NULL)
        if (!swage_fault_of(p, &o->f, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(rule, text)))
            return false;
    return true;
}

/* Moves the unknown members to their place in the struct. */
static bool store_kept(parser *p, object *o) {
    slot_list list = {.count = o->kept.entries.count};
    list.items = swage_collector_finish(&o->kept.entries, &p->scratch, p->in.arena);
    memcpy((char *)o->in.out + o->in.model->unknown_offset, &list, sizeof list);
    return list.items || list.count == 0;
}

const char *swage_object_finish(parser *p, object *o, const char *at) {
    if (o->kept.element && !store_kept(p, o))
        return swage_no_memory(p, o->f.start);
    return required_are_there(p, o) && rules_hold(p, o) ? at : NULL;
}

/* The members from the first name on; behind the closing brace. */
static const char *parse_members(parser *p, object *o, const char *at) {
    bool more = true;
    while (at && more) {
        at = parse_member(p, o, at);
        if (at)
            at = swage_parse_comma(p, at, '}', &more);
    }
    return at;
}

/* The same where no function reads the members. */
static NOINLINE const char *parse_one_by_one(parser *p, const swage_model *model, void *out,
                                             const char *at) {
    object o;
    const scratch_mark mark = swage_scratch_get_mark(&p->scratch);
    if (!swage_enter(p, &o.f, at))
        return NULL;
    if (!prepare(p, &o, model, out)) {
        leave(p, &o.f);
        return swage_no_memory(p, o.f.start);
    }
    at = skip_blank(at + 1, p->in.end);
    if (UNLIKELY(at < p->in.end && *at == '}'))
        at++;
    else
        at = parse_members(p, &o, at);
    leave(p, &o.f);
    if (LIKELY(at != NULL) && UNLIKELY(!object_is_finished(&o)))
        at = swage_object_finish(p, &o, at);
    if (UNLIKELY(!at || o.in.seen != o.in.few_seen))
        swage_scratch_rewind(&p->scratch, mark);
    return at;
}

const char *swage_parse_model(parser *p, const swage_model *model, void *out, const char *at) {
    object o;
    if (at == p->in.end || *at != '{')
        return swage_wrong_kind(p, at, "an object");
    swage_read_members *read = object_reader(p, model);
    if (!read)
        return parse_one_by_one(p, model, out, at);
    object_prepare(p, &o, model, read);
    return object_read(p, &o, out, at);
}
