/* Unions: their alternatives; see schema.h. */
#include "spec/schema.h"

typedef struct union_builder {
    schema_reader *r;
    schema_entry *entry;
    model_definition *d;
    const node *base; /* what stands beside the oneOf and belongs to each alternative, or NULL */
    bool base_has_fields;
    schema_unevaluated rest; /* what stands there about members and items that nothing tells of */
    bool lost[KEYWORD_COUNT], found[KEYWORD_COUNT]; /* beside the oneOf: by some, in some */
} union_builder;

/* Keywords beside the oneOf that go into each alternative; NULL when there are none. */
static void find_base(union_builder *b) {
    schema_parts base = *b->entry->parts;
    bool any = false;
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++) {
        schema_class class = schema_keyword_class(k);
        bool goes_in = class == SHAPE || k == KEYWORD_TYPE || k == KEYWORD_FORMAT;
        if (!goes_in || k == KEYWORD_ONE_OF || k == KEYWORD_ANY_OF)
            base.of[k] = NULL;
        any = any || base.of[k];
    }
    base.extensions = NULL;
    base.conditions = schema_take_unevaluated(b->r, base.node, base.conditions, &b->rest);
    b->base_has_fields = base.of[KEYWORD_PROPERTIES] || base.of[KEYWORD_REQUIRED];
    b->base = any || base.conditions ? schema_from_parts(b->r, &base) : NULL;
}

/* Whether what stands beside the oneOf goes into an alternative. */
static bool takes_base(const union_builder *b, const node *member) {
    if (!b->base || member->kind != NODE_MAP)
        return false;
    bool ref = node_get(member, STR("$ref")) != NULL;
    const node *type = node_get(member, STR("type"));
    bool object = type && str_eq(node_text(type), STR("object"));
    bool additional = node_get(b->base, STR("additionalProperties")) != NULL ||
                      node_get(b->base, STR("patternProperties")) != NULL ||
                      node_get(b->base, STR("propertyNames")) != NULL;
    bool asks = node_get(b->base, STR("allOf")) != NULL; /* it has conditions */
    bool items = str_eq(node_text(type), STR("array")) && node_get(b->base, STR("items"));
    bool bare = !ref && !type && !node_get(member, STR("allOf")) &&
                !node_get(member, STR("oneOf")) && !node_get(member, STR("anyOf"));
    if (bare || items || (b->base_has_fields && (ref || object)))
        return true;
    return !ref && (object ? additional || asks : asks && b->base->count == 1);
}

/* Conditions go in where all alternatives take them, or a warning tells. */
static void warn_conditions(union_builder *b, const node *list) {
    schema_unevaluated rest = {.count = 0}; /* told of by add_rest */
    const schema_parts *all = b->entry->parts;
    for (uint32_t i = 0; i < list->count; i++)
        if (!takes_base(b, list->as.items[i])) {
            schema_warn_conditions(b->r,
                                   schema_take_unevaluated(b->r, all->node, all->conditions, &rest),
                                   MODEL_UNION);
            return;
        }
}

static bool has_parts(const node *member) {
    const node *type = node_get(member, STR("type"));
    return !type || type->kind == NODE_LIST || str_eq(node_text(type), STR("object")) ||
           str_eq(node_text(type), STR("array"));
}

/*
 * An alternative with what stands beside the oneOf about what nothing tells of: if it holds, no
 * other one does, and all is told by it and by what stands beside. Not so of an anyOf. Where an
 * alternative has the keyword itself, nothing is left to tell of.
 */
static const node *add_rest(union_builder *b, const node *schema, const node *member) {
    const bool own = schema != member || !node_get(member, STR("$ref"));
    schema_unevaluated rest = {.count = 0};
    if (member->kind != NODE_MAP || !has_parts(member))
        return schema;
    for (size_t i = 0; i < b->rest.count; i++)
        if (!b->d->exclusive || !own)
            schema_warn_unevaluated(b->r, &b->rest.members[i],
                                    own ? "beside `anyOf`" : "beside a `$ref` in `oneOf`");
        else if (!node_get(member, node_text(b->rest.members[i].key)))
            rest.members[rest.count++] = b->rest.members[i];
    return schema_with_unevaluated(b->r, schema, &rest);
}

/* Two alternatives that C could not tell from each other. */
static bool is_plain_twin(const model_type *a, const model_type *b) {
    return a->kind == b->kind && a->kind < MODEL_ARRAY && a->nullable == b->nullable &&
           str_eq(a->format, b->format) && !a->constraints && !b->constraints && !a->conditions &&
           !b->conditions;
}

/* Notes which keywords beside the alternatives one is about, and whether it has them. */
static void note_base(union_builder *b, const model_type *type, bool merged) {
    unsigned types = type->kind == MODEL_ARRAY                               ? JSON_ARRAY
                     : type->kind == MODEL_MAP || type->kind == MODEL_OBJECT ? JSON_OBJECT
                     : type->kind == MODEL_ANY || type->kind == MODEL_UNION
                         ? JSON_ARRAY | JSON_OBJECT
                         : 0;
    for (schema_keyword k = KEYWORD_ITEMS; k <= KEYWORD_PROPERTY_NAMES; k++)
        if (types & schema_keyword_types(k))
            (merged ? b->found : b->lost)[k] = true;
}

static void warn_base(const union_builder *b) {
    for (schema_keyword k = KEYWORD_ITEMS; k <= KEYWORD_PROPERTY_NAMES; k++) {
        const node_member *member = b->entry->parts->of[k];
        if (!member || schema_says_nothing(k, member->item))
            continue;
        if (b->lost[k])
            schema_warn_keyword(b->r, member, "beside some of the alternatives: write it in them");
        else if (!b->found[k])
            schema_warn_keyword(b->r, member, "beside these alternatives");
    }
}

static void add_alternative(union_builder *b, const node *schema, bool merged, const node **members,
                            const node *member) {
    model_definition *d = b->d;
    schema_place place = {.parent = b->entry, .position = (int)d->alternative_count + 1};
    model_type *type = schema_read_type(b->r, schema, place);
    note_base(b, type, merged);
    if (b->entry->parts->of[KEYWORD_TYPE] && !merged)
        type->asked_type = schema_part(b->entry->parts, KEYWORD_TYPE);
    for (size_t i = 0; i < d->alternative_count; i++)
        if (is_plain_twin(d->alternatives[i].type, type))
            return;
    members[d->alternative_count] = member;
    d->alternatives[d->alternative_count++] = (model_alternative){.type = type, .at = member->at};
}

static bool is_format_of(str type, str format) {
    model_kind kind;
    return model_scalar_from_json(type, format, &kind) && str_eq(format, model_kind_format(kind));
}

/* Whether a format beside a list of types is about that one: numbers have theirs, text all others.
 */
static bool has_format(const schema_parts *parts, str type) {
    str format = node_text(schema_part(parts, KEYWORD_FORMAT));
    if (str_eq(type, STR("string")))
        return !is_format_of(STR("integer"), format) && !is_format_of(STR("number"), format);
    return is_format_of(type, format);
}

/* The schema of one name in a list of types, with the keywords that mean something for it. */
static const node *schema_of_type(union_builder *b, const node *type) {
    const schema_parts *all = b->entry->parts;
    schema_unevaluated rest = {.count = 0};
    schema_parts parts = {.node = type,
                          .conditions =
                              schema_take_unevaluated(b->r, all->node, all->conditions, &rest)};
    bool array = str_eq(node_text(type), STR("array"));
    bool object = str_eq(node_text(type), STR("object"));
    for (schema_keyword k = KEYWORD_ITEMS; k <= KEYWORD_MAX_PROPERTIES; k++) {
        bool for_array =
            k == KEYWORD_ITEMS || (k >= KEYWORD_MIN_ITEMS && k <= KEYWORD_UNIQUE_ITEMS);
        bool for_object = (k >= KEYWORD_PROPERTIES && k <= KEYWORD_PROPERTY_NAMES) ||
                          k == KEYWORD_MIN_PROPERTIES || k == KEYWORD_MAX_PROPERTIES;
        if ((array && for_array) || (object && for_object))
            parts.of[k] = all->of[k];
    }
    if (has_format(all, node_text(type)))
        parts.of[KEYWORD_FORMAT] = all->of[KEYWORD_FORMAT];
    parts.of[KEYWORD_TYPE] = schema_new_member(b->r, all->of[KEYWORD_TYPE]->key, type);
    return schema_with_unevaluated(b->r, schema_from_parts(b->r, &parts), &rest);
}

static void fill_from_types(union_builder *b) {
    const node *types = schema_part(b->entry->parts, KEYWORD_TYPE);
    const node **members = ARENA_ARRAY(b->r->memory, types->count, const node *);
    b->d->alternatives = ARENA_ARRAY(b->r->memory, types->count, model_alternative);
    for (uint32_t i = 0; i < types->count; i++) {
        const node *type = types->as.items[i];
        if (!str_eq(node_text(type), STR("null")))
            add_alternative(b, schema_of_type(b, type), true, members, type);
    }
    warn_base(b);
}

void schema_fill_union(schema_reader *r, schema_entry *entry, model_definition *d) {
    union_builder b = {.r = r, .entry = entry, .d = d};
    const schema_parts *parts = entry->parts;
    d->exclusive = parts->of[KEYWORD_ONE_OF] || !parts->of[KEYWORD_ANY_OF];
    if (!parts->of[KEYWORD_ONE_OF] && !parts->of[KEYWORD_ANY_OF]) {
        fill_from_types(&b);
        return;
    }
    if (parts->of[KEYWORD_ONE_OF] && parts->of[KEYWORD_ANY_OF])
        schema_conditions_move(r, entry->parts, KEYWORD_ANY_OF);
    const node *list = parts->of[KEYWORD_ONE_OF] ? schema_part(parts, KEYWORD_ONE_OF)
                                                 : schema_part(parts, KEYWORD_ANY_OF);
    size_t nulls;
    const node *rest = schema_alternatives(r, list, &nulls);
    find_base(&b);
    d->alternatives = ARENA_ARRAY(r->memory, rest->count, model_alternative);
    const node **members = ARENA_ARRAY(r->memory, rest->count, const node *);
    for (uint32_t i = 0; i < rest->count; i++) {
        const node *member = rest->as.items[i];
        const bool both = takes_base(&b, member);
        const node *schema = both ? schema_both(r, b.base, member) : member;
        add_alternative(&b, add_rest(&b, schema, member), both, members, member);
    }
    warn_base(&b);
    warn_conditions(&b, rest);
    entry->alternatives = schema_new_list(r, rest->at, members, d->alternative_count);
}
