/*
 * What conditions ask of an object, as tests of its fields; see schema.h.
 *
 * A schema that is asked whether it holds becomes a tree of tests, of which leaves alone are
 * negated. What can't be tested holds, so that nothing is refused that the schema allows; a warning
 * tells. (JSON Schema core, sections 10.2 and 11; validation, section 6.5.4.)
 */
#include "spec/schema.h"

enum { MAX_TESTS = 1000 }; /* in one condition: by aliases there could be 2^n */

typedef struct builder {
    schema_reader *r;
    const model_definition *d;
    const model_field *field; /* whose value is asked; NULL: the object itself */
    const node_member *of;    /* the condition's keyword */
    unsigned made;            /* schemas that were asked for this condition */
    bool unsupported;         /* something was left out */
} builder;

/* Tests being joined. */
typedef struct group {
    model_test_kind kind;
    model_test *first, *last;
    bool decided; /* one of them decides alone */
} group;

static model_test *new_test(const builder *b, model_test_kind kind, bool negated) {
    model_test *test = ARENA_NEW(b->r->memory, model_test);
    *test = (model_test){.kind = kind, .negated = negated};
    return test;
}

static model_test *field_test(const builder *b, const model_field *field, model_test_kind kind,
                              bool negated) {
    model_test *test = new_test(b, kind, negated);
    test->field = field;
    return test;
}

static model_test *constant(const builder *b, bool holds) {
    return new_test(b, MODEL_TEST_ALWAYS, !holds);
}

/* A group that holds when all do or, negated, of which one has to hold. */
static group all_of(bool negated) {
    return (group){.kind = negated ? MODEL_TEST_ANY : MODEL_TEST_ALL};
}

static group any_of(bool negated) {
    return all_of(!negated);
}

static void add_test(group *g, model_test *test) {
    model_test *last = test;
    if (test->kind == MODEL_TEST_ALWAYS && g->kind != MODEL_TEST_ONE) {
        g->decided = g->decided || test->negated == (g->kind == MODEL_TEST_ALL);
        return;
    }
    if (test->kind == g->kind && g->kind != MODEL_TEST_ONE) {
        test = test->first;
        for (last = test; last->next;)
            last = last->next;
    }
    if (g->last)
        g->last->next = test;
    else
        g->first = test;
    g->last = last;
}

static model_test *joined(const builder *b, const group *g) {
    const bool all = g->kind == MODEL_TEST_ALL;
    if (g->decided || !g->first)
        return constant(b, g->decided ? !all : all);
    if (g->first == g->last)
        return g->first;
    model_test *test = new_test(b, g->kind, false);
    test->first = g->first;
    return test;
}

/* What can't be tested holds. The warning about it is one for all of the `key`. */
static model_test *left_out(builder *b, const node *at, const char *key, const char *what) {
    schema_reader *r = b->r;
    str name = node_text(at);
    b->unsupported = true;
    if (!map_put(r->warned, schema_key(r, at, "condition"), r)) {
        diagnostic *d = diag_count(r->diags, CODE_UNSUPPORTED, str_from(key), at->at,
                                   "`%.*s`%s has no effect in a condition", STR_ARG(name), what);
        if (d->count == 1)
            diag_add_note(r->diags, d, b->of->key->at, "the condition is here");
    }
    return constant(b, true);
}

static model_test *unsupported(builder *b, const node_member *member) {
    str key = str_format(b->r->memory, "condition %.*s", STR_ARG(node_text(member->key)));
    return left_out(b, member->key, key.ptr, "");
}

static model_test *schema_test(builder *b, const node *schema, bool negated);

/* That the field of a name is there, as `at` says. */
static model_test *presence(builder *b, const node *at, bool negated) {
    const model_field *field = model_field_find(b->d, node_text(at));
    if (!field && b->d->additional_mode == MODEL_ADDITIONAL_CLOSED)
        return constant(b, negated);
    if (!field)
        return left_out(b, at, "condition on others", ", which is no property,");
    if (field->required)
        return constant(b, !negated);
    return field_test(b, field, MODEL_TEST_PRESENT, negated);
}

/* Whether the schema of a member takes some values, null not among them: a test of these asks
   whether the member is there, too. */
static bool names_values(const node *schema) {
    const node *values = node_get(schema, STR("enum")), *only = node_get(schema, STR("const"));
    bool all = values && values->kind == NODE_LIST;
    for (uint32_t i = 0; all && i < values->count; i++)
        all = values->as.items[i]->kind != NODE_NULL;
    return all || (only && only->kind != NODE_NULL);
}

static model_test *required_test(builder *b, const schema_parts *parts, bool negated) {
    const node *names = parts->of[KEYWORD_REQUIRED]->item;
    group g = all_of(negated);
    if (names->kind != NODE_LIST || b->field)
        return unsupported(b, parts->of[KEYWORD_REQUIRED]);
    for (uint32_t i = 0; i < names->count; i++) {
        const node *name = names->as.items[i];
        const node *about = node_get(schema_part(parts, KEYWORD_PROPERTIES), node_text(name));
        if (!names_values(about) || !model_field_find(b->d, node_text(name)))
            add_test(&g, presence(b, name, negated));
    }
    return joined(b, &g);
}

/* That the member, if it is there, is as a schema says. */
static model_test *property_test(builder *b, const node_member *property, bool is_required,
                                 bool negated) {
    const model_field *field = model_field_find(b->d, node_text(property->key));
    if (schema_is_true(property->item) ||
        (!field && b->d->additional_mode == MODEL_ADDITIONAL_CLOSED))
        return constant(b, !negated);
    if (!field)
        return presence(b, property->key, negated);
    group g = any_of(negated);
    if (!is_required) /* which a test of its own asks */
        add_test(&g, presence(b, property->key, !negated));
    b->field = field;
    add_test(&g, schema_test(b, property->item, negated));
    b->field = NULL;
    return joined(b, &g);
}

static bool lists_name(const node *list, str name) {
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
        if (str_eq(node_text(list->as.items[i]), name))
            return true;
    return false;
}

static model_test *properties_test(builder *b, const schema_parts *parts, bool negated) {
    const node *properties = parts->of[KEYWORD_PROPERTIES]->item;
    const node *required = schema_part(parts, KEYWORD_REQUIRED);
    group g = all_of(negated);
    if (properties->kind != NODE_MAP || b->field)
        return unsupported(b, parts->of[KEYWORD_PROPERTIES]);
    for (uint32_t i = 0; i < properties->count; i++) {
        const node_member *property = &properties->as.members[i];
        add_test(&g, property_test(b, property, lists_name(required, node_text(property->key)),
                                   negated));
    }
    return joined(b, &g);
}

/* Whether fields of a kind can be compared with values as those that a spec has, in any language.
 */
static bool can_compare(model_kind kind, const node *operand) {
    const node_kind json = (node_kind)operand->kind;
    int64_t whole;
    uint64_t magnitude;
    bool negative, is_whole;
    if (kind == MODEL_ENUM)
        return json < NODE_LIST;
    if (model_kind_is_text(kind))
        return kind != MODEL_BYTES && kind != MODEL_DATE_TIME;
    if (model_kind_is_integer(kind) && json == NODE_FLOAT) /* a fraction is none of them */
        return node_truncate(operand, &negative, &magnitude, &is_whole) && !is_whole;
    if (model_kind_is_integer(kind))
        return json != NODE_INT || node_int64(operand, &whole);
    return kind == MODEL_BOOLEAN || kind == MODEL_NUMBER || kind == MODEL_DOUBLE;
}

/* Whether a number is none of those that integers of a kind can be. */
static bool is_beyond(model_kind kind, const node *operand) {
    const char *const *range = model_kind_range(kind);
    return model_kind_is_integer(kind) && node_is_number(operand) &&
           (node_compare_text(operand, str_from(range[0])) < 0 ||
            node_compare_text(operand, str_from(range[1])) > 0);
}

/* Whether a value can be one of a field of that kind. */
static bool is_of_kind(model_kind kind, const node *operand) {
    const node_kind json = (node_kind)operand->kind;
    if (kind == MODEL_ENUM)
        return true;
    if (kind == MODEL_BOOLEAN)
        return json == NODE_BOOL;
    if (model_kind_is_integer(kind))
        return json == NODE_INT && !is_beyond(kind, operand);
    return model_kind_is_text(kind) ? json == NODE_STRING : node_is_number(operand);
}

static model_test *null_test(const builder *b, bool negated) {
    return b->field->type->nullable ? field_test(b, b->field, MODEL_TEST_NULL, negated)
                                    : constant(b, negated);
}

/* That the field has one of these values, which `keyword` names. */
static model_test *values_test(builder *b, const node_member *keyword, const node *const *values,
                               size_t count, bool negated) {
    const model_kind kind = b->field->type->kind;
    const node **operands = ARENA_ARRAY(b->r->memory, count, const node *);
    group g = any_of(negated);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i]->kind == NODE_NULL && kind != MODEL_ANY)
            add_test(&g, null_test(b, negated));
        else if (!is_beyond(kind, values[i]) && !can_compare(kind, values[i]))
            return unsupported(b, keyword);
        else if (is_of_kind(kind, values[i]))
            operands[used++] = values[i];
    }
    if (used) {
        model_test *test = field_test(b, b->field, MODEL_TEST_EQUALS, negated);
        test->operands = operands;
        test->operand_count = used;
        add_test(&g, test);
    }
    return joined(b, &g);
}

static model_test *enum_test(builder *b, const node_member *keyword, bool negated) {
    const node *values = keyword->item;
    if (values->kind != NODE_LIST)
        return unsupported(b, keyword);
    return values_test(b, keyword, values->as.items, values->count, negated);
}

static bool has_type(const node *type, str name) {
    return str_eq(node_text(type), name) || lists_name(type, name);
}

static model_test *type_test(builder *b, const schema_parts *parts, bool negated) {
    const node_member *member = parts->of[KEYWORD_TYPE];
    const node *type = member->item;
    if (!b->field)
        return constant(b, has_type(type, STR("object")) != negated);
    const str own = model_kind_json_type(b->field->type->kind);
    const bool number = has_type(type, STR("number"));
    if (parts->of[KEYWORD_CONST] || parts->of[KEYWORD_ENUM]) /* which tell more */
        return constant(b, !negated);
    if (!own.len || (str_eq(own, STR("number")) && has_type(type, STR("integer")) && !number))
        return unsupported(b, member);
    const bool fits = has_type(type, own) || (str_eq(own, STR("integer")) && number);
    if (fits == has_type(type, STR("null")))
        return constant(b, fits != negated);
    return null_test(b, fits != negated);
}

/* That none of the schemas holds but the one at `sure`, which does. */
static model_test *no_other_test(builder *b, const node *list, uint32_t sure, bool negated) {
    group g = all_of(negated);
    for (uint32_t i = 0; i < list->count; i++)
        if (i != sure)
            add_test(&g, schema_test(b, list->as.items[i], !negated));
    return joined(b, &g);
}

/* That exactly one of the schemas holds. */
static model_test *one_of_test(builder *b, const node *list, bool negated) {
    const bool before = b->unsupported;
    group g = {.kind = MODEL_TEST_ONE};
    uint32_t sure = list->count;
    b->unsupported = false;
    for (uint32_t i = 0; i < list->count; i++) {
        model_test *test = schema_test(b, list->as.items[i], false);
        if (test->kind != MODEL_TEST_ALWAYS)
            add_test(&g, test);
        else if (!test->negated)
            sure = i;
    }
    if (b->unsupported) /* one that holds wrongly could refuse what is right */
        return constant(b, true);
    b->unsupported = before;
    if (sure < list->count)
        return no_other_test(b, list, sure, negated);
    if (!g.first)
        return constant(b, negated);
    model_test *test = new_test(b, MODEL_TEST_ONE, negated);
    test->first = g.first;
    return test;
}

/* That all, any or exactly one of the schemas hold. */
static model_test *list_test(builder *b, const node_member *member, schema_keyword keyword,
                             bool negated) {
    const node *list = member->item;
    if (list->kind != NODE_LIST || list->count == 0)
        return unsupported(b, member);
    if (list->count == 1)
        return schema_test(b, list->as.items[0], negated);
    if (keyword != KEYWORD_ONE_OF) {
        group g = keyword == KEYWORD_ALL_OF ? all_of(negated) : any_of(negated);
        for (uint32_t i = 0; i < list->count; i++)
            add_test(&g, schema_test(b, list->as.items[i], negated));
        return joined(b, &g);
    }
    return one_of_test(b, list, negated);
}

static model_test *keyword_test(builder *b, const schema_parts *parts, schema_keyword keyword,
                                bool negated) {
    const node_member *member = parts->of[keyword];
    const schema_class class = schema_keyword_class(keyword);
    if (class == NOTE || class == QUIET)
        return constant(b, !negated);
    switch (keyword) {
    case KEYWORD_REQUIRED:
        return required_test(b, parts, negated);
    case KEYWORD_PROPERTIES:
        return properties_test(b, parts, negated);
    case KEYWORD_TYPE:
        return type_test(b, parts, negated);
    case KEYWORD_CONST:
        return b->field ? values_test(b, member, &member->item, 1, negated)
                        : unsupported(b, member);
    case KEYWORD_ENUM:
        return b->field ? enum_test(b, member, negated) : unsupported(b, member);
    case KEYWORD_ALL_OF:
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return list_test(b, member, keyword, negated);
    default:
        return unsupported(b, member);
    }
}

/* That a member is not there, or the object as it needs to be then. */
static model_test *dependent_test(builder *b, const node_member *dependent, bool negated) {
    const node *needs = dependent->item;
    group g = any_of(negated);
    add_test(&g, presence(b, dependent->key, !negated));
    if (needs->kind == NODE_LIST) {
        group names = all_of(negated);
        for (uint32_t i = 0; i < needs->count; i++)
            add_test(&names, presence(b, needs->as.items[i], negated));
        add_test(&g, joined(b, &names));
    } else {
        add_test(&g, schema_test(b, needs, negated));
    }
    return joined(b, &g);
}

/* That `then` holds where `if` does (`otherwise`: where it does not). */
static model_test *branch_test(builder *b, const schema_condition *c, bool otherwise,
                               bool negated) {
    const node_member *branch = otherwise ? c->otherwise : c->then;
    group g = any_of(negated);
    if (!branch)
        return constant(b, !negated);
    add_test(&g, schema_test(b, c->member->item, otherwise == negated));
    add_test(&g, schema_test(b, branch->item, negated));
    return joined(b, &g);
}

static model_test *condition_test(builder *b, const schema_condition *c, bool negated) {
    const node *item = c->member->item;
    group g = all_of(negated);
    switch (c->keyword) {
    case KEYWORD_NOT:
        return schema_test(b, item, !negated);
    case KEYWORD_IF:
        add_test(&g, branch_test(b, c, false, negated));
        add_test(&g, branch_test(b, c, true, negated));
        return joined(b, &g);
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return list_test(b, c->member, c->keyword, negated);
    default:
        if (item->kind != NODE_MAP || b->field)
            return unsupported(b, c->member);
        for (uint32_t i = 0; i < item->count; i++)
            add_test(&g, dependent_test(b, &item->as.members[i], negated));
        return joined(b, &g);
    }
}

/* That a schema holds or, negated, that it does not. */
static model_test *schema_test(builder *b, const node *schema, bool negated) {
    schema_parts parts;
    group g = all_of(negated);
    if (schema->kind == NODE_BOOL)
        return constant(b, schema->boolean != negated);
    if (schema->kind != NODE_MAP || ++b->made > MAX_TESTS)
        return unsupported(b, b->of);
    if (!schema_parts_read(b->r, schema, &parts))
        return constant(b, true);
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++)
        if (parts.of[k])
            add_test(&g, keyword_test(b, &parts, k, negated));
    for (const schema_condition *c = parts.conditions; c; c = c->next)
        add_test(&g, condition_test(b, c, negated));
    return joined(b, &g);
}

/* ---- an object's conditions ---- */

/* Adds what has to hold, and why: the facts where it does; NULL: everywhere. */
static void add(builder *b, model_condition ***end, const model_test *when, model_test *duty,
                model_test *whole) {
    arena *a = b->r->memory;
    if (whole->kind == MODEL_TEST_ALWAYS) {
        if (whole->negated)
            schema_warn_false(b->r, b->of->item);
        return;
    }
    const bool parted = when && when->kind != MODEL_TEST_ALWAYS && duty->kind != MODEL_TEST_ALWAYS;
    str text = model_test_text(a, parted ? duty : whole, true);
    if (parted)
        text =
            str_format(a, "if %.*s, %.*s", STR_ARG(model_test_text(a, when, false)), STR_ARG(text));
    model_condition *c = ARENA_NEW(a, model_condition);
    *c = (model_condition){
        .test = whole, .keyword = node_text(b->of->key), .text = text, .at = b->of->key->at};
    **end = c;
    *end = &c->next;
}

static void add_branch(builder *b, model_condition ***end, const schema_condition *c,
                       bool otherwise) {
    const node_member *branch = otherwise ? c->otherwise : c->then;
    if (branch)
        add(b, end, schema_test(b, c->member->item, otherwise), schema_test(b, branch->item, false),
            branch_test(b, c, otherwise, false));
}

static void add_dependent(builder *b, model_condition ***end, const node_member *dependent) {
    group names = all_of(false);
    const node *needs = dependent->item;
    for (uint32_t i = 0; needs->kind == NODE_LIST && i < needs->count; i++)
        add_test(&names, presence(b, needs->as.items[i], false));
    add(b, end, presence(b, dependent->key, false),
        needs->kind == NODE_LIST ? joined(b, &names) : schema_test(b, needs, false),
        dependent_test(b, dependent, false));
}

model_condition *schema_conditions(schema_reader *r, const schema_condition *list,
                                   const model_definition *d) {
    model_condition *first = NULL, **end = &first;
    for (const schema_condition *c = list; c; c = c->next) {
        builder b = {.r = r, .d = d, .of = c->member};
        const node *item = c->member->item;
        if (c->keyword == KEYWORD_IF) {
            add_branch(&b, &end, c, false);
            add_branch(&b, &end, c, true);
        } else if (schema_keyword_class(c->keyword) == CONDITION && c->keyword != KEYWORD_NOT &&
                   item->kind == NODE_MAP) {
            for (uint32_t i = 0; i < item->count; i++)
                add_dependent(&b, &end, &item->as.members[i]);
        } else {
            model_test *test = condition_test(&b, c, false);
            add(&b, &end, NULL, test, test);
        }
    }
    return first;
}
