/*
 * Members that are none of an object's properties: `additionalProperties`, `patternProperties` and
 * `propertyNames` together; see schema.h.
 *
 * What is generated has one type for all of them and one for their names. That says what patterns
 * say where they have the same schema and other names are refused; the rest is a condition.
 */
#include "base/text.h"
#include "spec/schema.h"

/* A made schema {keyword: item, …}; keys and texts have the place of what they are made from. */
static node_member made_member(schema_reader *r, schema_keyword keyword, const node *item) {
    return (node_member){schema_new_text(r, item->at, schema_keyword_name(keyword)), item};
}

static const node *text_schema(schema_reader *r, const node *pattern) {
    node_member members[] = {
        made_member(r, KEYWORD_TYPE, schema_new_text(r, pattern->at, STR("string"))),
        made_member(r, KEYWORD_PATTERN, pattern)};
    return schema_new_map(r, pattern->at, members, 2);
}

/* What a pattern takes of names on one line. */
typedef enum taken { SOME_NAMES, FILLED_NAMES, ALL_NAMES } taken;

static taken taken_by(str pattern) {
    static const struct {
        str pattern;
        taken names;
    } rows[] = {
        {STR_INIT(""), ALL_NAMES},          {STR_INIT("^"), ALL_NAMES},
        {STR_INIT(".*"), ALL_NAMES},        {STR_INIT("^.*"), ALL_NAMES},
        {STR_INIT("^.*$"), ALL_NAMES},      {STR_INIT("^(.*)$"), ALL_NAMES},
        {STR_INIT("[\\s\\S]*"), ALL_NAMES}, {STR_INIT("^[\\s\\S]*$"), ALL_NAMES},
        {STR_INIT("."), FILLED_NAMES},      {STR_INIT(".+"), FILLED_NAMES},
        {STR_INIT("^.+"), FILLED_NAMES},    {STR_INIT("^.+$"), FILLED_NAMES},
        {STR_INIT("^(.+)$"), FILLED_NAMES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(pattern, rows[i].pattern))
            return rows[i].names;
    return SOME_NAMES;
}

static bool is_any(const node *schema) {
    return schema->kind == NODE_BOOL ? schema->boolean
                                     : schema->kind == NODE_MAP && schema->count == 0;
}

/* What the patterns say together. */
typedef struct patterns {
    const node *schema; /* of those that allow anything; NULL where they differ */
    const node *first;  /* of their expressions */
    size_t count;
    bool any;             /* the schema takes all values */
    bool all, empty;      /* each name has one of the patterns; so has the empty one */
    buf allowed, refused; /* the expressions of the others, and of those that allow nothing */
} patterns;

static void add_expression(buf *to, str pattern) {
    bool bare = str_find(pattern, 0, STR("|")) == pattern.len;
    buf_format(to, bare ? "%s%.*s" : "%s(?:%.*s)", to->len ? "|" : "", STR_ARG(pattern));
}

static void read_patterns(const node *list, patterns *p) {
    bool same = true;
    *p = (patterns){.any = true};
    for (uint32_t i = 0; i < list->count; i++) {
        const node_member *m = &list->as.members[i];
        if (schema_is_false(m->item)) {
            add_expression(&p->refused, node_text(m->key));
            continue;
        }
        same = same && (!p->schema || (p->any && is_any(m->item)) || node_eq(p->schema, m->item));
        p->any = p->any && is_any(m->item);
        taken names = taken_by(node_text(m->key));
        p->all = p->all || names != SOME_NAMES; /* what is said of them is said of the empty one */
        p->empty = p->empty || names == ALL_NAMES;
        p->schema = p->schema ? p->schema : m->item;
        p->first = p->count++ ? p->first : m->key;
        add_expression(&p->allowed, node_text(m->key));
    }
    if (!same)
        p->schema = NULL;
}

/* The schema of names that are allowed, if not all are, and not refused; NULL: any are good. */
static const node *names_of(schema_reader *r, const patterns *p, bool all, span at) {
    str allowed = buf_str(&p->allowed), refused = buf_str(&p->refused), text = allowed;
    if (all && refused.len == 0)
        return NULL;
    if (p->count == 1 && refused.len == 0)
        return text_schema(r, p->first);
    if (all)
        text = str_format(r->memory, "^(?![\\s\\S]*(?:%.*s))", STR_ARG(refused));
    else if (refused.len)
        text = str_format(r->memory, "^(?![\\s\\S]*(?:%.*s))[\\s\\S]*(?:%.*s)", STR_ARG(refused),
                          STR_ARG(allowed));
    return text_schema(r, schema_new_text(r, at, str_dup(r->memory, text)));
}

/* What the members are that no pattern refuses; false: it is not as the patterns say. */
static bool set_members(const patterns *p, schema_additional *out) {
    bool closed = out->mode == MODEL_ADDITIONAL_CLOSED;
    if (p->count == 0 || (p->any && out->mode == MODEL_ADDITIONAL_OPEN) ||
        (p->schema && !p->all && out->schema && node_eq(p->schema, out->schema)))
        return false; /* that is said without them */
    if (p->all || closed) {
        out->mode = MODEL_ADDITIONAL_TYPED;
        out->schema = p->schema && !p->any ? p->schema : NULL;
        out->untold = !p->schema;
        return true;
    }
    out->untold = true;
    out->mode = MODEL_ADDITIONAL_OPEN;
    out->schema = NULL;
    return false;
}

/* Patterns beside what is said of all other members. */
static void add_patterns(schema_reader *r, const schema_parts *parts, schema_additional *out) {
    const node *list = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    bool closed = out->mode == MODEL_ADDITIONAL_CLOSED;
    patterns p;
    read_patterns(list, &p);
    bool members = set_members(&p, out);
    if (!closed || p.count) {
        out->names = names_of(r, &p, p.empty || !closed, list->at);
        out->patterns = members || out->names;
        if (out->names)
            out->mode = MODEL_ADDITIONAL_TYPED;
    }
    buf_free(&p.allowed);
    buf_free(&p.refused);
}

/* The text of an expression that takes the texts of a list alone; other values are no names. */
static const node *pattern_of_texts(schema_reader *r, const node *values) {
    buf text = {0};
    for (uint32_t i = 0; i < values->count; i++) {
        if (values->as.items[i]->kind != NODE_STRING)
            continue;
        const str one = values->as.items[i]->as.text;
        buf_add_str(&text, text.len ? STR("|") : STR("^(?:"));
        for (size_t k = 0; k < one.len; k++) {
            if (one.ptr[k] && strchr("^$\\.*+?()[]{}|/", one.ptr[k]))
                buf_add_char(&text, '\\');
            buf_add_char(&text, one.ptr[k]);
        }
    }
    buf_add_str(&text, text.len ? STR(")$") : STR("[]")); /* an empty class, which nothing is in */
    str made = str_dup(r->memory, buf_str(&text));
    buf_free(&text);
    return schema_new_text(r, values->at, made);
}

static void warn_names(schema_reader *r, const node *at, const char *what) {
    if (!map_put(r->warned, schema_key(r, at, "names"), r))
        diag_count(r->diags, CODE_UNSUPPORTED, str_from(what), at->at,
                   "`propertyNames` %s is not supported and has no effect", what);
}

/* What `enum` and `const` both take; no list where `enum` is none. */
static const node *listed_names(schema_reader *r, const node *values, const node *constant) {
    if (!constant || (values && values->kind != NODE_LIST))
        return values;
    bool found = !values;
    for (uint32_t i = 0; values && i < values->count && !found; i++)
        found = node_eq(values->as.items[i], constant);
    const node **items = ARENA_ARRAY(r->memory, 1, const node *);
    items[0] = constant;
    return schema_new_list(r, constant->at, items, found);
}

/* Lists of names are the expression of them: an enum would be a type of its own. */
static bool list_names(schema_reader *r, schema_parts *parts) {
    const node *values =
        listed_names(r, schema_part(parts, KEYWORD_ENUM), schema_part(parts, KEYWORD_CONST));
    if (!values)
        return true;
    if (values->kind != NODE_LIST || parts->of[KEYWORD_PATTERN])
        return false;
    parts->of[KEYWORD_ENUM] = parts->of[KEYWORD_CONST] = NULL;
    node_member made = made_member(r, KEYWORD_PATTERN, pattern_of_texts(r, values));
    parts->of[KEYWORD_PATTERN] = schema_new_member(r, made.key, made.item);
    return true;
}

/*
 * A name is a text: what its schema says of other types is not read, which can lead back to the
 * object of the names. False: it takes no text.
 */
static bool take_texts(schema_reader *r, schema_parts *parts) {
    const unsigned types = schema_types(r, parts);
    if (types && !(types & JSON_STRING))
        return false;
    if (types && types != JSON_STRING) {
        for (schema_keyword k = KEYWORD_ITEMS; k <= KEYWORD_PROPERTY_NAMES; k++)
            parts->of[k] = NULL;
        const node *type = parts->of[KEYWORD_TYPE]->item;
        node_member only =
            made_member(r, KEYWORD_TYPE, schema_new_text(r, type->at, STR("string")));
        parts->of[KEYWORD_TYPE] = schema_new_member(r, only.key, only.item);
    }
    return true;
}

const model_type *schema_read_names(schema_reader *r, const node *names, schema_place place) {
    schema_parts parts;
    if (!names || !schema_merge(r, names, &parts))
        return NULL;
    if (parts.of[KEYWORD_ONE_OF] || parts.of[KEYWORD_ANY_OF]) {
        warn_names(r, names, "with several alternatives");
        return NULL;
    }
    if (!list_names(r, &parts)) {
        warn_names(r, names, "with a `pattern` beside a list of names");
        return NULL;
    }
    if (!take_texts(r, &parts)) {
        warn_names(r, names, "that is no text");
        return NULL;
    }
    place.item = true;
    place.named = NULL;
    model_type *type = schema_read_type(r, schema_from_parts(r, &parts), place);
    if (!model_kind_is_text(type->kind) && type->kind != MODEL_ANY) {
        warn_names(r, names, "that is no text");
        return NULL;
    }
    if (type->kind == MODEL_BYTES || type->kind == MODEL_DATE_TIME) /* a name is its text */
        type->format = model_kind_format(type->kind);
    if (type->kind == MODEL_ANY || type->format.len)
        type->kind = MODEL_STRING;
    type->conditions = schema_conditions(
        r, schema_conditions_join(r, parts.conditions, schema_untold(r, &parts, MODEL_STRING)),
        NULL, type);
    return type;
}

static void add_names(schema_reader *r, const schema_parts *parts, schema_additional *out) {
    const node *names = schema_part(parts, KEYWORD_PROPERTY_NAMES);
    if (is_any(names))
        return;
    if (out->mode == MODEL_ADDITIONAL_OPEN)
        out->mode = MODEL_ADDITIONAL_TYPED;
    out->names = out->names ? schema_both(r, out->names, names) : names;
    out->all_names = names;
}

schema_additional schema_read_additional(schema_reader *r, const schema_parts *parts) {
    const node *more = schema_part(parts, KEYWORD_ADDITIONAL_PROPERTIES);
    schema_additional out = {.mode = MODEL_ADDITIONAL_OPEN, .at = parts->node->at};
    if (more) {
        out.at = more->at;
        out.said = true;
        if (more->kind == NODE_BOOL && !more->boolean) {
            out.mode = MODEL_ADDITIONAL_CLOSED;
        } else if (!is_any(more)) {
            out.mode = MODEL_ADDITIONAL_TYPED;
            out.schema = more;
        }
    }
    const node *listed = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    bool bad = listed && listed->kind != NODE_MAP;
    if (bad && !map_put(r->warned, schema_key(r, listed, NULL), r))
        diag_report(r->diags, CODE_WRONG_TYPE, listed->at,
                    "`patternProperties` is a mapping, not %s", node_kind_name(listed));
    if (listed && !bad && listed->count)
        add_patterns(r, parts, &out);
    if (parts->of[KEYWORD_PROPERTY_NAMES])
        add_names(r, parts, &out);
    return out;
}
