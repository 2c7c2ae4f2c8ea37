/*
 * Every OpenAPI document of the corpus becomes a sound model. The numbers for StackOne and Stripe
 * were counted in the documents themselves, by another program.
 */
#include "model_text.h"

#include <ftw.h>

#include "base/map.h"

static size_t loaded;

static bool skip_without(const char *path) {
    struct stat info;
    if (stat(path, &info) == 0)
        return false;
    if (getenv("CI"))
        fail_msg("%s is missing", path);
    print_message("skipped: %s is missing\n", path);
    return true;
}

static void assert_known(map *definitions, const model_type *type) {
    for (; type->element; type = type->element)
        assert_null(type->definition);
    if (type->kind >= MODEL_OBJECT)
        assert_non_null(map_get(definitions, type->definition->name));
    else
        assert_null(type->definition);
}

/* Names are unique, and no type leads out of the package. */
static void assert_sound(const model_package *p) {
    map *definitions = map_new(&memory);
    for (size_t i = 0; i < p->count; i++)
        assert_null(map_put(definitions, p->definitions[i]->name, p->definitions[i]));
    for (size_t i = 0; i < p->count; i++) {
        const model_definition *d = p->definitions[i];
        for (size_t k = 0; k < d->field_count; k++)
            assert_known(definitions, d->fields[k].type);
        for (size_t k = 0; k < d->alternative_count; k++)
            assert_known(definitions, d->alternatives[k].type);
        if (d->additional)
            assert_known(definitions, d->additional);
        assert_true(d->kind != MODEL_ENUM || d->value_count > 0);
        assert_true(d->kind != MODEL_UNION || d->alternative_count > 0);
    }
}

/* Documents that are wrong, or no OpenAPI documents. */
static bool is_wrong(const char *path) {
    return strstr(path, "invalid_schema_types") || strstr(path, "/parameters.");
}

static int check_file(const char *path, const struct stat *info, int type, struct FTW *ftw) {
    (void)info;
    (void)ftw;
    str name = str_from(path);
    if (type != FTW_F || !(str_ends(name, STR(".yaml")) || str_ends(name, STR(".json"))))
        return 0;
    arena_free(&memory);
    diag_init(&found, &memory);
    model_package *p = spec_load(&memory, &found, name);
    if (p)
        analyze_package(&memory, &found, p);
    for (const diagnostic *d = found.first; d && !is_wrong(path); d = d->next)
        if (d->severity == DIAG_ERROR)
            fail_msg("%s:%u:%u %s", path, d->at.line, d->at.column, d->message.ptr);
    if (is_wrong(path))
        assert_true(found.errors > 0);
    if (p)
        assert_sound(p);
    loaded++;
    return 0;
}

static void all_documents(void **state) {
    (void)state;
    if (skip_without(SWAGE_CORPUS "/openapi"))
        return;
    assert_int_equal(nftw(SWAGE_CORPUS "/openapi", check_file, 16, FTW_PHYS), 0);
    assert_true(loaded > 100);
}

typedef struct counts {
    size_t objects, fields, required, enums, values, unions, alternatives;
} counts;

static counts count(const model_package *p, bool inline_ones) {
    counts c = {0};
    for (size_t i = 0; i < p->count; i++) {
        const model_definition *d = p->definitions[i];
        if (inline_ones != (d->owner || d->property.len))
            continue;
        c.objects += d->kind == MODEL_OBJECT;
        c.enums += d->kind == MODEL_ENUM;
        c.unions += d->kind == MODEL_UNION;
        c.fields += d->field_count;
        c.values += d->value_count;
        c.alternatives += d->alternative_count;
        for (size_t k = 0; k < d->field_count; k++)
            c.required += d->fields[k].required;
    }
    return c;
}

static void assert_counts(counts actual, counts expected) {
    assert_int_equal(actual.objects, expected.objects);
    assert_int_equal(actual.fields, expected.fields);
    assert_int_equal(actual.required, expected.required);
    assert_int_equal(actual.enums, expected.enums);
    assert_int_equal(actual.values, expected.values);
    assert_int_equal(actual.unions, expected.unions);
    assert_int_equal(actual.alternatives, expected.alternatives);
}

/* There is no keyword that is not read, but for schemas that stand in operations. */
static void assert_all_read(void) {
    assert_non_null(found.first);
    assert_null(found.first->next);
    assert_true(str_eq(found.first->key, STR("operations")));
    assert_true(found.first->count > 100);
}

static void stackone(void **state) {
    (void)state;
    const char *path = SWAGE_CORPUS "/openapi/stackone/out.openapi.yaml";
    if (skip_without(path))
        return;
    arena_free(&memory);
    diag_init(&found, &memory);
    model_package *p = spec_load(&memory, &found, str_from(path));
    assert_non_null(p);
    assert_all_read();
    assert_counts(count(p, false), (counts){.objects = 538, .fields = 2826, .required = 241});
    /* of 108 objects without fields 3 are maps, by the additionalProperties beside their oneOf;
     * and one allOf around a $ref opens what it refers to, which makes a copy of one field */
    assert_counts(count(p, true), (counts){.objects = 106,
                                           .fields = 1,
                                           .enums = 142,
                                           .values = 3546,
                                           .unions = 134,
                                           .alternatives = 549});
}

static void stripe(void **state) {
    (void)state;
    const char *path = SWAGE_CORPUS "/openapi/stripe/spec3.yaml";
    if (skip_without(path))
        return;
    arena_free(&memory);
    diag_init(&found, &memory);
    model_package *p = spec_load(&memory, &found, str_from(path));
    assert_non_null(p);
    assert_all_read();
    /* 815 schemas, and of the responses of operations 109 lists with fields, and 13 unions */
    assert_counts(count(p, false), (counts){.objects = 815 + 109,
                                            .fields = 4087 + 450,
                                            .required = 1556 + 436,
                                            .unions = 4 + 13,
                                            .alternatives = 10 + 29});
    assert_counts(count(p, true), (counts){.objects = 25,
                                           .fields = 84,
                                           .required = 84,
                                           .enums = 662 + 109,
                                           .values = 4861 + 109,
                                           .unions = 293 + 2,
                                           .alternatives = 646 + 5});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_documents),
        cmocka_unit_test(stackone),
        cmocka_unit_test(stripe),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
