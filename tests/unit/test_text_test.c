/* model/test_text: what conditions ask, in words. */
#include "model_text.h"

/* The texts of the first definition's conditions, or of its first field's, a line each. */
static void assert_texts(const char *schema, bool of_field, const char *expected) {
    buf out = {0};
    buf_add_str(&out, STR(""));
    write_file("texts.json", schema);
    const model_package *package = load_file("texts.json");
    assert_non_null(package);
    const model_definition *d = package->definitions[0];
    const model_condition *c = of_field ? d->fields[0].type->conditions : d->conditions;
    for (; c; c = c->next)
        buf_format(&out, "%.*s\n", STR_ARG(c->text));
    assert_string_equal(out.ptr, expected);
    buf_free(&out);
}

#define OBJECT(rest)                                                                               \
    "{\"title\": \"T\", \"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}, "    \
    "\"b\": {\"type\": \"string\"}, \"c\": {\"type\": \"string\"}, "                               \
    "\"n\": {\"type\": \"integer\"}}, " rest "}"
#define VALUE(type, rest)                                                                          \
    "{\"title\": \"T\", \"type\": \"object\", \"properties\": {\"v\": {\"type\": \"" type          \
    "\", " rest "}}}"

static void alternatives_stand_apart(void **state) {
    (void)state;
    assert_texts(OBJECT("\"oneOf\": [{\"required\": [\"a\", \"b\"]}, "
                        "{\"required\": [\"a\", \"c\"]}, {\"required\": [\"n\"]}]"),
                 false,
                 "exactly one must hold: either \"a\" and \"b\" are there, or \"a\" and \"c\" are "
                 "there, or \"n\" is there\n");
    assert_texts(OBJECT("\"anyOf\": [{\"required\": [\"a\", \"b\"]}, {\"required\": [\"c\"]}]"),
                 false, "either \"a\" and \"b\" must be there, or \"c\" must be there\n");
    assert_texts(OBJECT("\"if\": {\"oneOf\": [{\"required\": [\"a\", \"b\"]}, {\"required\": "
                        "[\"c\"]}]}, \"then\": {\"required\": [\"n\"]}"),
                 false,
                 "if exactly one of (\"a\" and \"b\" are there) and (\"c\" is there) holds, \"n\" "
                 "must be there\n");
    assert_texts(OBJECT("\"if\": {\"anyOf\": [{\"required\": [\"a\", \"b\"]}, {\"required\": "
                        "[\"c\"]}]}, \"then\": {\"required\": [\"n\"]}"),
                 false, "if (\"a\" and \"b\" are there) or \"c\" is there, \"n\" must be there\n");
    assert_texts(OBJECT("\"not\": {\"oneOf\": [{\"required\": [\"a\", \"b\"]}, {\"required\": "
                        "[\"c\"]}]}"),
                 false,
                 "none or several of (\"a\" and \"b\" are there) and (\"c\" is there) must hold\n");
}

static void two_are_both_or_neither(void **state) {
    (void)state;
    assert_texts(OBJECT("\"not\": {\"required\": [\"a\", \"b\"]}"), false,
                 "\"a\" and \"b\" must not both be there\n");
    assert_texts(OBJECT("\"not\": {\"required\": [\"a\", \"b\", \"c\"]}"), false,
                 "\"a\", \"b\" and \"c\" must not all be there\n");
    assert_texts(OBJECT("\"not\": {\"anyOf\": [{\"required\": [\"a\"]}, {\"required\": [\"b\"]}]}"),
                 false, "neither \"a\" nor \"b\" may be there\n");
    assert_texts(OBJECT("\"if\": {\"not\": {\"required\": [\"a\", \"b\"]}}, "
                        "\"then\": {\"required\": [\"n\"]}"),
                 false, "if \"a\" and \"b\" are not both there, \"n\" must be there\n");
}

static void the_object_is_no_field(void **state) {
    (void)state;
    assert_texts(OBJECT("\"dependentSchemas\": {\"a\": {\"minProperties\": 2}}"), false,
                 "if \"a\" is there, the object must have at least 2 members\n");
    assert_texts(OBJECT("\"not\": {\"maxProperties\": 1}"), false,
                 "must have more than 1 member\n");
}

static void rules_are_told_as_sentences(void **state) {
    (void)state;
    assert_texts(VALUE("string", "\"not\": {\"minLength\": 3, \"maxLength\": 5, \"pattern\": "
                                 "\"x\"}"),
                 true,
                 "must have fewer than 3 or more than 5 characters or must not match \"x\"\n");
    assert_texts(VALUE("string", "\"anyOf\": [{\"minLength\": 3, \"maxLength\": 5, \"pattern\": "
                                 "\"x\"}, {\"maxLength\": 1}]"),
                 true,
                 "must have at least 3 and at most 5 characters and must match \"x\" or it must "
                 "have at most 1 character\n");
    assert_texts(VALUE("number", "\"not\": {\"exclusiveMinimum\": 3, \"multipleOf\": 2}"), true,
                 "must be at most 3 or must not be a multiple of 2\n");
    assert_texts(VALUE("number", "\"if\": {\"minimum\": 3, \"exclusiveMaximum\": 5}, "
                                 "\"then\": {\"multipleOf\": 2}, \"else\": {\"const\": 1}"),
                 true,
                 "if it is at least 3 and less than 5, it must be a multiple of 2\n"
                 "if it is less than 3 or at least 5, it must be 1\n");
}

static void items_are_counted(void **state) {
    (void)state;
    assert_texts(VALUE("array", "\"contains\": {\"const\": 1}, \"maxContains\": 1"), true,
                 "exactly 1 of its items must fit {\"const\":1}\n");
    assert_texts(VALUE("array", "\"contains\": {\"const\": 1}, \"minContains\": 0, "
                                "\"maxContains\": 3"),
                 true, "at most 3 of its items must fit {\"const\":1}\n");
    assert_texts(VALUE("array", "\"contains\": {\"const\": 1}"), true,
                 "at least 1 of its items must fit {\"const\":1}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alternatives_stand_apart),    cmocka_unit_test(two_are_both_or_neither),
        cmocka_unit_test(the_object_is_no_field),      cmocka_unit_test(items_are_counted),
        cmocka_unit_test(rules_are_told_as_sentences),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
