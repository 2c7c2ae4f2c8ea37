/*
 * The parser's way in: options, the whole text, and what each slot's type is parsed by.
 */
#include "parser.h"
#include "slot.h"
#include "string_short.h"

enum { DEFAULT_DEPTH = 128 };

/* What was skipped or is missing was told as an error, from the value's start on. */
bool swage_is_whole(const parser *p, const char *start) {
    size_t offset = (size_t)(start - p->begin);
    for (size_t i = p->error_count; i > 0 && p->errors[i - 1].offset >= offset; i--)
        if (p->errors[i - 1].code != SWAGE_ERROR_CONSTRAINT)
            return false;
    return true;
}

bool swage_check_rules(parser *p, const swage_type *type, const void *slot, const char *at,
                       const frame *container) {
    const swage_rule *rule = NULL;
    char text[RULE_TEXT_SIZE];
    if (LIKELY(type->rule_count == 0) || !p->check_rules)
        return true;
    p->rules.counts_only = container && !swage_is_whole(p, container->start);
    while ((rule = swage_rules_broken(&p->rules, type, slot, rule)) != NULL) {
        const char *what = swage_rule_text(rule, text);
        bool go_on = container ? swage_fault_of(p, container, SWAGE_ERROR_CONSTRAINT, "%s", what)
                               : swage_fault(p, at, SWAGE_ERROR_CONSTRAINT, "%s", what);
        if (!go_on)
            return false;
    }
    return true;
}

static const char *parse_pointer(parser *p, const swage_type *type, void *slot, const char *at) {
    const swage_model *model = type->of.model;
    if (at == p->in.end || *at != '{')
        return swage_parse_model(p, model, NULL, at); /* which tells what is wrong */
    void *out = swage_arena_alloc(p->in.arena, model->size, model->align);
    if (!out)
        return swage_no_memory(p, at);
    memset(out, 0, model->size);
    *(const void **)slot = out;
    return swage_parse_model(p, model, out, at);
}

/* What kinds are parsed by that rules are checked of afterwards; most frequent first. */
static inline const char *parse_kind(parser *p, const swage_type *type, void *slot,
                                     const char *at) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        if (LIKELY(at < p->in.end && *at == '"')) {
            const char *behind = short_string(p, at, slot);
            return LIKELY(behind != NULL) ? behind : swage_parse_string(p, at, slot);
        }
        return swage_parse_text_kind(p, type, slot, at);
    case SWAGE_TYPE_BYTES:
    case SWAGE_TYPE_DATE_TIME:
        return swage_parse_text_kind(p, type, slot, at);
    case SWAGE_TYPE_BOOLEAN:
        return swage_parse_boolean(p, slot, at);
    case SWAGE_TYPE_VALUE:
        return swage_parse_value(p, slot, at);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return swage_parse_enum(p, type, slot, at);
    case SWAGE_TYPE_UNION:
        return swage_parse_union(p, type, slot, at);
    case SWAGE_TYPE_MODEL:
        return swage_parse_model(p, type->of.model, slot, at);
    case SWAGE_TYPE_MODEL_POINTER:
        return parse_pointer(p, type, slot, at);
    case SWAGE_TYPE_ARRAY: /* with their rules */
        return swage_parse_array(p, type, slot, at);
    case SWAGE_TYPE_MAP:
        return swage_parse_map(p, type, slot, at);
    default:
        return swage_parse_number_kind(p, type, slot, at);
    }
}

static bool has_values_within(const swage_type *type) {
    return type->kind == SWAGE_TYPE_VALUE || type->kind == SWAGE_TYPE_UNION ||
           type->kind == SWAGE_TYPE_MODEL || type->kind == SWAGE_TYPE_MODEL_POINTER;
}

/*
 * What has values within and rules of its own. A frame that tells no name keeps its line, which
 * can't be found any more when text within has been decoded in place.
 */
static NOINLINE const char *parse_and_check(parser *p, const swage_type *type, void *slot,
                                            const char *at) {
    frame f = {.up = p->top, .start = at, .number = NO_CHILD};
    p->top = &f;
    const char *end = parse_kind(p, type, slot, at);
    p->top = f.up;
    if (!end || !swage_is_whole(p, at))
        return end;
    return swage_check_rules(p, type, slot, at, &f) ? end : NULL;
}

const char *swage_parse_slot(parser *p, const swage_type *type, void *slot, const char *at) {
    if (LIKELY(type->rule_count == 0) || type->kind == SWAGE_TYPE_ARRAY ||
        type->kind == SWAGE_TYPE_MAP)
        return parse_kind(p, type, slot, at);
    if (PORT_SMALL || UNLIKELY(has_values_within(type)))
        return parse_and_check(p, type, slot, at);
    const char *end = parse_kind(p, type, slot, at);
    if (!end || !swage_is_whole(p, at))
        return end;
    return swage_check_rules(p, type, slot, at, NULL) ? end : NULL;
}

static bool takes_null(const swage_type *type) {
    if (type->kind == SWAGE_TYPE_VALUE)
        return true;
    if (type->kind == SWAGE_TYPE_ENUM || type->kind == SWAGE_TYPE_CLOSED_ENUM) {
        const swage_enum *e = type->of.enumeration;
        for (uint32_t i = 0; i < e->count; i++)
            if (e->values[i].kind == SWAGE_KIND_NULL)
                return true;
    }
    if (type->kind == SWAGE_TYPE_UNION && !type->of.alternatives->discriminator) {
        const swage_union *u = type->of.alternatives;
        for (uint32_t i = 0; i < u->count; i++)
            if (takes_null(&u->alternatives[i].type))
                return true;
    }
    return false;
}

static NOINLINE const char *parse_null(parser *p, const swage_type *type, char *base,
                                       uint32_t offset, uint32_t state_offset, const char *at) {
    bool has_state = state_offset != SWAGE_NO_STATE;
    swage_state state = SWAGE_ABSENT;
    if (has_state && (type->nullable || p->null == SWAGE_NULL_IS_KEPT)) {
        state = SWAGE_NULL;
    } else if (takes_null(type)) {
        state = SWAGE_SET;
        if (has_state)
            memcpy(base + state_offset, &state, sizeof state);
        return swage_parse_slot(p, type, base + offset, at);
    } else if (p->null != SWAGE_NULL_IS_ABSENT || !has_state) {
        const char *end = swage_skip_literal(p, at);
        bool go_on = end && swage_fault(p, at, SWAGE_ERROR_NULL_VALUE, "%s", swage_text_null);
        return go_on ? end : NULL;
    }
    if (has_state)
        memcpy(base + state_offset, &state, sizeof state);
    return swage_skip_literal(p, at);
}

const char *swage_parse_nullable(parser *p, const swage_type *type, char *base, uint32_t offset,
                                 uint32_t state_offset, const char *at) {
    if (UNLIKELY(at < p->in.end && *at == 'n'))
        return parse_null(p, type, base, offset, state_offset, at);
    if (state_offset != SWAGE_NO_STATE) {
        swage_state state = SWAGE_SET;
        memcpy(base + state_offset, &state, sizeof state);
    }
    return swage_parse_slot(p, type, base + offset, at);
}

static void set_options(parser *p, const swage_parse_options *o) {
    p->check_rules = !o || !o->skip_validation;
    p->max_depth = o && o->max_depth ? o->max_depth : DEFAULT_DEPTH;
    if (!o)
        return;
    p->null = o->null_policy;
    p->unknown = o->unknown;
    p->errors = o->errors;
    p->max_errors = o->errors ? o->max_errors : 0;
    p->rules.match = o->match;
    p->rules.match_context = o->match_context;
    if (o->error_count)
        *o->error_count = 0;
}

/* All but the scratch and the memo, which are cleared when they are used. */
static void prepare(parser *p, const char *json, size_t len, const swage_parse_options *options,
                    swage_arena *arena, swage_error *error, frame *root) {
    memset(p, 0, offsetof(parser, memo));
    p->memo.entries = NULL;
    memset(root, 0, sizeof *root);
    root->start = json;
    root->column = 1;
    root->number = NO_CHILD;
    p->begin = p->line_from = p->line_start = p->counted = json;
    p->in.end = json + len;
    p->top = root;
    p->in.arena = arena;
    p->first = error;
    p->rules.scratch = &p->scratch;
    swage_report_clear(error);
    set_options(p, options);
    swage_scratch_init(&p->scratch, arena);
}

static bool parse_text(parser *p, const swage_type *type, void *slot,
                       const swage_parse_options *options) {
    const char *at = skip_blank(p->begin, p->in.end);
    if (at == p->in.end)
        swage_fault(p, at, SWAGE_ERROR_SYNTAX, "there is no JSON value");
    else
        at = swage_parse_nullable(p, type, slot, 0, SWAGE_NO_STATE, at);
    if (at && at != p->in.end) {
        at = skip_blank(at, p->in.end);
        if (at != p->in.end)
            swage_fault(p, at, SWAGE_ERROR_SYNTAX, "something follows the JSON value");
    }
    swage_scratch_free(&p->scratch);
    if (options && options->error_count)
        *options->error_count = p->error_count;
    return at && !p->failed;
}

static bool parse(const swage_type *type, void *slot, const char *json, size_t len, bool insitu,
                  const swage_parse_options *options, swage_arena *arena, swage_error *error) {
    parser p;
    frame root;
    prepare(&p, json ? json : "", json ? len : 0, options, arena, error, &root);
    p.in.insitu = insitu;
    memset(slot, 0, swage_slot_size(type));
    if (parse_text(&p, type, slot, options))
        return true;
    memset(slot, 0, swage_slot_size(type));
    return false;
}

bool swage_parse_type(const swage_type *type, void *slot, const char *json, size_t len,
                      const swage_parse_options *options, swage_arena *arena, swage_error *error) {
    return parse(type, slot, json, len, false, options, arena, error);
}

bool swage_parse_type_insitu(const swage_type *type, void *slot, char *json, size_t len,
                             const swage_parse_options *options, swage_arena *arena,
                             swage_error *error) {
    return parse(type, slot, json, len, true, options, arena, error);
}

bool swage_parse(const swage_model *model, void *out, const char *json, size_t len,
                 const swage_parse_options *options, swage_arena *arena, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return parse(&type, out, json, len, false, options, arena, error);
}

bool swage_parse_insitu(const swage_model *model, void *out, char *json, size_t len,
                        const swage_parse_options *options, swage_arena *arena,
                        swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return parse(&type, out, json, len, true, options, arena, error);
}

bool swage_value_parse(swage_value *out, const char *json, size_t len,
                       const swage_parse_options *options, swage_arena *arena, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_VALUE};
    return parse(&type, out, json, len, false, options, arena, error);
}
