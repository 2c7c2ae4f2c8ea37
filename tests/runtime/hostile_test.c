/*
 * Hostile conditions: every allocation fails in turn, every buffer is too small, every text is cut
 * at every byte, unions nest, names collide.
 */
#include "faulty.h"
#include "models.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* A text with long lists, many names and many unions, so that everything has to grow. */
static char *long_text(size_t *len) {
    char *text = malloc(1 << 20), *at = text;
    at += sprintf(at, "{\"string\":\"%05000d\",\"strings\":[\"\"", 7);
    for (int i = 0; i < 3000; i++)
        at += sprintf(at, ",\"item %d \\n %0*d\"", i, i % 100, i);
    at += sprintf(at, "],\"any\":[");
    for (int i = 0; i < 200; i++)
        at += sprintf(at, "[{\"k\":[%d,1e%d]}],", i, i);
    at += sprintf(at, "0],\"map\":{\"x\":1");
    for (int i = 0; i < 500; i++)
        at += sprintf(at, ",\"key %d\":%d", i, i);
    at += sprintf(at,
                  "},\"thing\":[1,2,3,4,5],\"node\":{\"name\":\"\",\"children\":[{\"name\":\"\"}");
    for (int i = 0; i < 100; i++)
        at += sprintf(at, ",{\"name\":\"n%d\",\"next\":{\"name\":\"\"},\"u\":%d,\"v\":{}}", i, i);
    at += sprintf(at, "]}}");
    *len = (size_t)(at - text);
    return text;
}

/* Fails each allocation of a parse in turn, until it gets through; then each of a copy. */
static void sweep(const char *json, size_t len) {
    swage_arena arena, other;
    counter c, d;
    swage_error error;
    all x, y;
    for (long fail_at = 0;; fail_at++) {
        faulty_init(&arena, &c, fail_at);
        if (swage_parse(&all_model, &x, json, len, NULL, &arena, &error))
            break;
        assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
        swage_arena_free(&arena);
        assert_int_equal(c.taken, 0);
    }
    for (long fail_at = 0;; fail_at++) {
        faulty_init(&other, &d, fail_at);
        bool copied = swage_copy(&all_model, &y, &x, &other, &error);
        assert_true(copied ? swage_equal(&all_model, &x, &y) : error.code == SWAGE_ERROR_NO_MEMORY);
        swage_arena_free(&other);
        assert_int_equal(d.taken, 0);
        if (copied)
            break;
    }
    assert_true(c.calls > 1 && d.calls > 1);
    swage_arena_free(&arena);
    assert_int_equal(c.taken, 0);
}

static void allocations_fail(void **state) {
    size_t len;
    char *text = long_text(&len);
    (void)state;
    sweep(text, len);
    free(text);
}

static void buffers_are_too_small(void **state) {
    static char memory[16384];
    bool done = false;
    all x;
    swage_error error;
    (void)state;
    for (size_t size = 0; size < sizeof memory; size += size < 2500 ? 1 : 64) {
        swage_arena arena;
        char *at = memory + sizeof memory - size; /* so that sanitizers see the end */
        swage_arena_init_fixed(&arena, at, size);
        done = swage_parse(&all_model, &x, all_json, strlen(all_json), NULL, &arena, &error);
        if (!done)
            assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
        assert_ptr_equal(arena.end, at + size);
    }
    assert_true(done);
}

static void limits_hold(void **state) {
    size_t len;
    char *text = long_text(&len);
    bool done = false;
    all x;
    (void)state;
    for (size_t limit = 0; limit < 1 << 21; limit += 9973) {
        swage_arena arena;
        counter c;
        swage_error error;
        faulty_init(&arena, &c, -1);
        arena.limit = limit;
        done = swage_parse(&all_model, &x, text, len, NULL, &arena, &error);
        if (!done)
            assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
        assert_true(c.taken <= limit && arena.used == c.taken);
        swage_arena_reset(&arena);
        swage_arena_free(&arena);
        assert_int_equal(c.taken, 0);
    }
    assert_true(done);
    free(text);
}

static void texts_are_cut(void **state) {
    static char memory[65536];
    size_t len = strlen(all_json);
    all x;
    (void)state;
    for (size_t cut = 0; cut < len; cut++) {
        for (int insitu = 0; insitu < 2; insitu++) {
            swage_arena arena;
            swage_error error;
            char *text = malloc(cut ? cut : 1);
            memcpy(text, all_json, cut);
            swage_arena_init_fixed(&arena, memory, sizeof memory);
            bool good = insitu ? swage_parse_insitu(&all_model, &x, text, cut, NULL, &arena, &error)
                               : swage_parse(&all_model, &x, text, cut, NULL, &arena, &error);
            assert_false(good);
            if (error.code != SWAGE_ERROR_SYNTAX && error.code != SWAGE_ERROR_UTF8)
                fail_msg("cut at %zu: %s", cut, swage_error_text(&error));
            assert_true(error.offset <= cut);
            free(text);
        }
    }
}

static void bytes_are_changed(void **state) {
    static char memory[65536], text[4096], again[8192];
    size_t len = strlen(all_json);
    all x, y;
    (void)state;
    for (size_t i = 0; i < len; i++) {
        for (int byte = 0; byte < 256; byte += 3) {
            if (!in_sample())
                continue;
            swage_arena arena;
            memcpy(text, all_json, len);
            text[i] = (char)byte;
            swage_arena_init_fixed(&arena, memory, sizeof memory);
            if (!swage_parse(&all_model, &x, text, len, NULL, &arena, NULL))
                continue;
            swage_error error;
            size_t size = swage_write(&all_model, &x, again, sizeof again, NULL, &error);
            assert_true(size && size < sizeof again);
            assert_true(swage_parse(&all_model, &y, again, size, NULL, &arena, NULL));
            assert_true(swage_equal(&all_model, &x, &y));
        }
    }
}

/* A union in a union, at each of many levels, with what fails at the end: no exponential time. */
typedef struct tree {
    int tag;
    union {
        const struct leaf *a, *b;
    } as;
} tree;
typedef struct leaf {
    struct {
        swage_state state;
        tree value;
    } child;
    swage_opt_int64 x;
} leaf;

static const swage_model leaf_a, leaf_b;
static const swage_alternative tree_alternatives[] = {
    {"a", NULL, offsetof(tree, as.a), {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &leaf_a}},
    {"b", NULL, offsetof(tree, as.b), {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &leaf_b}}};
static const swage_union tree_union = {"Tree", sizeof(tree), _Alignof(tree),   offsetof(tree, tag),
                                       2,      NULL,         tree_alternatives};
static const swage_rule small[] = {{SWAGE_RULE_MAXIMUM_INTEGER, {.integer = 5}}};
#define LEAF_FIELDS(rules_of_x, count_of_x)                                                        \
    {                                                                                              \
        {.name = SWAGE_QUOTED_NAME("child"),                                                       \
         .name_len = 5,                                                                            \
         .offset = offsetof(leaf, child.value),                                                    \
         .state_offset = offsetof(leaf, child.state),                                              \
         .flags = SWAGE_FIELD_QUOTED,                                                              \
         .type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &tree_union}},                      \
        {                                                                                          \
            .name = SWAGE_QUOTED_NAME("x"), .name_len = 1, .offset = offsetof(leaf, x.value),      \
            .state_offset = offsetof(leaf, x.state), .flags = SWAGE_FIELD_QUOTED, .type = {        \
                .kind = SWAGE_TYPE_INT64,                                                          \
                .rule_count = count_of_x,                                                          \
                .rules = rules_of_x                                                                \
            }                                                                                      \
        }                                                                                          \
    }
static const swage_field a_fields[] = LEAF_FIELDS(small, 1), b_fields[] = LEAF_FIELDS(NULL, 0);
#define LEAF(name_, fields_)                                                                       \
    {                                                                                              \
        .name = name_, .size = sizeof(leaf), .align = _Alignof(leaf), .field_count = 2,            \
        .fields = fields_, .unknown_offset = SWAGE_NO_STATE                                        \
    }
static const swage_model leaf_a = LEAF("A", a_fields), leaf_b = LEAF("B", b_fields);

static void unions_nest(void **state) {
    static char memory[1 << 20], text[8192];
    swage_type type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &tree_union};
    (void)state;
    for (int bad = 0; bad < 4; bad++) {
        char *at = text;
        counter c;
        tree root;
        swage_arena arena;
        swage_error error;
        for (int i = 0; i < 120; i++)
            at += sprintf(at, "{\"child\":");
        at += sprintf(at, bad & 1 ? "{\"x\":\"\"}" : "{\"x\":9}");
        for (int i = 0; i < 120; i++)
            at += sprintf(at, ",\"x\":%d}", 9);
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        if (bad & 2)
            faulty_init(&arena, &c, -1);
        bool good = swage_parse_type(&type, &root, text, (size_t)(at - text), NULL, &arena, &error);
        assert_int_equal(good, !(bad & 1));
        if (good)
            assert_int_equal(root.tag, 2);
        else
            assert_int_equal(error.code, SWAGE_ERROR_NO_ALTERNATIVE);
        swage_arena_free(&arena);
        assert_true(!(bad & 2) || c.taken == 0);
    }
}

/*
 * A list of lists … of a text: what each is was decided when what is around it was, which the hook
 * of a pattern counts. Rules that are not to be checked leave an alternative at each level.
 */
typedef struct nest {
    int tag;
    union {
        struct {
            const struct nest *items;
            size_t count;
        } lists;
        swage_str text;
    } as;
} nest;

static const swage_union nest_union;
static const swage_element nest_element = {
    {.kind = SWAGE_TYPE_UNION, .of.alternatives = &nest_union},
    sizeof(nest),
    0,
    SWAGE_NO_STATE,
    NULL};
static const swage_pattern irregular = {.source = "^(?=x)"};
static const swage_rule matches[] = {{SWAGE_RULE_PATTERN, {.pattern = &irregular}}};
static const swage_rule is_long[] = {{SWAGE_RULE_MIN_LENGTH, {.natural = 9}}};
static const swage_alternative nest_alternatives[] = {
    {"a", NULL, offsetof(nest, as), {.kind = SWAGE_TYPE_ARRAY, .of.element = &nest_element}},
    {"b", NULL, offsetof(nest, as), {.kind = SWAGE_TYPE_ARRAY, .of.element = &nest_element}},
    {"c", NULL, offsetof(nest, as), {SWAGE_TYPE_STRING, 0, 1, matches, {NULL}}},
    {"d", NULL, offsetof(nest, as), {SWAGE_TYPE_STRING, 0, 1, is_long, {NULL}}}};
static const swage_union nest_union = {"Nest", sizeof(nest), _Alignof(nest),   offsetof(nest, tag),
                                       4,      NULL,         nest_alternatives};

typedef struct hook {
    bool answer;
    size_t calls;
} hook;

static bool count_call(void *context, const char *pattern, swage_str text) {
    hook *h = context;
    (void)pattern;
    (void)text;
    h->calls++;
    return h->answer;
}

static void unions_are_decided_once(void **state) {
    enum { DEPTH = 100 };
    static const swage_type type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &nest_union};
    char text[2 * DEPTH + 3];
    (void)state;
    memset(text, '[', DEPTH);
    memcpy(text + DEPTH, "\"x\"", 3);
    memset(text + DEPTH + 3, ']', DEPTH);
    for (int i = 0; i < 4; i++) {
        hook h = {i & 1, 0};
        swage_parse_options options = {
            .skip_validation = i & 2, .match = count_call, .match_context = &h};
        counter c;
        swage_arena arena;
        swage_error error;
        nest root;
        faulty_init(&arena, &c, -1);
        bool good = swage_parse_type(&type, &root, text, sizeof text, &options, &arena, &error);
        assert_int_equal(good, i != 0);
        assert_int_equal(error.code, good ? SWAGE_OK : SWAGE_ERROR_NO_ALTERNATIVE);
        assert_true(h.calls > 0 && h.calls < 10 * DEPTH);
        const nest *inner = &root;
        for (int level = 0; good && level < DEPTH; level++, inner = inner->as.lists.items)
            assert_true(inner->tag == 1 && inner->as.lists.count == 1);
        assert_true(!good || inner->tag == 3);
        swage_arena_free(&arena);
        assert_int_equal(c.taken, 0);
    }
}

static void many_items_are_told_apart(void **state) {
    enum { COUNT = 20000 };
    static int64_t items[COUNT];
    static const swage_element element = {
        {.kind = SWAGE_TYPE_INT64}, sizeof(int64_t), 0, SWAGE_NO_STATE, NULL};
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    swage_type type = {
        .kind = SWAGE_TYPE_ARRAY, .rule_count = 1, .rules = unique, .of.element = &element};
    ints list = {items, COUNT};
    char *text = malloc(COUNT * 8), *at = text;
    counter c;
    swage_arena arena;
    swage_error error;
    (void)state;
    for (int i = 0; i < COUNT; i++)
        items[i] = i;
    assert_true(swage_validate_type(&type, &list, NULL));
    items[7] = COUNT - 1;
    assert_false(swage_validate_type(&type, &list, NULL));
    *at++ = '[';
    for (int i = 0; i < COUNT; i++)
        at += sprintf(at, "%d,", i);
    at[-1] = ']';
    faulty_init(&arena, &c, -1);
    assert_true(swage_parse_type(&type, &list, text, (size_t)(at - text), NULL, &arena, &error));
    swage_arena_free(&arena);
    free(text);
}

/* Two objects with the same members, in reverse order: that must not take the square of the time.
 */
static void many_members_are_told_apart(void **state) {
    enum { COUNT = 100000 };
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    static const swage_type type = {.kind = SWAGE_TYPE_VALUE, .rule_count = 1, .rules = unique};
    char *text = malloc(COUNT * 2 * 16 + 8);
    swage_value value;
    swage_error error;
    (void)state;
    for (int last = 0; last < 2; last++) {
        char *at = text;
        *at++ = '[';
        for (int object = 0; object < 2; object++) {
            for (int i = 0; i < COUNT; i++)
                at += sprintf(at, "%c\"%d\":%d", i ? ',' : '{', object ? COUNT - 1 - i : i,
                              object && last && i == COUNT / 2);
            at += sprintf(at, object ? "}]" : "},");
        }
        counter c;
        swage_arena arena;
        faulty_init(&arena, &c, -1);
        assert_int_equal(
            swage_parse_type(&type, &value, text, (size_t)(at - text), NULL, &arena, &error), last);
        swage_arena_free(&arena);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_members_are_told_apart),
        cmocka_unit_test(allocations_fail),
        cmocka_unit_test(buffers_are_too_small),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(texts_are_cut),
        cmocka_unit_test(bytes_are_changed),
        cmocka_unit_test(unions_nest),
        cmocka_unit_test(unions_are_decided_once),
        cmocka_unit_test(many_items_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
