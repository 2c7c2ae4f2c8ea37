/* model/: names, lookups, and the dump. */
#include "model_text.h"

static void kinds_have_names(void **state) {
    (void)state;
    model_kind kind;
    assert_true(model_scalar_from_name(STR("date-time"), &kind));
    assert_int_equal(kind, MODEL_DATE_TIME);
    assert_false(model_scalar_from_name(STR("map"), &kind));
    assert_true(str_eq(model_kind_name(MODEL_ANY), STR("any")));
    assert_true(str_eq(model_kind_name(MODEL_UNION), STR("union")));
    assert_true(str_eq(model_constraint_keyword(MODEL_CONST), STR("const")));
}

static void scalars_of_json_types(void **state) {
    (void)state;
    static const struct {
        const char *type, *format;
        model_kind kind;
    } cases[] = {{"integer", "int32", MODEL_INT32},       {"integer", "", MODEL_INTEGER},
                 {"integer", "date", MODEL_INTEGER},      {"number", "double", MODEL_DOUBLE},
                 {"string", "byte", MODEL_BYTES},         {"string", "binary", MODEL_STRING},
                 {"string", "int32", MODEL_STRING},       {"boolean", "x", MODEL_BOOLEAN},
                 {"string", "date-time", MODEL_DATE_TIME}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        model_kind kind;
        assert_true(
            model_scalar_from_json(str_from(cases[i].type), str_from(cases[i].format), &kind));
        assert_int_equal(kind, cases[i].kind);
    }
    model_kind kind;
    assert_false(model_scalar_from_json(STR("object"), STR(""), &kind));
    assert_false(model_scalar_from_json(STR(""), STR(""), &kind));
}

static void the_dump_says_all(void **state) {
    (void)state;
    write_file("t.yaml",
               "openapi: 3.0.0\ninfo: {title: T, version: 1.0}\ncomponents: {schemas: {\n"
               "A: {type: object, required: [e], additionalProperties: {type: string}, properties: "
               "{e: {enum: [x], default: x, readOnly: true, x-k: 1}}},\n"
               "U: {oneOf: [{type: string, minLength: 1}, {type: array, items: {}}]}}}\n");
    model_package *p = load_file("t.yaml");
    p->files[0] = &(source_file){STR("t.yaml"), p->files[0]->text};
    buf out = {0};
    value dump = model_to_value(&memory, p);
    value_write_json(&out, value_get(dump, STR("files")), 0);
    assert_string_equal(out.ptr, "[\"t.yaml\"]");
    buf_free(&out);
    value definitions = value_get(dump, STR("definitions"));
    assert_int_equal(definitions.as.list->count, 3);
    for (uint32_t i = 0; i < 3; i++)
        value_write_json(&out, definitions.as.list->items[i], 0);
    char *text = buf_take(&out), *to = text;
    str whole = str_from(text), place = str_format(&memory, "%s/", folder);
    for (size_t at = 0; at < whole.len;) { /* the folder's name is another one in each run */
        size_t next = str_find(whole, at, place);
        memmove(to, whole.ptr + at, next - at);
        to += next - at;
        at = next < whole.len ? next + place.len : whole.len;
    }
    *to = '\0';
    assert_string_equal(
        text,
        "{\"kind\":\"object\",\"name\":\"A\",\"fields\":[{\"name\":\"e\",\"type\":{\"kind\":"
        "\"enum\","
        "\"definition\":\"AE\",\"at\":\"t.yaml:4:88\"},\"required\":true,\"readOnly\":true,"
        "\"default\":\"x\",\"extensions\":{\"x-k\":1},\"storage\":\"inline\",\"at\":\"t.yaml:4:"
        "85\"}],"
        "\"additional\":\"typed\",\"additionalType\":{\"kind\":\"string\",\"at\":\"t.yaml:4:56\"},"
        "\"order\":0,\"at\":\"t.yaml:4:1\"}"
        "{\"kind\":\"enum\",\"name\":\"AE\",\"owner\":\"A\",\"property\":\"e\",\"extensions\":{\"x-"
        "k\":"
        "1},\"values\":[{\"value\":\"x\",\"at\":\"t.yaml:4:96\"}],\"order\":0,\"at\":\"t.yaml:4:"
        "88\"}"
        "{\"kind\":\"union\",\"name\":\"U\",\"alternatives\":[{\"type\":{\"kind\":\"string\","
        "\"constraints\":{\"minLength\":1},\"at\":\"t.yaml:5:13\"},\"storage\":\"inline\",\"at\":"
        "\"t.yaml:5:13\"},{\"type\":{\"kind\":\"array\",\"element\":{\"kind\":\"any\",\"at\":"
        "\"t.yaml:5:64\"},\"at\":\"t.yaml:5:43\"},\"storage\":\"inline\",\"at\":\"t.yaml:5:43\"}],"
        "\"exclusive\":true,\"order\":0,\"at\":\"t.yaml:5:1\"}");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_have_names),
        cmocka_unit_test(scalars_of_json_types),
        cmocka_unit_test(the_dump_says_all),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
