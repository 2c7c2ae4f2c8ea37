/*
 * `type` beside a reference or a union: what it stands beside says which values there are, and has
 * to take no others than those that it allows.
 */
#include "analyze/analysis.h"

enum { MAX_DEPTH = 3 }; /* of unions in unions, which may branch at each: past it nothing is told */

typedef enum json_kind { TEXT = 1, BOOLEAN = 2, INTEGER = 4, REAL = 8, LIST = 16, MAP = 32 } kinds;

enum { ALL_KINDS = 63 };

static unsigned kinds_of_value(const node *n) {
    return n->kind == NODE_STRING ? TEXT
           : n->kind == NODE_BOOL ? BOOLEAN
           : n->kind == NODE_INT  ? INTEGER
                                  : REAL;
}

/* The kinds of JSON that a type takes, null aside. */
static unsigned kinds_of(const model_type *type, unsigned depth) {
    const model_definition *d = type->definition;
    unsigned found = 0;
    switch (type->kind) {
    case MODEL_ANY:
        return ALL_KINDS;
    case MODEL_BOOLEAN:
        return BOOLEAN;
    case MODEL_ARRAY:
        return LIST;
    case MODEL_MAP:
    case MODEL_OBJECT:
        return MAP;
    case MODEL_ENUM:
        for (size_t i = 0; i < d->value_count; i++)
            found |= kinds_of_value(d->values[i].json);
        return found;
    case MODEL_UNION:
        for (size_t i = 0; i < d->alternative_count && depth < MAX_DEPTH; i++)
            found |= kinds_of(d->alternatives[i].type, depth + 1);
        return found;
    default:
        if (model_kind_is_integer(type->kind))
            return INTEGER;
        return type->kind >= MODEL_NUMBER && type->kind <= MODEL_DECIMAL ? INTEGER | REAL : TEXT;
    }
}

static unsigned kinds_of_name(str name) {
    static const struct {
        str name;
        unsigned kinds;
    } names[] = {{STR_INIT("string"), TEXT},     {STR_INIT("boolean"), BOOLEAN},
                 {STR_INIT("integer"), INTEGER}, {STR_INIT("number"), INTEGER | REAL},
                 {STR_INIT("array"), LIST},      {STR_INIT("object"), MAP}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, names[i].name))
            return names[i].kinds;
    return 0;
}

void analyze_type_asked(analysis *an, const model_type *type) {
    const node *asked = type->asked_type;
    if (!asked)
        return;
    bool list = asked->kind == NODE_LIST;
    unsigned allowed = list ? 0 : kinds_of_name(node_text(asked));
    for (uint32_t i = 0; list && i < asked->count; i++)
        allowed |= kinds_of_name(node_text(asked->as.items[i]));
    if (!(kinds_of(type, 0) & ~allowed) || !analysis_first(an, asked, "asked"))
        return;
    diagnostic *d = diag_count(an->diags, CODE_CONSTRAINT_TYPE, STR("type beside"), asked->at,
                               "`type` has no effect here: what it stands beside takes values of "
                               "other types, too");
    if (d->count == 1)
        diag_add_note(an->diags, d, type->at, "it is here");
}
