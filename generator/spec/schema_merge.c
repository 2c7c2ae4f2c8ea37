/*
 * allOf: the keywords of all its parts as those of one schema; see schema.h.
 *
 * Properties are united, required names joined, constraints tightened; of what contradicts, the
 * later part counts, with a warning.
 */
#include "spec/schema.h"

static node_member *merged(schema_reader *r, const node_member *a, const node *item) {
    return schema_new_member(r, a->key, item);
}

static const node *merge_properties(schema_reader *r, const node *a, const node *b) {
    node_member *members = ARENA_ARRAY(r->memory, a->count + b->count, node_member);
    size_t count = a->count;
    if (count)
        memcpy(members, a->as.members, count * sizeof *members);
    for (uint32_t i = 0; i < b->count; i++) {
        const node_member *member = &b->as.members[i];
        const node_member *known = node_find(a, node_text(member->key));
        if (!known)
            members[count++] = *member;
        else if (known->item != member->item && !node_eq(known->item, member->item))
            members[known - a->as.members].item = schema_both(r, known->item, member->item);
    }
    return schema_new_map(r, b->at, members, count);
}

static bool has_item(const node *list, const node *item) {
    for (uint32_t i = 0; i < list->count; i++)
        if (node_eq(list->as.items[i], item))
            return true;
    return false;
}

/* The items of both lists (`both`), or of either, each once. */
static const node *join_lists(schema_reader *r, const node *a, const node *b, bool both) {
    const node **items = ARENA_ARRAY(r->memory, a->count + b->count, const node *);
    size_t count = 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (!both || has_item(b, a->as.items[i]))
            items[count++] = a->as.items[i];
    for (uint32_t i = 0; i < b->count && !both; i++)
        if (!has_item(a, b->as.items[i]))
            items[count++] = b->as.items[i];
    return schema_new_list(r, b->at, items, count);
}

static const node *as_list(schema_reader *r, const node *n) {
    if (n->kind == NODE_LIST)
        return n;
    const node **items = ARENA_ARRAY(r->memory, 1, const node *);
    items[0] = n;
    return schema_new_list(r, n->at, items, 1);
}

static bool is_text(const node *n, const char *text) {
    return n->kind == NODE_STRING && str_eq(n->as.text, str_from(text));
}

/* What a type of one part leaves of the types of another one: integer is a number. */
static const node *narrow_type(const node *type, const node *list) {
    const node *found = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const node *item = list->as.items[i];
        if (node_eq(item, type) || (is_text(type, "integer") && is_text(item, "number")))
            return type;
        if (is_text(type, "number") && is_text(item, "integer"))
            found = item;
    }
    return found;
}

/* Those that both take; NULL when nothing is left. */
static const node *merge_types(schema_reader *r, const node *a, const node *b) {
    a = as_list(r, a);
    b = as_list(r, b);
    const node **items = ARENA_ARRAY(r->memory, a->count, const node *);
    size_t count = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        const node *type = narrow_type(a->as.items[i], b);
        if (type)
            items[count++] = type;
    }
    if (count < 2)
        return count ? items[0] : NULL;
    return schema_new_list(r, b->at, items, count);
}

static const node *merge_additional(schema_reader *r, const node *a, const node *b) {
    if (a->kind == NODE_BOOL)
        return a->boolean ? b : a;
    if (b->kind == NODE_BOOL)
        return b->boolean ? a : b;
    return schema_both(r, a, b);
}

/* What two parts say together, NULL when that is nothing. */
static const node *merge_items(schema_reader *r, schema_keyword keyword, const node *a,
                               const node *b) {
    bool lists = a->kind == NODE_LIST && b->kind == NODE_LIST;
    bool maps = a->kind == NODE_MAP && b->kind == NODE_MAP;
    switch (keyword) {
    case KEYWORD_TYPE:
        return merge_types(r, a, b);
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
        return maps ? merge_properties(r, a, b) : b;
    case KEYWORD_REQUIRED:
        return lists ? join_lists(r, a, b, false) : NULL;
    case KEYWORD_ENUM: {
        const node *both = lists ? join_lists(r, a, b, true) : b;
        return both->count ? both : NULL;
    }
    case KEYWORD_ITEMS:
        if (a->kind == NODE_LIST || b->kind == NODE_LIST)
            return NULL;
        return merge_additional(r, a, b);
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_PROPERTY_NAMES:
        return merge_additional(r, a, b);
    default: {
        int which = schema_tighter(keyword, a, b);
        return which < 0 ? a : which > 0 ? b : NULL;
    }
    }
}

static void merge_keyword(schema_reader *r, schema_parts *into, schema_keyword keyword,
                          const node_member *member) {
    const node_member *known = into->of[keyword];
    schema_class class = schema_keyword_class(keyword);
    bool free = class == NOTE || class == QUIET || class == NOT_YET || keyword == KEYWORD_NULLABLE;
    if (!known || free || known->item == member->item || node_eq(known->item, member->item)) {
        into->of[keyword] = member;
        return;
    }
    if (keyword == KEYWORD_ANY_OF || keyword == KEYWORD_ONE_OF) {
        schema_conditions_move(r, into, keyword);
        into->of[keyword] = member;
        return;
    }
    const node *both = merge_items(r, keyword, known->item, member->item);
    if (!both)
        schema_conflict(r, schema_keyword_name(keyword), known->item, member->item);
    into->of[keyword] = both ? merged(r, member, both) : member;
}

static void merge_extensions(schema_reader *r, schema_parts *into, const node *more) {
    if (!into->extensions || !more) {
        into->extensions = more ? more : into->extensions;
        return;
    }
    const node *old = into->extensions;
    node_member *members = ARENA_ARRAY(r->memory, old->count + more->count, node_member);
    size_t count = old->count;
    memcpy(members, old->as.members, count * sizeof *members);
    for (uint32_t i = 0; i < more->count; i++) {
        const node_member *known = node_find(old, node_text(more->as.members[i].key));
        members[known ? (size_t)(known - old->as.members) : count++] = more->as.members[i];
    }
    into->extensions = schema_new_map(r, more->at, members, count);
}

/* What is said of a base is not said of what is made from it. */
static bool is_inherited(schema_keyword keyword) {
    return keyword != KEYWORD_TITLE && keyword != KEYWORD_EXAMPLE && keyword != KEYWORD_EXAMPLES &&
           keyword != KEYWORD_NULLABLE && keyword != KEYWORD_DEFAULT &&
           keyword != KEYWORD_DEPRECATED;
}

/*
 * A base that lists what is derived from it (oneOf with a discriminator) does not pass that list
 * on: each derived schema would be a union of itself and its siblings.
 */
static bool lists_itself(schema_reader *r, const node *list, const node *derived) {
    if (!list || list->kind != NODE_LIST)
        return false;
    for (uint32_t i = 0; i < list->count; i++) {
        const node *ref = node_get(list->as.items[i], STR("$ref"));
        const schema_entry *entry = ref ? schema_target(r, ref) : NULL;
        if (entry && (entry->schema == derived || entry->merging))
            return true;
    }
    return false;
}

static void add_conditions(schema_reader *r, schema_parts *into, const schema_condition *list) {
    if (list && !into->conditions_end) {
        const schema_condition *first = into->conditions;
        into->conditions_end = &into->conditions;
        into->conditions = NULL;
        add_conditions(r, into, first);
    }
    for (; list; list = list->next)
        into->conditions_end = schema_conditions_put(r, into->conditions_end, list);
}

static void merge_own(schema_reader *r, schema_parts *into, schema_parts *own, bool inherited) {
    if (inherited && (lists_itself(r, schema_part(own, KEYWORD_ONE_OF), into->node) ||
                      lists_itself(r, schema_part(own, KEYWORD_ANY_OF), into->node))) {
        own->of[KEYWORD_ONE_OF] = own->of[KEYWORD_ANY_OF] = NULL;
        own->of[KEYWORD_DISCRIMINATOR] = NULL;
    }
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++)
        if (own->of[k] && k != KEYWORD_REF && k != KEYWORD_ALL_OF &&
            (!inherited || is_inherited(k)))
            merge_keyword(r, into, k, own->of[k]);
    add_conditions(r, into, own->conditions);
    if (!inherited)
        merge_extensions(r, into, own->extensions);
}

static bool merge_schema(schema_reader *r, schema_parts *into, const node *schema, bool inherited);

static bool is_merged(const schema_parts *into, const schema_entry *entry) {
    for (const schema_part_base *base = into->bases; base; base = base->next)
        if (base->entry == entry)
            return true;
    return false;
}

/* Each base is merged once, however many ways lead to it: there can be as many as 2^n. */
static bool merge_ref(schema_reader *r, schema_parts *into, const node *ref) {
    schema_entry *entry = schema_target(r, ref);
    schema_trail step;
    if (entry && is_merged(into, entry))
        return true;
    if (!entry || !schema_enter(r, &step, entry, ref, entry->merging))
        return false;
    entry->merging = true;
    bool good = merge_schema(r, into, entry->schema, true);
    entry->merging = false;
    schema_leave(r, &step);
    schema_part_base *base = ARENA_NEW(r->memory, schema_part_base);
    *base = (schema_part_base){into->bases, entry};
    into->bases = base;
    return good;
}

/* Notes what is said of members besides the properties of this part, and those of its patterns. */
static void note_closed(schema_reader *r, schema_parts *into, const schema_parts *own) {
    const node_member *additional = own->of[KEYWORD_ADDITIONAL_PROPERTIES];
    if (!additional || schema_is_true(additional->item))
        return;
    schema_part_closed *closed = ARENA_NEW(r->memory, schema_part_closed);
    *closed = (schema_part_closed){into->closed, additional, schema_part(own, KEYWORD_PROPERTIES),
                                   schema_part(own, KEYWORD_PATTERN_PROPERTIES)};
    into->closed = closed;
}

/* The first member of the whole that a part does not have itself; NULL: it has all of them. */
static const node_member *find_other(const node *all, const node *own) {
    for (uint32_t i = 0; all && all->kind == NODE_MAP && i < all->count; i++)
        if (!node_get(own, node_text(all->as.members[i].key)))
            return &all->as.members[i];
    return NULL;
}

/* Tells of properties and patterns of other parts, which the standard counts among those besides.
 */
static void warn_closed(schema_reader *r, const schema_parts *parts) {
    const node *properties = schema_part(parts, KEYWORD_PROPERTIES);
    const node *patterns = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    for (const schema_part_closed *c = parts->closed; c; c = c->next) {
        const node_member *other = find_other(properties, c->properties);
        if (!other)
            other = find_other(patterns, c->patterns);
        if (!other || map_put(r->warned, schema_key(r, c->additional->key, "merged"), r))
            continue;
        str name = node_text(other->key);
        diagnostic *d = diag_count(
            r->diags, CODE_ALL_OF, STR("additionalProperties"), c->additional->key->at,
            "`additionalProperties` is about all but the `%s` beside it, and so about `%.*s` of "
            "another part, too%s; here it is about what no part has",
            c->patterns ? "patternProperties" : "properties", STR_ARG(name),
            c->patterns && properties ? ", unless one of them matches it" : "");
        if (d->count == 1)
            diag_add_note(r->diags, d, other->key->at, "`%.*s` is here", STR_ARG(name));
    }
}

static bool merge_schema(schema_reader *r, schema_parts *into, const node *schema, bool inherited) {
    schema_parts own;
    if (!schema_parts_read(r, schema, &own))
        return false;
    if (schema->kind == NODE_BOOL && !schema->boolean)
        own.conditions = schema_never(r, schema->at);
    schema_warn_unsupported(r, &own);
    bool good = true;
    if (own.of[KEYWORD_REF])
        good = merge_ref(r, into, own.of[KEYWORD_REF]->item);
    const node *all = schema_list(r, &own, KEYWORD_ALL_OF);
    for (uint32_t i = 0; all && i < all->count; i++)
        good = merge_schema(r, into, all->as.items[i], inherited) && good;
    merge_own(r, into, &own, inherited);
    note_closed(r, into, &own);
    return good;
}

bool schema_merge(schema_reader *r, const node *schema, schema_parts *out) {
    *out = (schema_parts){.node = schema};
    schema_entry *entry = schema_entry_find(r, schema);
    bool outer = entry && !entry->merging;
    if (outer)
        entry->merging = true;
    bool good = merge_schema(r, out, schema, false);
    if (outer)
        entry->merging = false;
    out->conditions_end = NULL;
    warn_closed(r, out);
    return good;
}
