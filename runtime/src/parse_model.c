/*
 * Parses an object straight into a model's struct. Members mostly come in the order of the fields,
 * so the next field is tried first, and looked up when it is another.
 */
#include "enums.h"
#include "hash.h"
#include "parser.h"

enum { SEEN_WORDS = 4 };

/* An object being parsed. */
typedef struct object {
    const swage_model *model;
    char *out;
    uint64_t *seen;               /* a bit for each field */
    uint32_t next;                /* the field that is expected */
    size_t members;               /* so far */
    uint32_t required;            /* of them */
    bool keeps;                   /* unknown members are collected */
    const swage_element *unknown; /* what they are, NULL: swage_member */
    collector kept;
    name_set names;
    uint64_t few_seen[SEEN_WORDS];
} object;

static bool prepare(parser *p, object *o, const swage_model *model, char *out) {
    o->model = model;
    o->out = out;
    o->next = 0;
    o->members = 0;
    o->required = 0;
    o->unknown = model->unknown_mode == SWAGE_UNKNOWN_TYPED ? model->unknown : NULL;
    o->keeps = model->unknown_offset != SWAGE_NO_STATE &&
               (o->unknown ||
                (model->unknown_mode == SWAGE_UNKNOWN_KEPT && p->unknown == SWAGE_KEEP_UNKNOWN));
    o->kept.item_size = 0; /* collecting begins with the first one */
    o->seen = o->few_seen;
    size_t words = model->field_count / 64 + 1;
    if (words > SEEN_WORDS) {
        o->seen = swage_scratch_alloc(&p->scratch, words * sizeof *o->seen);
        if (!o->seen)
            return false;
    }
    memset(o->seen, 0, words * sizeof *o->seen);
    return true;
}

/* Notes that a field's member is there; false when it was there before. */
static inline bool see(object *o, uint32_t position) {
    uint64_t bit = (uint64_t)1 << (position % 64), *word = &o->seen[position / 64];
    bool first = (*word & bit) == 0;
    *word |= bit;
    return first;
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

static const char *repeated(parser *p, const char *name, const char *at) {
    return swage_fault(p, name, SWAGE_ERROR_DUPLICATE_MEMBER, "the member comes a second time")
               ? swage_skip_value(p, at)
               : NULL;
}

static const char *parse_field(parser *p, object *o, uint32_t position, const char *name,
                               const char *at) {
    const swage_field *field = &o->model->fields[position];
    p->top->name = field->name;
    p->top->number = field->name_len;
    if (UNLIKELY(!see(o, position)))
        return repeated(p, name, at);
    o->next = position + 1;
    o->required += field->flags & SWAGE_FIELD_REQUIRED;
    p->matched++;
    return swage_parse_nullable(p, &field->type, o->out, field->offset, field->state_offset, at);
}

static const char *keep(parser *p, object *o, swage_str key, const char *name, const char *at) {
    bool again;
    if (o->kept.item_size == 0) {
        swage_collector_init(&o->kept, &p->scratch,
                             o->unknown ? o->unknown->size : sizeof(swage_member));
        names_init(&o->names);
    }
    char *entry = swage_collector_add(&o->kept, &p->scratch);
    if (!entry)
        return swage_no_memory(p, name);
    memset(entry, 0, o->kept.item_size);
    *(swage_str *)(void *)entry = key;
    if (!swage_names_add(p, &o->names, (swage_str *)(void *)entry, &again))
        return swage_no_memory(p, name);
    if (again) {
        swage_collector_drop(&o->kept);
        return repeated(p, name, at);
    }
    if (!o->unknown)
        return swage_parse_value(p, &((swage_member *)(void *)entry)->value, at);
    return swage_parse_nullable(p, &o->unknown->type, entry, o->unknown->value_offset,
                                o->unknown->state_offset, at);
}

/* A member that is none of the fields. */
static const char *parse_unknown(parser *p, object *o, swage_str key, const char *name,
                                 const char *at) {
    p->top->name = key.ptr;
    p->top->number = key.len;
    if (o->keeps)
        return keep(p, o, key, name, at);
    if (o->model->unknown_mode == SWAGE_UNKNOWN_REJECTED || p->unknown == SWAGE_REJECT_UNKNOWN) {
        if (!swage_fault(p, name, SWAGE_ERROR_UNKNOWN_MEMBER, "%s has no such member",
                         o->model->name))
            return NULL;
    }
    return swage_skip_value(p, at);
}

/* A member that is none of those expected: any field, or an unknown one. */
static NOINLINE const char *parse_any_member(parser *p, object *o, const char *at) {
    const char *name = at, *behind = NULL;
    swage_str key;
    if (at < p->end && *at == '"')
        behind = swage_plain_string(p, at, &key);
    uint32_t found = behind ? swage_field_find(o->model, key.ptr, key.len) : 0;
    if (found) {
        behind = skip_blank(behind, p->end);
        if (behind < p->end && *behind == ':')
            return parse_field(p, o, found - 1, name, skip_blank(behind + 1, p->end));
    }
    arena_mark mark = swage_arena_get_mark(p->arena);
    at = swage_parse_name(p, at, &key);
    if (!at)
        return NULL;
    found = swage_field_find(o->model, key.ptr, key.len);
    if (!found)
        return parse_unknown(p, o, key, name, at);
    swage_arena_rewind(p->arena, mark);
    return parse_field(p, o, found - 1, name, at);
}

/* Optional members may be left out: a few fields behind the expected one are tried, too. */
enum { LOOK_AHEAD = 5 };

static inline const char *parse_member(parser *p, object *o, const char *at) {
    uint32_t end = o->model->field_count;
    o->members++;
    if (end - o->next > LOOK_AHEAD)
        end = o->next + LOOK_AHEAD;
    for (uint32_t i = o->next; i < end; i++) {
        const char *behind = is_name_of(&o->model->fields[i], at, p->end);
        if (!behind)
            continue;
        behind = skip_blank(behind, p->end);
        if (UNLIKELY(behind == p->end || *behind != ':'))
            break;
        return parse_field(p, o, i, at, skip_blank(behind + 1, p->end));
    }
    return parse_any_member(p, o, at);
}

static bool required_are_there(parser *p, const object *o, const frame *f) {
    for (uint32_t i = 0; i < o->model->field_count; i++) {
        const swage_field *field = &o->model->fields[i];
        if (!(field->flags & SWAGE_FIELD_REQUIRED) || (o->seen[i / 64] >> (i % 64) & 1))
            continue;
        if (!swage_fault_of(p, f, SWAGE_ERROR_REQUIRED, "the required member \"%.*s\" is missing",
                            (int)field->name_len, field->name))
            return false;
    }
    return true;
}

static bool count_is_good(parser *p, const object *o, const frame *f) {
    const swage_model *m = o->model;
    const swage_rule *rule = NULL;
    char text[RULE_TEXT_SIZE];
    if (m->rule_count == 0 || !p->check_rules)
        return true;
    while ((rule = swage_rules_broken_by_count(m, o->members, rule)) != NULL)
        if (!swage_fault_of(p, f, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(rule, text)))
            return false;
    return true;
}

/* Moves the unknown members to their place in the struct. */
static bool store_kept(parser *p, object *o) {
    struct {
        const void *items;
        size_t count;
    } list;
    if (o->kept.item_size == 0)
        return true;
    list.count = o->kept.count;
    list.items = swage_collector_finish(&o->kept, &p->scratch, p->arena);
    memcpy(o->out + o->model->unknown_offset, &list, sizeof list);
    return list.items || list.count == 0;
}

static const char *finish(parser *p, object *o, const frame *f, const char *at) {
    if (!store_kept(p, o))
        return swage_no_memory(p, f->start);
    if (UNLIKELY(o->required < o->model->required_count) && !required_are_there(p, o, f))
        return NULL;
    return count_is_good(p, o, f) ? at : NULL;
}

const char *swage_parse_model(parser *p, const swage_model *model, void *out, const char *at) {
    frame f;
    object o;
    bool more = true;
    if (at == p->end || *at != '{')
        return at == p->end
                   ? swage_skip_value(p, at)
                   : REFUSE(p, at, TYPE, "expected an object, got %s", swage_kind_at(p, at));
    scratch_mark mark = swage_scratch_get_mark(&p->scratch);
    if (!swage_enter(p, &f, at))
        return NULL;
    if (!prepare(p, &o, model, out)) {
        leave(p, &f);
        return swage_no_memory(p, f.start);
    }
    at = skip_blank(at + 1, p->end);
    if (at < p->end && *at == '}') {
        at++;
        more = false;
    }
    while (at && more) {
        at = parse_member(p, &o, at);
        if (at)
            at = swage_parse_comma(p, at, '}', &more);
    }
    leave(p, &f);
    if (at)
        at = finish(p, &o, &f, at);
    swage_scratch_rewind(&p->scratch, mark);
    return at;
}
