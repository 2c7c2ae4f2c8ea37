/*
 * Tests that are being made of schemas: what the files schema_test….c share.
 *
 * A schema that is asked whether it holds becomes a tree of tests, of which leaves alone are
 * negated. What can't be tested holds, so that nothing is refused that the schema allows; a warning
 * tells. (JSON Schema core, sections 10.2 and 11; validation, section 6.)
 */
#ifndef SWAGE_SPEC_SCHEMA_TEST_H
#define SWAGE_SPEC_SCHEMA_TEST_H

#include "spec/schema.h"

/* A schema that is being asked, the latest first. */
typedef struct test_trail {
    const struct test_trail *outer;
    const node *schema;
} test_trail;

typedef struct test_builder {
    schema_reader *r;
    const model_definition *object; /* whose fields are asked; or NULL */
    const model_field *field;       /* the one whose value is asked; or NULL */
    const model_type *type;         /* of the value that is asked; NULL: it is the object */
    const node_member *of;          /* the condition's keyword */
    const test_trail *trail;
    unsigned made;    /* schemas that were asked for this condition */
    bool unsupported; /* something was left out */
} test_builder;

/* Tests being joined. */
typedef struct test_group {
    model_test_kind kind;
    model_test *first, *last;
    bool decided; /* one of them decides alone */
} test_group;

enum { TEST_MAX_MADE = 1000 }; /* in one condition: by aliases there could be 2^n */

/* ---- schema_test_group.c ---- */

/* A test about nothing yet; a leaf about the value that is asked. */
model_test *test_new(const test_builder *b, model_test_kind kind, bool negated);
model_test *test_leaf(const test_builder *b, model_test_kind kind, bool negated);
model_test *test_constant(const test_builder *b, bool holds);
bool test_is_constant(const model_test *test, bool holds);

/* A group that holds when all do (any does) or, negated, of which one (all) must not. */
test_group test_all_of(bool negated);
test_group test_any_of(bool negated);
void test_add(test_group *g, model_test *test);
model_test *test_joined(const test_builder *b, const test_group *g);

/* ---- schema_test.c ---- */

/* What can't be tested holds. The warning about it is one for all of the `key`; `what` goes on. */
model_test *test_left_out(test_builder *b, const node *at, const char *key, const char *what);
model_test *test_unsupported(test_builder *b, const node_member *member);

/* That a schema holds or, negated, that it does not. */
model_test *test_schema(test_builder *b, const node *schema, bool negated);

/* The same of one keyword; of a oneOf, anyOf or allOf. */
model_test *test_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                         bool negated);
model_test *test_list(test_builder *b, const node_member *member, schema_keyword keyword,
                      bool negated);

/* Whether one more schema can be asked: it is none that is being asked already. */
bool test_can_ask(test_builder *b, const node *schema);

/* What values of a type have to be for a schema to hold; NULL where that can't be tested. */
const model_check *test_check(test_builder *b, const model_type *type, const node *schema);

/* Whether a test of free-form JSON holds of null. */
bool test_holds_of_null(const model_test *test);

/* ---- schema_test_rule.c ---- */

/* That constraints and the format hold, all but `const`. */
model_test *test_rules(test_builder *b, const schema_parts *parts, bool negated);

/* That a text has that format. */
model_test *test_format(test_builder *b, const node_member *member, bool negated);

/* That the value is one of these, which the rule `const` tells. */
model_test *test_rule_const(test_builder *b, const node *const *values, size_t count, bool negated);

/* ---- schema_test_condition.c ---- */

/* That the keywords of a condition hold. */
model_test *test_condition(test_builder *b, const schema_condition *c, bool negated);

/* ---- one keyword, by what is asked ---- */

/* schema_test_object.c */
model_test *test_object_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                                bool negated);
/* That the member of a name is there, as `at` says. */
model_test *test_presence(test_builder *b, const node *at, bool negated);

/* That the member, if it is there, is as the schema of a property says. */
model_test *test_property(test_builder *b, const node_member *property, const node *required,
                          bool negated);

/* schema_test_others.c: members that are none of the fields, and all members by their names */
/* Whether the others are free-form JSON, of which parts can be asked. */
bool test_knows_others(const model_definition *object);
/* That these, as an object by themselves, are as a schema says. */
model_test *test_others(test_builder *b, const node *schema, bool negated);
model_test *test_additional(test_builder *b, const schema_parts *parts, bool negated);
model_test *test_patterns(test_builder *b, const schema_parts *parts, bool negated);
model_test *test_property_names(test_builder *b, const schema_parts *parts, bool negated);

/* schema_test_value.c: scalars, enums, and lists and maps of what is no free-form JSON */
model_test *test_value_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                               bool negated);

/* Whether values of a type may be of these in JSON: else keywords about these hold. */
bool test_is_about(const model_type *type, unsigned json);

/* schema_test_json.c */
model_test *test_json_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                              bool negated);

/* Of lists of any type: `contains` and tuples, and all items from that position on. */
model_test *test_listed(test_builder *b, const schema_condition *c, bool negated);
model_test *test_items(test_builder *b, const node *schema, size_t first, bool negated);
/* Whether items of values of a type can be asked for: they are not null, or free-form JSON. */
bool test_knows_items(const model_type *type);
/* That the member of a name is there. */
model_test *test_json_has(test_builder *b, str name, bool negated);

/* Whether `type` is, or lists, that one. */
bool test_takes_type(const node *type, str name);

/* That a name is one of the properties. */
model_test *test_names(const test_builder *names, const node *properties, bool negated);
/* A name that matches, as a check of names; NULL where that can't be tested. */
const model_check *test_matching(test_builder *b, const node *pattern);

/* schema_test_rest.c: what a schema has not evaluated */
model_test *test_rest(test_builder *b, const schema_condition *c, bool negated);

bool test_list_has(const node *list, str name);

#endif
