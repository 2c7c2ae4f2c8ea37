/*
 * Conditions: the keywords that ask what no type tells, as of several members of an object at once,
 * taken out of a schema's other ones; see schema.h. What they ask is read by schema_test….c.
 */
#include "spec/schema.h"

bool schema_only_restricts(const node *list) {
    static const str words[] = {STR_INIT("type"),  STR_INIT("$ref"),  STR_INIT("properties"),
                                STR_INIT("enum"),  STR_INIT("const"), STR_INIT("allOf"),
                                STR_INIT("oneOf"), STR_INIT("anyOf"), STR_INIT("format")};
    for (uint32_t i = 0; i < list->count; i++) {
        const node *part = list->as.items[i];
        if (part->kind != NODE_MAP || part->count == 0)
            return false;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (node_get(part, words[w]))
                return false;
        const node *items = node_get(part, STR("items"));
        if (items && items->kind != NODE_LIST) /* a tuple tells no type */
            return false;
    }
    return true;
}

static bool is_condition(const schema_parts *parts, schema_keyword keyword) {
    const node *item = schema_part(parts, keyword);
    if (!item)
        return false;
    if (keyword == KEYWORD_ANY_OF || keyword == KEYWORD_ONE_OF)
        return item->kind == NODE_LIST && item->count && schema_only_restricts(item);
    if (keyword == KEYWORD_ITEMS) /* a tuple, up to draft 2019-09 */
        return item->kind == NODE_LIST;
    const bool rest =
        keyword == KEYWORD_UNEVALUATED_ITEMS || keyword == KEYWORD_UNEVALUATED_PROPERTIES;
    return schema_keyword_class(keyword) == CONDITION && keyword != KEYWORD_THEN &&
           keyword != KEYWORD_ELSE && !(rest && schema_is_true(item));
}

static node *new_true(schema_reader *r, span at) {
    node *all = ARENA_NEW(r->memory, node);
    *all = (node){.kind = NODE_BOOL, .at = at, .boolean = true};
    return all;
}

/* What the keyword still tells once a tuple has taken it: that the value is an array. */
static const node_member *any_items(schema_reader *r, const node_member *items) {
    return schema_new_member(r, items->key, new_true(r, items->item->at));
}

/* What belongs to the keyword: of `if`, its branches are none without it. */
static void set_companions(schema_reader *r, schema_parts *parts, schema_condition *c) {
    switch (c->keyword) {
    case KEYWORD_IF:
        c->then = parts->of[KEYWORD_THEN];
        c->otherwise = parts->of[KEYWORD_ELSE];
        parts->of[KEYWORD_THEN] = parts->of[KEYWORD_ELSE] = NULL;
        break;
    case KEYWORD_PREFIX_ITEMS:
        c->then = parts->of[KEYWORD_ITEMS];
        if (c->then)
            parts->of[KEYWORD_ITEMS] = any_items(r, c->then);
        break;
    case KEYWORD_ITEMS:
        c->then = parts->of[KEYWORD_ADDITIONAL_ITEMS];
        parts->of[KEYWORD_ITEMS] = any_items(r, c->member);
        break;
    case KEYWORD_CONTAINS:
        c->then = parts->of[KEYWORD_MIN_CONTAINS];
        c->otherwise = parts->of[KEYWORD_MAX_CONTAINS];
        break;
    default:
        break;
    }
}

static schema_condition *new_condition(schema_reader *r, schema_keyword keyword,
                                       const node_member *member) {
    schema_condition *c = ARENA_NEW(r->memory, schema_condition);
    *c = (schema_condition){.keyword = keyword, .member = member};
    return c;
}

const schema_condition *schema_never(schema_reader *r, span at) {
    const node *key = schema_new_text(r, at, STR("false"));
    return new_condition(r, KEYWORD_NOT, schema_new_member(r, key, new_true(r, at)));
}

/* Keywords about the parts of free-form JSON, or about the members of a map that have no fields. */
static size_t take_parts(schema_reader *r, const schema_parts *parts, model_kind kind,
                         node_member *out) {
    const bool object = kind == MODEL_MAP || kind == MODEL_OBJECT;
    const bool patterns = object && schema_read_additional(r, parts).untold;
    size_t count = 0;
    for (schema_keyword k = KEYWORD_ITEMS; k <= KEYWORD_PROPERTY_NAMES; k++) {
        const bool other = k == KEYWORD_PATTERN_PROPERTIES || k == KEYWORD_ADDITIONAL_PROPERTIES;
        if (parts->of[k] &&
            (kind == MODEL_ANY ? !schema_says_nothing(k, parts->of[k]->item) : patterns && other))
            out[count++] = *parts->of[k];
    }
    return count;
}

/* Whether the rule of a format is none of a type's own. */
static bool is_format_untold(str format, model_kind kind) {
    if (kind == MODEL_ANY && str_eq(format, STR("date-time")))
        return true;
    return (kind == MODEL_ANY || kind == MODEL_STRING) && model_format_is_pattern(format);
}

const schema_condition *schema_untold(schema_reader *r, const schema_parts *parts,
                                      model_kind kind) {
    node_member members[KEYWORD_COUNT];
    const node_member *values = parts->of[KEYWORD_ENUM], *format = parts->of[KEYWORD_FORMAT];
    const schema_condition *list = NULL;
    const size_t count = take_parts(r, parts, kind, members);
    if (count) {
        const node *schema = schema_new_map(r, parts->node->at, members, count);
        const node_member *first =
            kind == MODEL_ANY ? &members[0] : parts->of[KEYWORD_PATTERN_PROPERTIES];
        const node_member *made = schema_new_member(r, first->key, schema);
        list = schema_conditions_add(r, list, new_condition(r, KEYWORD_ALL_OF, made));
    }
    if (values && values->item->kind == NODE_LIST && values->item->count && kind != MODEL_ENUM &&
        kind != MODEL_BOOLEAN)
        list = schema_conditions_add(r, list, new_condition(r, KEYWORD_ENUM, values));
    if (format && is_format_untold(node_text(format->item), kind))
        list = schema_conditions_add(r, list, new_condition(r, KEYWORD_FORMAT, format));
    return list;
}

void schema_conditions_take(schema_reader *r, schema_parts *parts) {
    const schema_condition **end = &parts->conditions;
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++) {
        if (!is_condition(parts, k))
            continue;
        schema_condition *c = new_condition(r, k, parts->of[k]);
        c->schema = parts->node;
        set_companions(r, parts, c);
        if (k != KEYWORD_ITEMS) /* it tells the type, too */
            parts->of[k] = NULL;
        *end = c;
        end = &c->next;
    }
}

void schema_conditions_move(schema_reader *r, schema_parts *parts, schema_keyword keyword) {
    schema_condition *c = new_condition(r, keyword, parts->of[keyword]);
    c->schema = parts->node;
    parts->of[keyword] = NULL;
    if (parts->conditions_end)
        parts->conditions_end = schema_conditions_put(r, parts->conditions_end, c);
    else
        parts->conditions = schema_conditions_add(r, parts->conditions, c);
}

const schema_condition **schema_conditions_put(schema_reader *r, const schema_condition **end,
                                               const schema_condition *c) {
    schema_condition *copy = ARENA_NEW(r->memory, schema_condition);
    *copy = *c;
    copy->next = NULL;
    *end = copy;
    return &copy->next;
}

const schema_condition *schema_conditions_join(schema_reader *r, const schema_condition *a,
                                               const schema_condition *b) {
    const schema_condition *all = NULL, **end = &all;
    for (; a; a = a->next)
        end = schema_conditions_put(r, end, a);
    *end = b;
    return all;
}

const schema_condition *schema_conditions_add(schema_reader *r, const schema_condition *list,
                                              const schema_condition *c) {
    schema_condition *last = ARENA_NEW(r->memory, schema_condition);
    *last = *c;
    last->next = NULL;
    return schema_conditions_join(r, list, last);
}

const node *schema_conditions_list(schema_reader *r, span at, const schema_condition *list) {
    size_t count = 0;
    for (const schema_condition *c = list; c; c = c->next)
        count++;
    const node **items = ARENA_ARRAY(r->memory, count, const node *);
    for (size_t i = 0; i < count; i++, list = list->next) {
        node_member members[3] = {*list->member};
        size_t used = 1;
        if (list->then)
            members[used++] = *list->then;
        if (list->otherwise)
            members[used++] = *list->otherwise;
        items[i] = schema_new_map(r, list->member->key->at, members, used);
    }
    return schema_new_list(r, at, items, count);
}

static void warn_member(schema_reader *r, const node_member *member, model_kind kind) {
    if (!member || map_put(r->warned, schema_key(r, member->key, NULL), r))
        return;
    str name = node_text(member->key), type = model_kind_name(kind);
    diag_count(r->diags, CODE_UNSUPPORTED, str_format(r->memory, "%.*s of a type", STR_ARG(name)),
               member->key->at,
               "`%.*s` is not supported for values of type %.*s, and has no effect", STR_ARG(name),
               STR_ARG(type));
}

void schema_warn_conditions(schema_reader *r, const schema_condition *list, model_kind kind) {
    for (; list; list = list->next) {
        warn_member(r, list->member, kind);
        if (list->keyword == KEYWORD_IF) {
            warn_member(r, list->then, kind);
            warn_member(r, list->otherwise, kind);
        }
    }
}
