/* Unions: alternatives, and the values of a discriminator that tell them; see schema.h. */
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

/* What a discriminator's mapping names: a reference, or the bare name of a component. */
static schema_entry *mapped_entry(schema_reader *r, const node *target) {
    str text = node_text(target);
    schema_entry *entry = map_get(r->names, text);
    if (entry) {
        schema_resolve(r, entry);
        return entry;
    }
    if (str_find_char(text, 0, '#') < text.len || str_find_char(text, 0, '/') < text.len ||
        str_find_char(text, 0, '.') < text.len)
        return schema_follow(r, target);
    diagnostic *d =
        diag_report(r->diags, CODE_BAD_REF, target->at, "there is no schema `%.*s`", STR_ARG(text));
    str *names = ARENA_ARRAY(r->memory, map_count(r->names) + 1, str);
    size_t count = 0;
    for (const map_entry *e = map_first(r->names); e; e = map_next(e))
        names[count++] = map_key(e);
    diag_suggest(r->diags, d, text, names, count);
    return NULL;
}

static void add_tag(schema_reader *r, model_alternative *a, str tag) {
    str *tags = ARENA_ARRAY(r->memory, a->tag_count + 1, str);
    if (a->tag_count)
        memcpy(tags, a->tags, a->tag_count * sizeof *tags);
    tags[a->tag_count++] = tag;
    a->tags = tags;
}

static void read_mapping(union_builder *b, const node *mapping) {
    schema_reader *r = b->r;
    for (uint32_t i = 0; mapping && mapping->kind == NODE_MAP && i < mapping->count; i++) {
        const node_member *member = &mapping->as.members[i];
        const schema_entry *entry = mapped_entry(r, member->item);
        if (!entry)
            continue;
        const model_definition *d =
            entry->definition ? entry->definition : entry->use.type.definition;
        bool found = false;
        for (size_t k = 0; k < b->d->alternative_count && d && !found; k++) {
            found = b->d->alternatives[k].type->definition == d;
            if (found)
                add_tag(r, &b->d->alternatives[k], node_text(member->key));
        }
        if (!found)
            diag_count(r->diags, CODE_UNSUPPORTED, STR("mapping"), member->key->at,
                       "`%.*s` is mapped to none of the alternatives and has no effect",
                       STR_ARG(node_text(member->key)));
    }
}

/* The constants that an alternative's own schema allows for the discriminator. */
static void tags_from_constants(union_builder *b, model_alternative *a, const node *member) {
    const node *ref = node_get(member, STR("$ref"));
    const schema_entry *entry = ref ? schema_target(b->r, ref) : schema_entry_find(b->r, member);
    if (entry && !entry->parts && entry->use.type.definition)
        entry = NULL; /* only a $ref: the name is all there is */
    if (!entry || !entry->parts)
        return;
    const node *property =
        node_get(schema_part(entry->parts, KEYWORD_PROPERTIES), b->d->discriminator);
    const node *constant = node_get(property, STR("const"));
    const node *list = node_get(property, STR("enum"));
    if (constant && constant->kind == NODE_STRING)
        add_tag(b->r, a, constant->as.text);
    for (uint32_t i = 0; !constant && list && list->kind == NODE_LIST && i < list->count; i++)
        if (list->as.items[i]->kind == NODE_STRING)
            add_tag(b->r, a, list->as.items[i]->as.text);
}

static void tag_from_name(union_builder *b, model_alternative *a, const node *member) {
    str ref = node_text(node_get(member, STR("$ref")));
    size_t from = ref.len;
    while (from && ref.ptr[from - 1] != '/')
        from--;
    if (from < ref.len)
        add_tag(b->r, a, str_slice(ref, from, ref.len));
}

static bool takes_objects(const model_type *type) {
    return type->kind == MODEL_OBJECT || type->kind == MODEL_MAP || type->kind == MODEL_UNION ||
           type->kind == MODEL_ANY;
}

/* A discriminator that cannot tell all alternatives would refuse what they allow: then it is as if
   there were none. */
static void drop_unless_telling(union_builder *b, span at) {
    const model_alternative *end = b->d->alternatives + b->d->alternative_count, *a;
    for (a = b->d->alternatives; a < end; a++)
        if (!takes_objects(a->type) || a->tag_count == 0)
            break;
    if (a == end)
        return;
    const char *why = takes_objects(a->type)
                          ? "an alternative has neither a name nor a `const` to be its value"
                          : "an alternative is no object";
    diag_count(b->r->diags, CODE_UNSUPPORTED, str_from(why), at,
               "the discriminator `%.*s` has no effect: %s", STR_ARG(b->d->discriminator), why);
    b->d->discriminator = (str){0};
    for (size_t i = 0; i < b->d->alternative_count; i++)
        b->d->alternatives[i].tag_count = 0;
}

static void read_discriminator(union_builder *b, const node *members) {
    const node_member *member = b->entry->parts->of[KEYWORD_DISCRIMINATOR];
    if (!member)
        return;
    const node *name = node_get(member->item, STR("propertyName"));
    if (!name || name->kind != NODE_STRING) {
        diag_report(b->r->diags, name ? CODE_WRONG_TYPE : CODE_MISSING_KEY,
                    name ? name->at : member->key->at,
                    "a discriminator has a `propertyName`, the name of the member that tells the "
                    "alternative");
        return;
    }
    b->d->discriminator = name->as.text;
    read_mapping(b, node_get(member->item, STR("mapping")));
    for (size_t i = 0; i < b->d->alternative_count; i++) {
        model_alternative *a = &b->d->alternatives[i];
        if (a->tag_count == 0)
            tags_from_constants(b, a, members->as.items[i]);
        if (a->tag_count == 0)
            tag_from_name(b, a, members->as.items[i]);
    }
    drop_unless_telling(b, member->key->at);
}

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
    read_discriminator(&b, schema_new_list(r, rest->at, members, d->alternative_count));
}
