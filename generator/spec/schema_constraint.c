/* Constraints: their operands' types, and which of two is the tighter; see schema.h. */
#include "spec/schema.h"

#include <math.h>

typedef enum operand_type { COUNT, NUMBER, FLAG, TEXT, VALUE } operand_type;

static const struct {
    schema_keyword keyword;
    operand_type operand;
} rows[MODEL_CONSTRAINT_COUNT] = {
#define CONSTRAINT(kind, keyword, operand, applies) {KEYWORD_##kind, operand},
#include "model/constraints.def"
#undef CONSTRAINT
};

static bool operand_fits(const node *n, operand_type type) {
    bool integer = n->kind == NODE_INT, number = integer || n->kind == NODE_FLOAT;
    double real;
    switch (type) {
    case COUNT:
        return integer || (number && node_double(n, &real) && real == trunc(real));
    case NUMBER:
        return number;
    case FLAG:
        return n->kind == NODE_BOOL;
    case TEXT:
        return n->kind == NODE_STRING;
    case VALUE:
        break;
    }
    return true;
}

static bool check_operand(schema_reader *r, const node_member *member, operand_type type) {
    static const char *const wanted[] = {"an integer", "a number", "true or false", "a text", ""};
    if (operand_fits(member->item, type))
        return true;
    if (!map_put(r->warned, schema_key(r, member->item, NULL), r))
        diag_report(r->diags, CODE_WRONG_TYPE, member->item->at, "`%.*s` is %s, not %s",
                    STR_ARG(node_text(member->key)), wanted[type], node_kind_name(member->item));
    return false;
}

model_constraint *schema_constraints(schema_reader *r, const schema_parts *parts) {
    model_constraint *first = NULL, **last = &first;
    for (size_t i = 0; i < MODEL_CONSTRAINT_COUNT; i++) {
        const node_member *member = parts->of[rows[i].keyword];
        if (!member || !check_operand(r, member, rows[i].operand))
            continue;
        if (rows[i].operand == FLAG && !member->item->boolean)
            continue;
        model_constraint *c = ARENA_NEW(r->memory, model_constraint);
        *c = (model_constraint){
            .kind = (model_constraint_kind)i, .operand = member->item, .at = member->key->at};
        *last = c;
        last = &c->next;
    }
    return first;
}

schema_keyword schema_constraint_keyword(model_constraint_kind kind) {
    return rows[kind].keyword;
}

int schema_tighter(schema_keyword keyword, const node *a, const node *b) {
    if (a == b || node_eq(a, b))
        return -1;
    if (keyword == KEYWORD_UNIQUE_ITEMS)
        return b->kind == NODE_BOOL && b->boolean ? 1 : -1;
    if (!operand_fits(a, NUMBER) || !operand_fits(b, NUMBER))
        return 0;
    switch (keyword) {
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MINIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_MIN_ITEMS:
    case KEYWORD_MIN_PROPERTIES:
        return node_compare(a, b) >= 0 ? -1 : 1;
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_MAX_PROPERTIES:
        return node_compare(a, b) <= 0 ? -1 : 1;
    default:
        return 0;
    }
}

void schema_conflict(schema_reader *r, str keyword, const node *first, const node *later) {
    if (map_put(r->warned, schema_key(r, first, later), r))
        return;
    bool both = str_eq(keyword, STR("pattern")) || str_eq(keyword, STR("multipleOf"));
    diagnostic *d =
        diag_report(r->diags, CODE_ALL_OF, later->at,
                    both ? "of two `%.*s` in the parts of one schema, this one alone is "
                           "checked"
                         : "`%.*s` contradicts another part of the same schema; this "
                           "one counts",
                    STR_ARG(keyword));
    diag_add_note(r->diags, d, first->at, "the other one is here");
}

/* The tighter of two constraints of one kind. */
static const model_constraint *tighter(schema_reader *r, const model_constraint *a,
                                       const model_constraint *b) {
    if (!a || !b)
        return a ? a : b;
    int which = schema_tighter(rows[a->kind].keyword, a->operand, b->operand);
    if (which == 0)
        schema_conflict(r, model_constraint_keyword(a->kind), a->operand, b->operand);
    return which < 0 ? a : b;
}

model_constraint *schema_constraints_join(schema_reader *r, const model_constraint *a,
                                          const model_constraint *b) {
    model_constraint *first = NULL, **last = &first;
    for (model_constraint_kind kind = 0; kind < MODEL_CONSTRAINT_COUNT; kind++) {
        const model_constraint *c =
            tighter(r, model_constraint_find(a, kind), model_constraint_find(b, kind));
        if (!c)
            continue;
        model_constraint *copy = ARENA_NEW(r->memory, model_constraint);
        *copy = *c;
        copy->next = NULL;
        *last = copy;
        last = &copy->next;
    }
    return first;
}
