/* Types of the context; see context_type.h. */
#include "render/context_type.h"

#include "base/map.h"
#include "render/context_automaton.h"
#include "render/context_condition.h"

/* About how many members the dicts have. */
enum { TYPE_MEMBERS = 14, CONSTRAINT_MEMBERS = 5 };

/* The dict of a use, with what its notations depend on. */
struct made_type {
    struct made_type *older;
    value dict;
    model_kind kind;
    bool optional;
};

struct waiting_type {
    struct waiting_type *next;
    const model_type *type;
    value conditions;
};

struct context_types {
    arena *memory;
    const language *lang;
    snippet_set *snippets;
    const value *definitions;
    value settings;
    value seen; /* what the templates of notations see: type, element … */
    context_conditions *conditions;
    struct made_type *made;       /* all dicts, the latest first */
    struct waiting_type *waiting; /* whose conditions are not filled */
    map *shared;   /* dicts of uses that have nothing of their own, by what they are */
    map *automata; /* dicts of automata by the pattern */
    /* What the dicts of types of a kind, and those of constraints, have in common. */
    value_shape *of_types[MODEL_UNION + 1], *of_all_types, *of_constraints;
};

context_types *context_types_new(arena *a, const language *lang, snippet_set *snippets,
                                 const value *definitions, value settings) {
    context_types *t = ARENA_NEW(a, context_types);
    *t = (context_types){.memory = a,
                         .lang = lang,
                         .snippets = snippets,
                         .definitions = definitions,
                         .settings = settings,
                         .seen = value_new_dict_for(a, 5),
                         .shared = map_new(a),
                         .automata = map_new(a)};
    t->conditions = context_conditions_new(a, definitions, t);
    return t;
}

context_conditions *context_types_conditions(const context_types *t) {
    return t->conditions;
}

/* The range of an integer kind; false for the other kinds. */
static bool integer_range(model_kind kind, int64_t *low, uint64_t *high) {
    switch (kind) {
    case MODEL_INT32:
        *low = INT32_MIN, *high = INT32_MAX;
        return true;
    case MODEL_UINT32:
        *low = 0, *high = UINT32_MAX;
        return true;
    case MODEL_UINT64:
        *low = 0, *high = UINT64_MAX;
        return true;
    case MODEL_INTEGER:
    case MODEL_INT64:
        *low = INT64_MIN, *high = INT64_MAX;
        return true;
    default:
        return false;
    }
}

/* A number by sign and magnitude; null outside of a range. */
static value integer_within(arena *a, bool negative, uint64_t magnitude, int64_t low,
                            uint64_t high) {
    if (negative && magnitude)
        return magnitude - 1 <= (uint64_t)(-(low + 1)) && low < 0
                   ? value_int(-(int64_t)(magnitude - 1) - 1)
                   : value_null();
    if (magnitude > high)
        return value_null();
    if (magnitude <= INT64_MAX)
        return value_int((int64_t)magnitude);
    value v = value_str(str_format(a, "%llu", (unsigned long long)magnitude));
    v.kind = VALUE_NUMERAL;
    return v;
}

/*
 * A bound of an integer type as an integer inside its range; null when it excludes nothing. (A
 * bound that excludes everything is an error of the model, reported before.)
 */
static value integer_bound(arena *a, model_kind kind, const model_constraint *c) {
    bool lower = c->kind == MODEL_MINIMUM || c->kind == MODEL_EXCLUSIVE_MINIMUM;
    bool exclusive = c->kind == MODEL_EXCLUSIVE_MINIMUM || c->kind == MODEL_EXCLUSIVE_MAXIMUM;
    int64_t low;
    uint64_t high, magnitude;
    bool negative, whole;
    if (!integer_range(kind, &low, &high) ||
        !node_truncate(c->operand, &negative, &magnitude, &whole))
        return value_null();
    /* A fraction: exclusive or not is the same; the nearest integer that it lets pass is not. */
    bool up = lower != exclusive;
    if (!whole && up != negative && ++magnitude == 0)
        return value_null();
    return integer_within(a, negative, magnitude, low, high);
}

static bool is_bound(model_constraint_kind kind) {
    return kind == MODEL_MINIMUM || kind == MODEL_MAXIMUM || kind == MODEL_EXCLUSIVE_MINIMUM ||
           kind == MODEL_EXCLUSIVE_MAXIMUM;
}

static value automaton_of(context_types *t, const model_constraint *c) {
    if (!c->automaton)
        return value_null();
    value *known = map_get(t->automata, c->operand->as.text);
    if (!known) {
        known = ARENA_NEW(t->memory, value);
        *known = context_automaton(t->memory, c->automaton);
        map_put(t->automata, c->operand->as.text, known);
    }
    return *known;
}

value context_constraints(context_types *t, model_kind kind, const model_constraint *list) {
    value out = value_new_list(t->memory);
    for (const model_constraint *c = list; c; c = c->next) {
        if (model_constraint_is_beyond(c))
            continue;
        value dict = value_new_dict_like(t->memory, CONSTRAINT_MEMBERS, &t->of_constraints);
        buf json = {0};
        node_write_json(&json, c->operand);
        value_add(dict, STR("keyword"), value_str(model_constraint_keyword(c->kind)));
        value_add(dict, STR("value"), node_to_value(t->memory, c->operand));
        value_add(dict, STR("json"), value_str(str_dup(t->memory, buf_str(&json))));
        value_add(dict, STR("bound"),
                  is_bound(c->kind) ? integer_bound(t->memory, kind, c)
                                    : node_to_value(t->memory, c->operand));
        value_add(dict, STR("automaton"), automaton_of(t, c));
        value_append(out, dict);
        buf_free(&json);
    }
    return out;
}

static const node *notation_for(const language_notation *n, model_kind kind) {
    const node *snippet = node_get(n->by_kind, model_kind_name(kind));
    return snippet ? snippet : node_get(n->by_kind, STR("default"));
}

/* Whether two languages have the same notation: the one took it over from the other's file. */
static bool has_notation(const language *lang, const language_notation *n) {
    for (size_t i = 0; lang && i < lang->notation_count; i++) {
        const span a = lang->notations[i].by_kind->at, b = n->by_kind->at;
        if (str_eq(lang->notations[i].name, n->name))
            return str_eq(a.file->path, b.file->path) && a.line == b.line;
    }
    return false;
}

/* Adds the notations of t->lang to a use, but for those that `known` has too. */
static bool add_notations(context_types *t, const struct made_type *made, const language *known) {
    value dict = made->dict, context = t->seen;
    value_put(context, STR("type"), dict);
    value_put(context, STR("element"), value_get(dict, STR("element")));
    value_put(context, STR("definition"), value_get(dict, STR("definition")));
    value_put(context, STR("optional"), value_bool(made->optional));
    value_put(context, STR("settings"), t->settings);
    for (size_t i = 0; i < t->lang->notation_count; i++) {
        const language_notation *n = &t->lang->notations[i];
        const node *snippet = notation_for(n, made->kind);
        str text;
        if (!snippet || has_notation(known, n))
            continue;
        if (!snippet_text(t->snippets, snippet, context, &text))
            return false;
        value_put(dict, n->name, value_str(str_dup(t->memory, text)));
    }
    return true;
}

/* The elements of arrays and maps were made before them. */
static bool add_older_first(context_types *t, const struct made_type *made, const language *known) {
    const struct made_type **all = NULL;
    size_t count = 0;
    for (const struct made_type *m = made; m; m = m->older)
        count++;
    all = ARENA_ARRAY(t->memory, count + 1, const struct made_type *);
    for (size_t i = count; made; made = made->older)
        all[--i] = made;
    for (size_t i = 0; i < count; i++)
        if (!add_notations(t, all[i], known))
            return false;
    return true;
}

bool context_types_adapt(context_types *t, const language *lang, snippet_set *snippets,
                         value settings) {
    const language *known = t->lang;
    bool more = false;
    t->lang = lang;
    t->snippets = snippets;
    t->settings = settings;
    for (size_t i = 0; i < lang->notation_count && !more; i++)
        more = !has_notation(known, &lang->notations[i]);
    return !more || add_older_first(t, t->made, known);
}

/* What makes two uses alike, as bytes; empty for a use with something of its own. */
static str share_key(context_types *t, const model_type *type, bool optional) {
    if (type->constraints || type->conditions || type->format.len || type->element)
        return STR("");
    const uint64_t order = type->definition ? type->definition->order + 1 : 0;
    uint64_t *key = ARENA_NEW(t->memory, uint64_t);
    *key = order << 16 | (uint64_t)type->kind << 8 | (uint64_t)type->nullable << 1 | optional;
    return (str){(const char *)key, sizeof *key};
}

/* Whether a use says nothing but its kind: no constraint, no format, and so all that it holds,
 * which is not null either. */
static bool is_bare(const model_type *type) {
    static const unsigned plain = 1u << MODEL_STRING | 1u << MODEL_BOOLEAN | 1u << MODEL_INTEGER |
                                  1u << MODEL_NUMBER | 1u << MODEL_ANY | 1u << MODEL_ARRAY |
                                  1u << MODEL_MAP | 1u << MODEL_OBJECT | 1u << MODEL_ENUM |
                                  1u << MODEL_UNION;
    for (const model_type *t = type; t; t = t->element)
        if (t->constraints || t->conditions || t->format.len || t->names ||
            (t != type && t->nullable && t->kind != MODEL_ANY) || !(plain & 1u << t->kind))
            return false;
    return true;
}

/* Where all notations are there for all kinds, all types have the same members. */
static value_shape **shape_of(context_types *t, model_kind kind) {
    for (size_t i = 0; i < t->lang->notation_count; i++)
        if (!node_get(t->lang->notations[i].by_kind, STR("default")))
            return &t->of_types[kind];
    return &t->of_all_types;
}

/* The list of a type's conditions, which is filled later: they can be about any fields. */
static value new_conditions(context_types *t, const model_type *type) {
    value list = value_new_list(t->memory);
    if (type->conditions) {
        struct waiting_type *waiting = ARENA_NEW(t->memory, struct waiting_type);
        *waiting = (struct waiting_type){t->waiting, type, list};
        t->waiting = waiting;
    }
    return list;
}

bool context_types_fill_conditions(context_types *t) {
    while (t->waiting) {
        const struct waiting_type *w = t->waiting;
        t->waiting = w->next;
        if (!context_conditions_list(t->conditions, NULL, w->type, w->type->conditions,
                                     w->conditions))
            return false;
    }
    return true;
}

static bool new_type(context_types *t, const model_type *type, bool optional, value *out) {
    value dict = value_new_dict_like(t->memory, TYPE_MEMBERS, shape_of(t, type->kind));
    value element = value_null(), names = value_null();
    if (type->element && !context_type(t, type->element, false, &element))
        return false;
    if (type->names && !context_type(t, type->names, false, &names))
        return false;
    value_add(dict, STR("kind"), value_str(model_kind_name(type->kind)));
    value_add(dict, STR("nullable"), value_bool(type->nullable));
    value_add(dict, STR("bare"), value_bool(is_bare(type)));
    value_add(dict, STR("format"), value_str(type->format));
    value_add(dict, STR("constraints"), context_constraints(t, type->kind, type->constraints));
    value_add(dict, STR("conditions"), new_conditions(t, type));
    value_add(dict, STR("element"), element);
    value_add(dict, STR("names"), names);
    value_add(dict, STR("definition"),
              type->definition ? t->definitions[type->definition->order] : value_null());
    *out = dict;
    struct made_type *made = ARENA_NEW(t->memory, struct made_type);
    *made = (struct made_type){t->made, dict, type->kind, optional};
    t->made = made;
    return add_notations(t, made, NULL);
}

bool context_type(context_types *t, const model_type *type, bool optional, value *out) {
    str key = share_key(t, type, optional);
    value *known = key.len ? map_get(t->shared, key) : NULL;
    if (known) {
        *out = *known;
        return true;
    }
    if (!new_type(t, type, optional, out))
        return false;
    if (key.len) {
        known = ARENA_NEW(t->memory, value);
        *known = *out;
        map_put(t->shared, key, known);
    }
    return true;
}

/* --- needs -------------------------------------------------------------------------------- */

typedef enum need { NEED_POINTER, NEED_LATE, NEED_EMBEDDED } need;

typedef struct need_list {
    context_types *types;
    const model_definition *self;
    struct need_item {
        const model_definition *definition;
        need how;
    } * items;
    size_t count, capacity;
} need_list;

static void add_need(need_list *list, const model_definition *d, need how) {
    arena *a = list->types->memory;
    if (d == list->self)
        return;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].definition == d) {
            if (how > list->items[i].how)
                list->items[i].how = how;
            return;
        }
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        struct need_item *larger = ARENA_ARRAY(a, list->capacity, struct need_item);
        if (list->count)
            memcpy(larger, list->items, list->count * sizeof *larger);
        list->items = larger;
    }
    list->items[list->count++] = (struct need_item){d, how};
}

/* How a value of the type, standing in a slot, needs its definition. */
static void add_type_needs(need_list *list, const model_type *type, bool pointer, need embedded) {
    switch (type->kind) {
    case MODEL_OBJECT:
        add_need(list, type->definition, pointer ? NEED_POINTER : embedded);
        break;
    case MODEL_UNION:
        add_need(list, type->definition, embedded);
        break;
    case MODEL_ENUM: /* needs nothing in turn, and its constants are wanted with it */
        add_need(list, type->definition, NEED_EMBEDDED);
        break;
    case MODEL_ARRAY:
        /* A nullable item is a struct of its own, that holds a pointer where it is an object. */
        add_type_needs(list, type->element, true,
                       type->element->kind == MODEL_UNION && !type->element->nullable ? NEED_POINTER
                                                                                      : NEED_LATE);
        break;
    case MODEL_MAP:
        /* An entry points to an object that contains itself, as it may contain the map, too. */
        add_type_needs(list, type->element,
                       type->element->nullable || (type->element->kind == MODEL_OBJECT &&
                                                   type->element->definition->recursive),
                       NEED_LATE);
        break;
    default:
        break;
    }
}

static value needs_of(need_list *list, need how) {
    value out = value_new_list(list->types->memory);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].how == how)
            value_append(out, list->types->definitions[list->items[i].definition->order]);
    return out;
}

void context_add_needs(context_types *t, value definition, const model_definition *d) {
    need_list list = {.types = t, .self = d};
    for (size_t i = 0; i < d->field_count; i++)
        add_type_needs(&list, d->fields[i].type, d->fields[i].storage == MODEL_POINTER,
                       NEED_EMBEDDED);
    if (d->additional) {
        const model_type map_of = {.kind = MODEL_MAP, .element = d->additional};
        add_type_needs(&list, &map_of, false, NEED_LATE);
    }
    for (size_t i = 0; i < d->alternative_count; i++)
        add_type_needs(&list, d->alternatives[i].type, d->alternatives[i].storage == MODEL_POINTER,
                       NEED_EMBEDDED);
    value_add(definition, STR("embeds"), needs_of(&list, NEED_EMBEDDED));
    value_add(definition, STR("embeds_late"), needs_of(&list, NEED_LATE));
    value_add(definition, STR("points_to"), needs_of(&list, NEED_POINTER));
}

str context_type_label(arena *a, const model_type *type) {
    if (type->definition)
        return type->definition->name;
    str kind = model_kind_name(type->kind);
    if (!type->element)
        return type->format.len ? str_format(a, "%.*s %.*s", STR_ARG(type->format), STR_ARG(kind))
                                : kind;
    str element = context_type_label(a, type->element);
    return str_format(a, "%.*s %s", STR_ARG(element), type->kind == MODEL_MAP ? "map" : "list");
}
