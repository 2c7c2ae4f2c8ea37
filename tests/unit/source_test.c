/* source/: YAML and JSON into trees, with places, limits and errors that say what to do. */
#include "source/source.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static arena memory;
static diagnostics found;

static const node *parse_as(const char *name, str text) {
    arena_free(&memory);
    diag_init(&found, &memory);
    return source_parse(&memory, &found, source_from_text(&memory, str_from(name), text));
}

static const node *parse(const char *text) {
    return parse_as("t.yaml", str_from(text));
}

static void assert_json(const node *n, const char *expected) {
    assert_non_null(n);
    buf out = {0};
    node_write_json(&out, n);
    assert_string_equal(out.ptr, expected);
    buf_free(&out);
}

/* The first diagnostic is `code` at line:column, and its message contains `part`. */
static void assert_found(diag_code code, uint32_t line, uint32_t column, const char *part) {
    assert_non_null(found.first);
    if (found.first->at.line != line || found.first->at.column != column ||
        !strstr(found.first->message.ptr, part))
        print_error("%u:%u %s\n", found.first->at.line, found.first->at.column,
                    found.first->message.ptr);
    assert_string_equal(diag_code_text(found.first->code), diag_code_text(code));
    assert_int_equal(found.first->at.line, line);
    assert_int_equal(found.first->at.column, column);
    assert_non_null(strstr(found.first->message.ptr, part));
}

static void assert_refused(const char *text, diag_code code, uint32_t line, uint32_t column,
                           const char *part) {
    assert_null(parse(text));
    assert_found(code, line, column, part);
}

static void core_schema(void **state) {
    (void)state;
    assert_json(parse("[~, null, Null, NULL, nULL, '~', !!null '']"),
                "[null,null,null,null,\"nULL\",\"~\",null]");
    assert_json(parse("[true, True, TRUE, tRUE, false, False, FALSE, y, yes, n, no, on, off]"),
                "[true,true,true,\"tRUE\",false,false,false,\"y\",\"yes\",\"n\",\"no\",\"on\","
                "\"off\"]");
    assert_json(parse("[0, -0, +5, 010, 0o17, 0x1F, 0xFFFFFFFFFFFFFFFFFF, 0b1, 1_000, 0o8, 0x]"),
                "[0,0,5,10,15,31,4722366482869645213695,\"0b1\",\"1_000\",\"0o8\",\"0x\"]");
    assert_json(parse("[1.5, .5, 1., +1.50, 1e3, 1.e3, 00.5, 007e1, -.5, ., '-', +, 1e, .e1]"),
                "[1.5,0.5,1.0,1.50,1e3,1.0e3,0.5,7e1,-0.5,\".\",\"-\",\"+\",\"1e\",\".e1\"]");
    assert_json(parse("[.inf, -.INF, .nan, .iNF, inf, nan]"),
                "[null,null,null,\".iNF\",\"inf\",\"nan\"]");
    assert_json(parse("[2024-01-01, 12:30:45, =, <<, 1.2.3, !!str 12, ! 12, !!float 1, \"1\"]"),
                "[\"2024-01-01\",\"12:30:45\",\"=\",\"<<\",\"1.2.3\",\"12\",\"12\",1,\"1\"]");
    assert_json(parse("010: a\ntrue: b\n~: c\n"), "{\"010\":\"a\",\"true\":\"b\",\"~\":\"c\"}");
    assert_int_equal(parse("")->kind, NODE_NULL);
    assert_int_equal(parse("# nothing\n")->kind, NODE_NULL);
}

static void places_count_code_points_from_one(void **state) {
    (void)state;
    const node *root = parse("\xEF\xBB\xBF"
                             "h\xC3\xA9: caf\xC3\xA9\r\nlist:\r\n  - one\r\n  - {a: b}\r\n");
    assert_json(root, "{\"h\xC3\xA9\":\"caf\xC3\xA9\",\"list\":[\"one\",{\"a\":\"b\"}]}");
    const node_member *first = node_find(root, STR("h\xC3\xA9"));
    assert_int_equal(first->key->at.column, 1);
    assert_int_equal(first->item->at.column, 5);
    assert_int_equal(first->item->at.end_column, 9);
    const node *list = node_get(root, STR("list"));
    assert_int_equal(list->at.line, 3);
    assert_int_equal(list->at.column, 3);
    assert_int_equal(list->at.end_line, 4);
    assert_int_equal(list->at.end_column, 11);
    assert_int_equal(root->at.end_line, 4);
    root = parse_as("t.json", STR("{\"h\xC3\xA9\": [1,\n\t \"\xC3\xA9\", true]}"));
    assert_json(root, "{\"h\xC3\xA9\":[1,\"\xC3\xA9\",true]}");
    list = node_get(root, STR("h\xC3\xA9"));
    assert_int_equal(list->at.column, 8);
    assert_int_equal(list->at.end_line, 2);
    assert_int_equal(list->at.end_column, 13);
    assert_int_equal(list->as.items[1]->at.column, 3);
    assert_int_equal(list->as.items[2]->at.column, 8);
}

static void aliases_and_merge_keys(void **state) {
    (void)state;
    assert_json(parse("a: &x {k: 1, l: 2}\nb: *x\nc: [&y 5, *y]\n"),
                "{\"a\":{\"k\":1,\"l\":2},\"b\":{\"k\":1,\"l\":2},\"c\":[5,5]}");
    assert_json(parse("a: &x {k: 1, l: 2}\nb:\n  l: 3\n  <<: *x\n  m: 4\n"),
                "{\"a\":{\"k\":1,\"l\":2},\"b\":{\"l\":3,\"k\":1,\"m\":4}}");
    assert_json(parse("a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc:\n  <<: [*x, *y, {l: 9, z: 0}]\n"),
                "{\"a\":{\"k\":1},\"b\":{\"k\":2,\"l\":3},\"c\":{\"k\":1,\"l\":3,\"z\":0}}");
    assert_json(parse("a: {'<<': 1}\nb: &n v\n*n : w\n"),
                "{\"a\":{\"<<\":1},\"b\":\"v\",\"v\":\"w\"}");
    assert_json(parse("[&a 1, *a, &a 2, *a]"), "[1,1,2,2]");
    assert_refused("a: 1\n<<: text\n", CODE_MERGE_KEY, 2, 5, "a string");
    assert_refused("a: &x 1\n<<: [{}, *x]\n", CODE_MERGE_KEY, 2, 1, "an integer");
    assert_refused("a: [1, *nix]\nb: &unix 1\n", CODE_UNKNOWN_ALIAS, 1, 8, "&nix");
    assert_refused("a: &x [1, *x]\n", CODE_RECURSIVE_ALIAS, 1, 11, "no end");
    assert_int_equal(found.first->notes->at.column, 4);
}

static void duplicate_keys_name_both_places(void **state) {
    (void)state;
    assert_non_null(parse("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\n"));
    assert_int_equal(found.errors, 2);
    parse("a: 1\nb: 2\na: 3\n");
    assert_found(CODE_DUPLICATE_KEY, 3, 1, "`a`");
    assert_int_equal(found.first->notes->at.line, 1);
    assert_json(parse("a: 1\na: 2\nb: 3\n"), "{\"a\":1,\"b\":3}");
    parse("a: &x {k: 1}\nb:\n  <<: *x\n  <<: *x\n");
    assert_found(CODE_DUPLICATE_KEY, 4, 3, "merge a list");
}

static void a_large_map_is_indexed(void **state) {
    (void)state;
    buf text = {0};
    for (int i = 0; i < 100000; i++)
        buf_format(&text, "key%d: %d\n", i, i);
    const node *root = parse_as("t.yaml", buf_str(&text));
    assert_int_equal(root->count, 100000);
    assert_string_equal(node_get(root, STR("key99999"))->at.file->path.ptr, "t.yaml");
    assert_null(node_get(root, STR("key100000")));
    buf_add_str(&text, STR("key50000: again\nother: 1\n"));
    root = parse_as("t.yaml", buf_str(&text));
    assert_found(CODE_DUPLICATE_KEY, 100001, 1, "key50000");
    assert_int_equal(found.first->notes->at.line, 50001);
    assert_int_equal(root->count, 100001);
    assert_non_null(node_get(root, STR("other")));
    buf_free(&text);
}

static void limits(void **state) {
    (void)state;
    buf text = {0};
    buf_add_str(&text, STR("a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n"));
    for (int i = 1; i < 30; i++) {
        buf_format(&text, "a%d: &a%d [", i, i);
        for (int j = 0; j < 9; j++)
            buf_format(&text, "%s*a%d", j ? "," : "", i - 1);
        buf_add_str(&text, STR("]\n"));
    }
    assert_null(parse_as("t.yaml", buf_str(&text)));
    assert_found(CODE_SOURCE_LIMIT, 7, 10, "aliases stand for too many");
    assert_true(memory.used < 1024 * 1024);
    buf_free(&text);

    static const char *const names[] = {"t.yaml", "t.json"};
    for (int i = 0; i < 2; i++) {
        buf_add_repeat(&text, '[', SOURCE_MAX_DEPTH);
        buf_add_repeat(&text, ']', SOURCE_MAX_DEPTH);
        assert_non_null(parse_as(names[i], buf_str(&text)));
        text.len = 0;
        buf_add_repeat(&text, '[', 100000);
        assert_null(parse_as(names[i], buf_str(&text)));
        assert_found(CODE_SOURCE_LIMIT, 1, SOURCE_MAX_DEPTH + 1, "nested too deep");
        buf_free(&text);
    }
    for (int i = 0; i < 10; i++) { /* each level hangs the one before 100 levels deeper */
        buf_format(&text, "a%d: &a%d ", i, i);
        buf_add_repeat(&text, '[', 100);
        if (i)
            buf_format(&text, "*a%d", i - 1);
        buf_add_repeat(&text, ']', 100);
        buf_add_char(&text, '\n');
    }
    assert_null(parse_as("t.yaml", buf_str(&text)));
    assert_found(CODE_SOURCE_LIMIT, 3, 109, "nested too deep");
    buf_free(&text);
}

static void bad_yaml_says_where_and_what_to_do(void **state) {
    (void)state;
    assert_refused("a: 1\nb: c: d\n", CODE_YAML_SYNTAX, 2, 5, "quote the text");
    assert_refused("a: 1\n b: 2\n", CODE_YAML_SYNTAX, 2, 3, "quote the text");
    assert_refused("a:\n  b: 1\n c: 2\n", CODE_YAML_SYNTAX, 3, 2, "check the indentation");
    assert_refused("a:\n\tb: 1\n", CODE_YAML_SYNTAX, 2, 1, "use spaces");
    assert_refused("a: @b\n", CODE_YAML_SYNTAX, 1, 4, "with @");
    assert_refused("a: \"b\nc: d\n", CODE_YAML_SYNTAX, 1, 4, "no closing quote");
    assert_refused("a: 'b\nc: d\n", CODE_YAML_SYNTAX, 1, 4, "no closing quote");
    assert_refused("a: [1, 2\nb: 3\n", CODE_YAML_SYNTAX, 2, 2, "`,` or `]`");
    assert_refused("a: {b: 1\n", CODE_YAML_SYNTAX, 2, 1, "`,` or `}`");
    assert_refused("a: \"\\q\"\n", CODE_YAML_SYNTAX, 1, 5, "unknown escape");
    assert_refused("a: b: - c\n", CODE_YAML_SYNTAX, 1, 5, "`:` can't stand here");
    assert_refused("a: - b\n", CODE_YAML_SYNTAX, 1, 4, "next line");
    assert_refused("a: *\n", CODE_YAML_SYNTAX, 1, 4, "has to be quoted");
    assert_refused("a: 1\n]\n", CODE_YAML_SYNTAX, 2, 1, "");
    assert_refused("a: \x01\n", CODE_YAML_SYNTAX, 1, 4, "U+0001");
    assert_refused("a: caf\xC3\xA9 \xFF\n", CODE_UTF8, 1, 9, "0xFF");
    assert_refused("\xFF\xFE"
                   "a",
                   CODE_UTF8, 1, 1, "UTF-16");
    assert_refused("a: 1\n---\nb: 2\n", CODE_MANY_DOCUMENTS, 2, 1, "second document");
    assert_refused("a: !!binary aGk=\n", CODE_CUSTOM_TAG, 1, 4, "`!!binary`");
    assert_refused("a: !mine {b: 1}\n", CODE_CUSTOM_TAG, 1, 4, "`!mine`");
    assert_refused("a: !!int x\n", CODE_CUSTOM_TAG, 1, 4, "`!!int`");
    assert_refused("a: !h!x y\n", CODE_CUSTOM_TAG, 1, 4, "%TAG");
    assert_refused("? [a, b]\n: c\n", CODE_KEY_TYPE, 1, 3, "a list can't be a key");
    assert_refused("{{a}}: c\n", CODE_KEY_TYPE, 1, 1, "a mapping can't be a key");
    assert_refused("a: &l [1]\n*l : c\n", CODE_KEY_TYPE, 2, 1, "a list can't be a key");
}

static void json_escapes_tabs_and_errors(void **state) {
    (void)state;
    const node *root = parse("{\"a\":\t\"\\ud83d\\ude00 \\u00e9\\n\\/\", \"b\": [1e5, -0, 1.0]}");
    assert_json(root, "{\"a\":\"\xF0\x9F\x98\x80 \xC3\xA9\\n/\",\"b\":[1e5,0,1.0]}");
    assert_json(parse("{a: 'yaml', }"), "{\"a\":\"yaml\"}");
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *part;
    } bad[] = {
        {"{\"a\": 1,}", 1, 8, "no comma can stand before `}`"},
        {"[1,\n 02]", 2, 2, "zeros"},
        {"[1 2]", 1, 4, "expected `,` or `]`"},
        {"{\"a\" 1}", 1, 6, "expected `:`"},
        {"[\"\xC3\xA9\", nul]", 1, 7, "JSON value"},
        {"[\"a\\x\"]", 1, 4, "unknown escape"},
        {"[\"\\ud800\"]", 1, 3, "surrogate"},
        {"[\"a\nb\"]", 1, 4, "control character"},
        {"[\"abc", 1, 2, "no closing quote"},
        {"[1] x", 1, 5, "end of the file"},
        {"[1.]", 1, 4, "after the point"},
        {"[", 1, 2, "file ends"},
        {"{", 1, 2, "expected a key"},
        {"[\"\\", 1, 2, "no closing quote"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(parse_as("t.json", str_from(bad[i].text)));
        assert_found(CODE_JSON_SYNTAX, bad[i].line, bad[i].column, bad[i].part);
        assert_int_equal(found.errors, 1);
    }
    parse_as("t.json", STR("{\"a\": 1,\n \"a\": 2}"));
    assert_found(CODE_DUPLICATE_KEY, 2, 2, "`a`");
}

static void numbers_are_exact(void **state) {
    (void)state;
    const node *root = parse("[9223372036854775807, -9223372036854775808, 9223372036854775808, "
                             "18446744073709551615, 18446744073709551616, 1.0, 1.5, 12e2, 1200e-2, "
                             "-0.0, 1e400, 120e-1]");
    int64_t i;
    uint64_t u;
    double real;
    const node *const *items = root->as.items;
    assert_true(node_int64(items[0], &i) && i == INT64_MAX);
    assert_true(node_int64(items[1], &i) && i == INT64_MIN);
    assert_false(node_int64(items[2], &i));
    assert_true(node_uint64(items[3], &u) && u == UINT64_MAX);
    assert_false(node_uint64(items[4], &u) || node_uint64(items[1], &u));
    assert_true(node_int64(items[5], &i) && i == 1);
    assert_false(node_int64(items[6], &i));
    assert_true(node_int64(items[7], &i) && i == 1200);
    assert_true(node_uint64(items[9], &u) && u == 0);
    assert_true(node_eq(items[8], items[11]));
    assert_false(node_eq(items[7], items[8]));
    assert_true(node_double(items[6], &real) && real > 1.4 && real < 1.6);
    assert_false(node_int64(items[10], &i));
    assert_int_equal(node_to_value(&memory, items[3]).kind, VALUE_NUMERAL);
    static const char rising[] =
        "[-.inf, -1e400, -1.1, -1.0999999999999999999999, -1e-400, 0, 1e-400, "
        "1, 1.0000000000000000000001, 9.9, 10, 99, 9223372036854775807, "
        "9223372036854775808, 1e400, .inf]";
    root = parse(rising);
    for (uint32_t x = 0; x < root->count; x++)
        for (uint32_t y = 0; y < root->count; y++)
            assert_int_equal(node_compare(root->as.items[x], root->as.items[y]), (x > y) - (x < y));
    root = parse("[[1, {a: 1.0, b: [x]}], [1, {a: 1.0, b: [x]}]]");
    assert_true(node_eq(root->as.items[0], root->as.items[1]));
    root = parse("[{a: 1, b: 2}, {b: 2.0, a: 1}, {a: 1}]");
    assert_true(node_eq(root->as.items[0], root->as.items[1]));
    assert_false(node_eq(root->as.items[0], root->as.items[2]));
}

static void a_missing_file_is_reported(void **state) {
    (void)state;
    arena_free(&memory);
    diag_init(&found, &memory);
    assert_null(source_read(&memory, &found, STR("no/such/file.yaml"), (span){0}));
    assert_found(CODE_READ, 0, 0, "no/such/file.yaml: No such file");
    assert_null(source_read(&memory, &found, STR("/"), (span){0}));
}

static size_t files_read;

static int read_corpus_file(const char *path, const struct stat *info, int type, struct FTW *at) {
    (void)info, (void)at;
    str name = str_from(path);
    if (type != FTW_F || !(str_ends(name, STR(".json")) || str_ends(name, STR(".yaml"))))
        return 0;
    arena_free(&memory);
    diag_init(&found, &memory);
    const source_file *file = source_read(&memory, &found, name, (span){0});
    assert_non_null(file);
    if (!source_parse(&memory, &found, file) || found.first)
        fail_msg("%s:%u: %s", path, found.first->at.line, found.first->message.ptr);
    files_read++;
    return 0;
}

static void real_documents(void **state) {
    (void)state;
    if (access(SWAGE_CORPUS "/openapi", R_OK) != 0) {
        print_message("skipped: no " SWAGE_CORPUS "/openapi\n");
        assert_null(getenv("CI"));
        skip();
    }
    assert_int_equal(nftw(SWAGE_CORPUS "/openapi", read_corpus_file, 16, FTW_PHYS), 0);
    assert_true(files_read > 50);
}

static int release(void **state) {
    (void)state;
    arena_free(&memory);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(core_schema),
        cmocka_unit_test(places_count_code_points_from_one),
        cmocka_unit_test(aliases_and_merge_keys),
        cmocka_unit_test(duplicate_keys_name_both_places),
        cmocka_unit_test(a_large_map_is_indexed),
        cmocka_unit_test(limits),
        cmocka_unit_test(bad_yaml_says_where_and_what_to_do),
        cmocka_unit_test(json_escapes_tabs_and_errors),
        cmocka_unit_test(numbers_are_exact),
        cmocka_unit_test(a_missing_file_is_reported),
        cmocka_unit_test(real_documents),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
