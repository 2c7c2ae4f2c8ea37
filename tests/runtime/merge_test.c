/*
 * JSON Merge Patch: the examples of RFC 7396, appendix A; what a patch says in its three states;
 * and random values, for which merging the difference gives the other.
 */
#include "models.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 20];

/* Parses, merges and writes values. */
static void merge_texts(const char *target, const char *patch, const char *result) {
    swage_arena arena;
    swage_error error;
    swage_value t, p, r;
    char text[512];
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_value_parse(&t, target, strlen(target), NULL, &arena, &error));
    assert_true(swage_value_parse(&p, patch, strlen(patch), NULL, &arena, &error));
    assert_true(swage_value_parse(&r, result, strlen(result), NULL, &arena, &error));
    assert_true(swage_value_merge(&t, &p, &arena, &error));
    assert_true(swage_value_write(&t, text, sizeof text, NULL, &error));
    if (!swage_value_equal(&t, &r))
        fail_msg("%s + %s: %s instead of %s", target, patch, text, result);
}

static void examples_of_the_standard(void **state) {
    static const char *const examples[][3] = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
        {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
        {"{\"a\":\"foo\"}", "null", "null"},
        {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
        /* section 3 */
        {"{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},"
         "\"tags\":[\"example\",\"sample\"],\"content\":\"This will be unchanged\"}",
         "{\"title\":\"Hello!\",\"phoneNumber\":\"+01-123-456-7890\","
         "\"author\":{\"familyName\":null},\"tags\":[\"example\"]}",
         "{\"title\":\"Hello!\",\"author\":{\"givenName\":\"John\"},\"tags\":[\"example\"],"
         "\"content\":\"This will be unchanged\",\"phoneNumber\":\"+01-123-456-7890\"}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        merge_texts(examples[i][0], examples[i][1], examples[i][2]);
}

static void read_all(all *out, const char *json, swage_arena *arena) {
    swage_error error;
    if (!swage_parse(&all_model, out, json, strlen(json), NULL, arena, &error))
        fail_msg("%s: %s", json, swage_error_text(&error));
}

typedef struct merge_case {
    const char *from, *patch, *to;
} merge_case;

static void states_are_merged(void **state) {
    static const merge_case cases[] = {
        {"{\"string\":\"a\",\"int32\":1,\"nullable\":\"x\"}", "{\"string\":\"b\"}",
         "{\"string\":\"b\",\"int32\":1,\"nullable\":\"x\"}"},
        {"{\"string\":\"a\",\"nullable\":\"x\"}", "{\"string\":\"a\",\"nullable\":null}",
         "{\"string\":\"a\",\"nullable\":null}"},
        {"{\"string\":\"a\",\"map\":{\"a\":1,\"b\":2}}",
         "{\"string\":\"a\",\"map\":{\"b\":3,\"c\":4}}",
         "{\"string\":\"a\",\"map\":{\"a\":1,\"b\":3,\"c\":4}}"},
        {"{\"string\":\"a\",\"nullable_ints\":[1,null]}",
         "{\"string\":\"a\",\"nullable_ints\":[2]}", "{\"string\":\"a\",\"nullable_ints\":[2]}"},
        {"{\"string\":\"a\",\"node\":{\"name\":\"n\",\"next\":{\"name\":\"m\",\"x\":1}}}",
         "{\"string\":\"a\",\"node\":{\"name\":\"n\",\"next\":{\"name\":\"k\",\"y\":{\"z\":null}}}"
         "}",
         "{\"string\":\"a\",\"node\":{\"name\":\"n\",\"next\":{\"name\":\"k\",\"x\":1,\"y\":{}}}}"},
        {"{\"string\":\"a\",\"u\":1,\"v\":{\"w\":[1]},\"k\":0}",
         "{\"string\":\"a\",\"v\":{\"w\":null,\"x\":2},\"u\":null}",
         "{\"string\":\"a\",\"k\":0,\"v\":{\"x\":2}}"},
        {"{\"string\":\"a\",\"pet\":{\"kind\":\"cat\",\"lives\":9,\"x\":1}}",
         "{\"string\":\"a\",\"pet\":{\"kind\":\"kitten\"}}",
         "{\"string\":\"a\",\"pet\":{\"kind\":\"kitten\",\"lives\":9,\"x\":1}}"},
        {"{\"string\":\"a\",\"pet\":{\"kind\":\"cat\",\"lives\":9}}",
         "{\"string\":\"a\",\"pet\":{\"kind\":\"dog\"}}",
         "{\"string\":\"a\",\"pet\":{\"kind\":\"dog\"}}"},
        {"{\"string\":\"a\",\"any\":{\"a\":1}}", "{\"string\":\"a\",\"any\":null}",
         "{\"string\":\"a\",\"any\":null}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_arena arena;
        swage_error error;
        all from, patch, to, before;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        read_all(&from, cases[i].from, &arena);
        read_all(&before, cases[i].from, &arena);
        read_all(&patch, cases[i].patch, &arena);
        read_all(&to, cases[i].to, &arena);
        all result = from;
        assert_true(swage_merge(&all_model, &result, &patch, &arena, &error));
        if (!swage_equal(&all_model, &result, &to))
            fail_msg("%s + %s is not %s", cases[i].from, cases[i].patch, cases[i].to);
        assert_true(swage_equal(&all_model, &from, &before)); /* what was shared has not changed */
    }
}

/* A null takes away what can't be null. */
static void nulls_remove(void **state) {
    swage_arena arena;
    all x, patch = {.string = SWAGE_STR("a"), .int32 = SWAGE_NIL, .node = SWAGE_NIL};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    read_all(&x, all_json, &arena);
    assert_true(swage_merge(&all_model, &x, &patch, &arena, NULL));
    assert_int_equal(x.int32.state, SWAGE_ABSENT);
    assert_int_equal(x.int32.value, 0);
    assert_int_equal(x.node.state, SWAGE_ABSENT);
    assert_int_equal(x.int64.state, SWAGE_SET);
}

/* Patches are read and written with nulls where the model has none, unless that is not asked for.
 */
static void patches_are_json(void **state) {
    static const char
        from[] = "{\"string\":\"a\",\"int32\":1,\"node\":{\"name\":\"n\",\"children\":[]}}",
        to[] = "{\"string\":\"a\",\"node\":{\"name\":\"n\"}}",
        want[] = "{\"string\":\"a\",\"int32\":null,\"node\":{\"name\":\"n\",\"children\":null}}";
    static const swage_write_options any_null = {.any_null = true};
    static const swage_parse_options kept = {.null_policy = SWAGE_NULL_IS_KEPT};
    swage_arena arena;
    swage_error error;
    all x, y, patch;
    char text[200];
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    read_all(&x, from, &arena);
    read_all(&y, to, &arena);
    assert_true(swage_diff(&all_model, &patch, &x, &y, &arena, &error));
    assert_int_equal(swage_write(&all_model, &patch, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "/int32: null is not allowed here");
    assert_int_equal(swage_write(&all_model, &patch, text, sizeof text, &any_null, &error),
                     sizeof want - 1);
    assert_string_equal(text, want);
    assert_false(swage_parse(&all_model, &patch, want, sizeof want - 1, NULL, &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_NULL_VALUE);
    assert_true(swage_parse(&all_model, &patch, want, sizeof want - 1, &kept, &arena, &error));
    assert_true(swage_merge(&all_model, &x, &patch, &arena, &error));
    assert_true(swage_equal(&all_model, &x, &y));
    static const char old[] = "{\"string\":\"a\",\"pet\":{\"kind\":\"dog\"}}",
                      new_kind[] =
                          "{\"string\":\"a\",\"pet\":{\"kind\":\"cat\",\"lives\":null,\"x\":null}}",
                      bare[] = "{\"string\":\"a\",\"pet\":{\"kind\":\"cat\"}}";
    read_all(&x, old, &arena);
    assert_true(
        swage_parse(&all_model, &patch, new_kind, sizeof new_kind - 1, &kept, &arena, &error));
    assert_true(swage_merge(&all_model, &x, &patch, &arena, &error));
    assert_int_equal(swage_write(&all_model, &x, text, sizeof text, NULL, &error), sizeof bare - 1);
    assert_string_equal(text, bare);
    assert_false(swage_parse(&all_model, &patch, "{\"string\":null}", 15, &kept, &arena, &error));
    assert_string_equal(swage_error_text(&error), "1:11: /string: null is not allowed here");
}

/* Read from its text, a patch takes free-form JSON away, too. */
static void patches_remove_any(void **state) {
    static const char from[] = "{\"string\":\"a\",\"any\":[1]}", to[] = "{\"string\":\"a\"}",
                      want[] = "{\"string\":\"a\",\"any\":null}";
    static const swage_write_options any_null = {.any_null = true};
    static const swage_parse_options kept = {.null_policy = SWAGE_NULL_IS_KEPT};
    swage_arena arena;
    all x, y, patch, read;
    char text[200];
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    read_all(&x, from, &arena);
    read_all(&y, to, &arena);
    assert_true(swage_diff(&all_model, &patch, &x, &y, &arena, NULL));
    assert_int_equal(swage_write(&all_model, &patch, text, sizeof text, &any_null, NULL),
                     sizeof want - 1);
    assert_string_equal(text, want);
    assert_true(swage_parse(&all_model, &read, text, sizeof want - 1, &kept, &arena, NULL));
    assert_true(swage_equal(&all_model, &read, &patch));
    assert_true(swage_merge(&all_model, &x, &read, &arena, NULL));
    assert_true(swage_equal(&all_model, &x, &y));
}

typedef struct hint {
    swage_opt_str kind, text;
} hint;
typedef struct hints {
    int tag;
    const hint *as;
} hints;

/* Who reads a patch has to know what a union is: the discriminator is there, changed or not. */
static void patches_tell_the_alternative(void **state) {
    static const swage_field fields[] = {
        SWAGE_STATE_FIELD(hint, kind, "kind", 0, .kind = SWAGE_TYPE_STRING),
        SWAGE_STATE_FIELD(hint, text, "text", 0, .kind = SWAGE_TYPE_STRING)};
    static const swage_model model = {.name = "Hint",
                                      .size = sizeof(hint),
                                      .align = _Alignof(hint),
                                      .field_count = 2,
                                      .fields = fields,
                                      .unknown_offset = SWAGE_NO_STATE};
    static const char *const tags[] = {"a", "b", NULL};
    static const swage_alternative alternatives[] = {
        {"hint", tags, offsetof(hints, as), {SWAGE_TYPE_MODEL_POINTER, 0, 0, NULL, {&model}}}};
    static const swage_union all_hints = {
        "Hints", sizeof(hints), _Alignof(hints), offsetof(hints, tag), 1, "kind", alternatives};
    const swage_type type = swage_union_type(&all_hints);
    static const char *const texts[] = {"{\"kind\":\"a\",\"text\":\"x\"}",
                                        "{\"kind\":\"a\",\"text\":\"y\"}", "{\"kind\":\"b\"}"},
                             *const wanted[] = {"{\"kind\":\"a\",\"text\":\"y\"}",
                                                "{\"kind\":\"b\",\"text\":null}"};
    static const swage_write_options any_null = {.any_null = true};
    static const swage_parse_options kept = {.null_policy = SWAGE_NULL_IS_KEPT};
    (void)state;
    for (int i = 0; i < 2; i++) {
        const char *const from = texts[i], *const to = texts[i + 1];
        swage_arena arena;
        hints x, y, patch;
        char text[99];
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_true(swage_parse_type(&type, &x, from, strlen(from), NULL, &arena, NULL));
        assert_true(swage_parse_type(&type, &y, to, strlen(to), NULL, &arena, NULL));
        assert_true(swage_diff_type(&type, &patch, &x, &y, &arena, NULL));
        size_t len = swage_write_type(&type, &patch, text, sizeof text, &any_null, NULL);
        assert_string_equal(text, wanted[i]);
        assert_true(swage_parse_type(&type, &patch, text, len, &kept, &arena, NULL));
        assert_true(swage_merge_type(&type, &x, &patch, &arena, NULL));
        assert_true(swage_equal_type(&type, &x, &y));
    }
}

typedef struct labels {
    int tag;
    swage_members as;
    const swage_members *bare; /* a model without fields */
} labels;

/* An alternative whose discriminator is no field has it in its patches, too: their text tells it.
 */
static void patch_alternative(size_t offset, swage_type of) {
    static const char *const tags[] = {"labels", NULL};
    const swage_alternative only = {"labels", tags, (uint32_t)offset, of};
    const swage_union all_labels = {
        "Labels", sizeof(labels), _Alignof(labels), offsetof(labels, tag), 1, "kind", &only};
    const swage_type type = swage_union_type(&all_labels);
    const swage_write_options any_null = {.any_null = true};
    char text[100];
    static const char from[] = "{\"kind\":\"labels\",\"a\":1,\"b\":2}",
                      to[] = "{\"kind\":\"labels\",\"b\":3}";
    swage_arena arena;
    labels x, y, patch;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse_type(&type, &x, from, sizeof from - 1, NULL, &arena, NULL));
    assert_true(swage_parse_type(&type, &y, to, sizeof to - 1, NULL, &arena, NULL));
    assert_true(swage_diff_type(&type, &patch, &x, &y, &arena, NULL));
    assert_true(swage_write_type(&type, &patch, text, sizeof text, &any_null, NULL) > 0);
    assert_string_equal(text, "{\"kind\":\"labels\",\"b\":3,\"a\":null}");
    assert_true(swage_merge_type(&type, &x, &patch, &arena, NULL));
    assert_true(swage_equal_type(&type, &x, &y));
    assert_true(swage_validate_type(&type, &x, NULL));
}

static void discriminators_may_be_no_fields(void **state) {
    const swage_model bare = {.name = "Bare", .size = sizeof(swage_members), .align = 8};
    swage_type pointer = swage_model_type(&bare);
    (void)state;
    pointer.kind = SWAGE_TYPE_MODEL_POINTER;
    patch_alternative(offsetof(labels, as), any_map_type);
    patch_alternative(offsetof(labels, bare), pointer);
}

static void some_differences_cannot_be_said(void **state) {
    static const struct {
        const char *from, *to, *text;
    } cases[] = {
        {"{\"string\":\"a\",\"map\":{\"a\":1}}", "{\"string\":\"a\",\"map\":{\"b\":1}}",
         "/map/a: a merge patch can't remove what can't be null"},
        {"{\"string\":\"a\",\"any\":{\"a\":{}}}", "{\"string\":\"a\",\"any\":{\"a\":{\"b\":null}}}",
         "/any/a/b: a merge patch can't set a member to null"},
        {"{\"string\":\"a\",\"pet\":{\"kind\":\"cat\"}}",
         "{\"string\":\"a\",\"pet\":{\"kind\":\"dog\",\"x\":null}}",
         "/pet/x: a merge patch can't set a member to null"},
        {"{\"string\":\"a\"}", "{\"string\":\"a\",\"x\":null}",
         "/x: a merge patch can't set a member to null"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_arena arena;
        swage_error error;
        all from, to, patch;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        read_all(&from, cases[i].from, &arena);
        read_all(&to, cases[i].to, &arena);
        assert_false(swage_diff(&all_model, &patch, &from, &to, &arena, &error));
        assert_int_equal(error.code, SWAGE_ERROR_INVALID_VALUE);
        assert_string_equal(swage_error_text(&error), cases[i].text);
    }
}

/* Random texts of the model; as JSON has it, so that all of it comes from the parser. */
typedef struct maker {
    uint64_t seed;
    char *at;
} maker;

static unsigned roll(maker *m, unsigned sides) {
    m->seed = m->seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(m->seed >> 33) % sides;
}

static void put(maker *m, const char *text) {
    m->at += sprintf(m->at, "%s", text);
}

static void put_value(maker *m, unsigned depth) {
    static const char *const leaves[] = {"1", "\"x\"", "true", "[1,null]", "-2.5", "{}", "[]"};
    unsigned count = depth ? roll(m, 4) : 0;
    if (count == 0) {
        put(m, leaves[roll(m, 7)]);
        return;
    }
    put(m, "{");
    for (unsigned i = 0, key = roll(m, 2); i < count; i++, key += 1 + roll(m, 2)) {
        m->at += sprintf(m->at, "%s\"k%u\":", i ? "," : "", key);
        put_value(m, depth - 1);
    }
    put(m, "}");
}

static void put_node(maker *m, unsigned depth) {
    m->at += sprintf(m->at, "{\"name\":\"%u\",\"next\":", roll(m, 3));
    if (depth && roll(m, 2))
        put_node(m, depth - 1);
    else
        put(m, "null");
    if (roll(m, 2)) {
        m->at += sprintf(m->at, ",\"u%u\":", roll(m, 3));
        put_value(m, 2);
    }
    if (roll(m, 2))
        put(m, roll(m, 2) ? ",\"children\":[]" : ",\"children\":[{\"name\":\"\"}]");
    put(m, "}");
}

static void put_all(maker *m) {
    static const char *const members[][3] = {
        {"\"boolean\":true", "\"boolean\":false", "\"int32\":5"},
        {"\"int64\":1,\"double\":0.5", "\"int64\":2", "\"decimal\":1.50"},
        {"\"strings\":[\"a\"]", "\"strings\":[]", "\"bytes\":\"AA==\""},
        {"\"nullable_ints\":[null,1]", "\"nullable_ints\":[null]", "\"float\":1.5"},
        {"\"color\":\"red\"", "\"color\":\"blue\"", "\"color\":7"},
        {"\"size\":\"small\"", "\"size\":\"large\"", "\"date_time\":\"2024-01-01T00:00:00Z\""},
        {"\"pet\":{\"kind\":\"cat\",\"lives\":2}", "\"pet\":{\"kind\":\"dog\"}",
         "\"pet\":{\"kind\":\"kitten\"}"},
        {"\"thing\":\"a\"", "\"thing\":[1]", "\"thing\":{\"kind\":\"?\",\"bark\":\"!\"}"},
    };
    m->at += sprintf(m->at, "{\"string\":\"%u\",\"nullable\":%s", roll(m, 2),
                     roll(m, 2) ? "null" : "\"n\"");
    for (unsigned i = 0; i < 8; i++)
        if (roll(m, 2))
            m->at += sprintf(m->at, ",%s", members[i][roll(m, 3)]);
    if (roll(m, 2))
        m->at += sprintf(m->at, ",\"map\":{\"a\":%u,\"b\":%u%s}", roll(m, 2), roll(m, 2),
                         roll(m, 4) ? "" : ",\"c\":1");
    if (roll(m, 2)) {
        put(m, ",\"node\":");
        put_node(m, 3);
    }
    if (roll(m, 2)) {
        put(m, ",\"any\":");
        put_value(m, 3);
    }
    for (unsigned i = roll(m, 3); i < 3; i++) {
        m->at += sprintf(m->at, ",\"x%u\":", i);
        put_value(m, 2);
    }
    put(m, "}");
}

static void random_differences(void **state) {
    maker m = {1, NULL};
    unsigned refused = 0;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char a[4096], b[4096];
        swage_arena arena;
        swage_error error;
        all from, to, patch;
        m.at = a;
        put_all(&m);
        m.at = b;
        put_all(&m);
        if (!in_sample())
            continue;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        read_all(&from, a, &arena);
        read_all(&to, b, &arena);
        if (!swage_diff(&all_model, &patch, &from, &to, &arena, &error)) {
            assert_string_equal(error.path, "/map/c"); /* the one thing that can't be said here */
            refused++;
            continue;
        }
        assert_true(swage_merge(&all_model, &from, &patch, &arena, &error));
        if (!swage_equal(&all_model, &from, &to))
            fail_msg("%s\n%s", a, b);
        assert_true(swage_diff(&all_model, &patch, &from, &to, &arena, &error));
        assert_int_equal(patch.node.value ? patch.node.state : SWAGE_ABSENT, SWAGE_ABSENT);
        assert_int_equal(patch.unknown.count, 0);
    }
    assert_in_range(refused, 1, 5000);
}

static void random_values(void **state) {
    maker m = {2, NULL};
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char a[4096], b[4096];
        swage_arena arena;
        swage_error error;
        swage_value from, to, patch;
        m.at = a;
        put_value(&m, 5);
        m.at = b;
        put_value(&m, 5);
        if (!in_sample())
            continue;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_true(swage_value_parse(&from, a, strlen(a), NULL, &arena, &error));
        assert_true(swage_value_parse(&to, b, strlen(b), NULL, &arena, &error));
        assert_true(swage_value_diff(&patch, &from, &to, &arena, &error));
        assert_true(swage_value_merge(&from, &patch, &arena, &error));
        if (!swage_value_equal(&from, &to))
            fail_msg("%s\n%s", a, b);
    }
}

enum { MANY = 50000, WRAP = 7919 /* shares no divisor with MANY */ };

/* An object of MANY members "n0", "n1" …, its name the value of each; from `start` in that step. */
static swage_value make_many(swage_member *members, unsigned start, unsigned step) {
    static char names[2 * MANY][8];
    for (unsigned i = 0; i < MANY; i++) {
        const unsigned number = start + (unsigned)((uint64_t)i * step % MANY);
        const int len = snprintf(names[number], sizeof names[number], "n%u", number);
        members[i].key = (swage_str){names[number], (size_t)len};
        members[i].value = swage_value_str(members[i].key);
    }
    return swage_value_object(members, MANY);
}

/* Many names in another order, which must not take the square of the time. */
static void many_names(void **state) {
    static swage_member members[3][MANY];
    static char room[64 << 20];
    swage_value a = make_many(members[0], 0, 1), b = make_many(members[1], 0, WRAP);
    swage_value new = make_many(members[2], MANY, WRAP), patch, merged = a;
    swage_arena arena;
    swage_error error;
    (void)state;
    swage_arena_init_fixed(&arena, room, sizeof room);
    assert_true(swage_value_equal(&a, &b));
    members[1][MANY - 1].value = swage_value_bool(true);
    assert_false(swage_value_equal(&a, &b));
    assert_true(swage_value_diff(&patch, &a, &b, &arena, &error));
    assert_int_equal(patch.count, 1);
    assert_true(swage_value_merge(&merged, &new, &arena, &error));
    assert_int_equal(merged.count, 2 * MANY);
    assert_true(swage_value_diff(&patch, &merged, &b, &arena, &error));
    assert_int_equal(patch.count, MANY + 1); /* all new ones are removed again */
    assert_true(swage_value_merge(&merged, &patch, &arena, &error));
    assert_int_equal(merged.count, MANY);
    assert_true(swage_value_equal(&merged, &b));
    assert_true(swage_str_equal(merged.as.members[0].key, members[0][0].key));
}

/* With room for ever less, merging and finding differences fail, and change nothing. */
static void memory_runs_out(void **state) {
    static char room[1 << 14];
    swage_arena arena;
    swage_error error;
    all from, to, patch, least = {.string = SWAGE_STR("")};
    bool merged = false, compared = false;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    read_all(&from, "{\"string\":\"a\",\"map\":{\"x\":1},\"u\":{\"v\":1}}", &arena);
    read_all(&to, all_json, &arena);
    for (size_t size = 0; size < sizeof room; size += 8) {
        swage_arena small;
        swage_arena_init_fixed(&small, room, size);
        all copy = from;
        merged = swage_merge(&all_model, &copy, &to, &small, &error);
        if (!merged) {
            assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
            assert_true(swage_equal(&all_model, &copy, &from));
        }
        swage_arena_init_fixed(&small, room, size);
        compared = swage_diff(&all_model, &patch, &least, &to, &small, &error);
        if (!compared)
            assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
    }
    assert_true(merged && compared);
}

static void too_deep(void **state) {
    static node nodes[1100];
    static swage_value values[1100];
    static swage_member members[1100];
    node out, first = {.name = SWAGE_STR("")};
    swage_value result = swage_value_null();
    swage_arena arena;
    swage_error error;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    for (size_t i = 0; i + 1 < 1100; i++) {
        nodes[i].next.state = SWAGE_SET;
        nodes[i].next.value = &nodes[i + 1];
        members[i] = (swage_member){swage_text("k"), values[i]};
        values[i + 1] = swage_value_object(&members[i], 1);
    }
    out = first;
    assert_false(swage_merge(&node_model, &out, &nodes[0], &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_false(swage_diff(&node_model, &out, &first, &nodes[0], &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_false(swage_value_merge(&result, &values[1099], &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    swage_arena_reset(&arena); /* but as deep as one asks for */
    const swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model};
    assert_true(swage_diff_deep(&type, &out, &first, &nodes[0], &arena, 2000, &error));
    assert_true(swage_merge_deep(&type, &first, &out, &arena, 2000, &error));
    assert_true(swage_equal_deep(&type, &first, &nodes[0], 2000));
    assert_true(swage_merge_deep(&any_type, &result, &values[1099], &arena, 2000, &error));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_standard),
        cmocka_unit_test(states_are_merged),
        cmocka_unit_test(nulls_remove),
        cmocka_unit_test(patches_are_json),
        cmocka_unit_test(patches_remove_any),
        cmocka_unit_test(patches_tell_the_alternative),
        cmocka_unit_test(discriminators_may_be_no_fields),
        cmocka_unit_test(some_differences_cannot_be_said),
        cmocka_unit_test(random_differences),
        cmocka_unit_test(random_values),
        cmocka_unit_test(many_names),
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(too_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
