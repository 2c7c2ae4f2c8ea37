/*
 * Whatever takes memory, with each allocation failing in turn, with buffers of every size and with
 * limits: it says that there is no memory, loses none, and works once there is enough.
 */
#include "fast_models.h"
#include "faulty.h"
#include "sample.h"

#include <swage/build.h>
#include <swage/convert.h>
#include <swage/merge.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char kept[1 << 16], fixed[1 << 22];
static swage_arena kept_arena; /* of what the actions work on */
static char *text;
static size_t text_len;

/* What is tried: whether it went well; else why not. */
typedef bool action(swage_arena *arena, swage_error *error);

static bool try(action *act, swage_arena *arena) {
    swage_error error;
    error.code = SWAGE_OK;
    bool good = act(arena, &error);
    if (!good && error.code != SWAGE_ERROR_NO_MEMORY)
        fail_msg("%s", swage_error_text(&error));
    return good;
}

static void fail_each(action *act, bool for_good) {
    bool done = false;
    for (long fail_at = 0; !done; fail_at++) {
        swage_arena arena;
        counter c;
        faulty_init(&arena, &c, fail_at);
        c.for_good = for_good;
        bool good = try(act, &arena);
        done = c.calls <= fail_at;
        assert_true(good || !done);
        swage_arena_free(&arena);
        assert_int_equal(c.taken, 0);
        assert_true(fail_at > 0 || !done); /* it takes memory at all */
    }
}

static void limit_each(action *act, size_t step) {
    bool done = false;
    for (size_t limit = 0; !done; limit += step) {
        if (!in_sample())
            continue;
        swage_arena arena;
        counter c;
        faulty_init(&arena, &c, -1);
        arena.limit = limit;
        done = try(act, &arena);
        assert_true(c.most <= limit);
        swage_arena_free(&arena);
        assert_int_equal(c.taken, 0);
    }
}

static void fix_each(action *act, size_t step) {
    bool done = false;
    for (size_t size = 0; !done; size += step) {
        swage_arena arena;
        assert_true(size < sizeof fixed);
        swage_arena_init_fixed(&arena, fixed + sizeof fixed - size, size);
        done = try(act, &arena);
    }
}

static void sweep(action *act, size_t step) {
    fail_each(act, false);
    fail_each(act, true);
    limit_each(act, step);
    fix_each(act, step);
}

/* Parsing. */
static const swage_type *parsed_type;
static bool parse_copying(swage_arena *arena, swage_error *error) {
    all out;
    return swage_parse_type(parsed_type, &out, text, text_len, NULL, arena, error);
}

static bool parse_in_place(swage_arena *arena, swage_error *error) {
    all out;
    char *copy = malloc(text_len);
    memcpy(copy, text, text_len);
    bool good = swage_parse_type_insitu(parsed_type, &out, copy, text_len, NULL, arena, error);
    free(copy);
    return good;
}

static bool parse_listing_errors(swage_arena *arena, swage_error *error) {
    all out;
    swage_error errors[3];
    size_t count = 0;
    swage_parse_options options = {.errors = errors, .max_errors = 3, .error_count = &count};
    bool good = swage_parse_type(parsed_type, &out, text, text_len, &options, arena, error);
    assert_true(good == (count == 0) && count <= 1);
    assert_true(good || errors[0].code == SWAGE_ERROR_NO_MEMORY);
    return good;
}

/* A list of that item many times. */
static void set_list(const char *item, size_t count) {
    free(text);
    text = malloc((strlen(item) + 1) * count + 3);
    char *at = text;
    *at++ = '[';
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "%s%s", i ? "," : "", item);
    *at++ = ']';
    text_len = (size_t)(at - text);
}

static void parse_every_way(size_t step) {
    sweep(parse_copying, step);
    sweep(parse_in_place, step);
    sweep(parse_listing_errors, step);
}

static void parsing_any_kind(void **state) {
    swage_model fast = fast_all_model();
    const swage_type types[] = {{.kind = SWAGE_TYPE_MODEL, .of.model = &all_model},
                                {.kind = SWAGE_TYPE_MODEL, .of.model = &fast},
                                any_type};
    (void)state;
    free(text);
    text_len = strlen(all_json);
    text = malloc(text_len);
    memcpy(text, all_json, text_len);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        parsed_type = &types[i];
        parse_every_way(24);
    }
}

/* Lists that are so large that they grow in the arena. */
static void parsing_large_lists(void **state) {
    const swage_model fast = fast_all_model(), *fast_node = fast.fields[15].type.of.model;
    const swage_element elements[] = {
        {{.kind = SWAGE_TYPE_INT64}, sizeof(int64_t), 0, SWAGE_NO_STATE, NULL},
        {{.kind = SWAGE_TYPE_STRING}, sizeof(swage_str), 0, SWAGE_NO_STATE, NULL},
        {{.kind = SWAGE_TYPE_MODEL, .of.model = &node_model},
         sizeof(node),
         0,
         SWAGE_NO_STATE,
         NULL},
        {{.kind = SWAGE_TYPE_MODEL, .of.model = fast_node}, sizeof(node), 0, SWAGE_NO_STATE, NULL},
        {any_type, sizeof(swage_value), 0, SWAGE_NO_STATE, NULL},
    };
    static const char *const items[] = {"123", "\"0123456789012345678901234567890123456789\"",
                                        "{\"name\":\"n\",\"children\":[{\"name\":\"\"}]}",
                                        "{\"name\":\"n\",\"x\":1}", "[{}]"};
    (void)state;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        swage_type type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &elements[i]};
        set_list(items[i], 5000);
        parsed_type = &type;
        parse_every_way(19997);
    }
}

/* All else works on these. */
static all small_all, large_all;
static swage_value small_value, large_value;

static void read_kept(void) {
    static const char small[] = "{\"string\":\"a\",\"map\":{\"x\":1},\"u\":{\"v\":1}}";
    static const char large[] = /* without nulls in it, which a patch can't say */
        "{\"string\":\"text\",\"decimal\":1.25,\"bytes\":\"AAEC\",\"any\":{\"a\":[1,{}]},"
        "\"strings\":[\"ats\",\"\"],\"map\":{\"one\":1,\"two\":2},\"color\":\"violet\","
        "\"node\":{\"name\":\"root\",\"next\":{\"name\":\"second\"},\"children\":[{\"name\":\"c\"},"
        "{\"name\":\"d\",\"x\":[1]}]},\"pet\":{\"lives\":9,\"kind\":\"cat\"},\"thing\":[1,2],"
        "\"u\":{\"w\":{\"x\":[1]}},\"u2\":[]}";
    swage_arena *a = &kept_arena;
    swage_arena_init_fixed(a, kept, sizeof kept);
    assert_true(swage_parse(&all_model, &small_all, small, strlen(small), NULL, a, NULL));
    assert_true(swage_parse(&all_model, &large_all, large, strlen(large), NULL, a, NULL));
    assert_true(swage_value_parse(&small_value, small, strlen(small), NULL, a, NULL));
    assert_true(swage_value_parse(&large_value, large, strlen(large), NULL, a, NULL));
}

static bool merge_models(swage_arena *arena, swage_error *error) {
    all out = small_all;
    bool good = swage_merge(&all_model, &out, &large_all, arena, error);
    assert_true(good || swage_equal(&all_model, &out, &small_all));
    return good;
}

static bool diff_models(swage_arena *arena, swage_error *error) {
    all patch, least = {.string = SWAGE_STR("")};
    return swage_diff(&all_model, &patch, &least, &large_all, arena, error);
}

static bool merge_values(swage_arena *arena, swage_error *error) {
    swage_value out = small_value;
    bool good = swage_value_merge(&out, &large_value, arena, error);
    assert_true(good || swage_value_equal(&out, &small_value));
    return good;
}

static bool diff_values(swage_arena *arena, swage_error *error) {
    swage_value patch;
    return swage_value_diff(&patch, &small_value, &large_value, arena, error);
}

static bool copy_model(swage_arena *arena, swage_error *error) {
    all out;
    bool good = swage_copy(&all_model, &out, &large_all, arena, error);
    assert_true(!good || swage_equal(&all_model, &out, &large_all));
    return good;
}

/* These tell by their result alone that memory ran out. */
static bool say(bool good, swage_error *error) {
    error->code = good ? SWAGE_OK : SWAGE_ERROR_NO_MEMORY;
    return good;
}

static bool build_lists(swage_arena *arena, swage_error *error) {
    ints list = {NULL, 0};
    swage_members members = {NULL, 0};
    swage_builder a = swage_builder_in(arena), b = swage_builder_in(arena);
    bool good = true;
    for (size_t i = 0; i < 2000 && good; i++) {
        swage_str name = {NULL, 0};
        int64_t *item = swage_builder_add(&a, &list, sizeof *item);
        if (item)
            *item = (int64_t)i;
        good = item && swage_str_format(&name, arena, "name %d", (int)i) &&
               swage_str_copy(&name, name, arena);
        good = good && swage_members_append(&members, &b, name);
        assert_true(list.count == i + (item != NULL) && members.count == i + good);
    }
    for (size_t i = 0; i < list.count; i++)
        assert_true(list.items[i] == (int64_t)i);
    return say(good, error);
}

static bool make_numbers(swage_arena *arena, swage_error *error) {
    swage_decimal a, b;
    swage_value v;
    return say(swage_decimal_int64(&a, INT64_MIN, arena) && swage_decimal_double(&b, 0.1, arena) &&
                   swage_value_int64(&v, 1, arena) && swage_value_double(&v, 2, arena),
               error);
}

static void all_that_changes_values(void **state) {
    (void)state;
    read_kept();
    sweep(merge_models, 24);
    sweep(diff_models, 24);
    sweep(merge_values, 24);
    sweep(diff_values, 24);
    sweep(copy_model, 24);
    sweep(make_numbers, 1);
    sweep(build_lists, 997);
}

/*
 * Guesses of how large lists will get cost no more than a share of what the text needs: not even
 * when there are many lists, and something stands behind each in the arena.
 */
static void large_lists_are_not_larger(void **state) {
    enum { LISTS = 200, ITEMS = 5000 };
    static const swage_element string_item = {
        {.kind = SWAGE_TYPE_STRING}, sizeof(swage_str), 0, SWAGE_NO_STATE, NULL};
    static const swage_element list_item = {{.kind = SWAGE_TYPE_ARRAY, .of.element = &string_item},
                                            sizeof(strings),
                                            0,
                                            SWAGE_NO_STATE,
                                            NULL};
    static const swage_type type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &list_item};
    const size_t needed = (size_t)LISTS * ITEMS * (sizeof(swage_str) + 2);
    swage_arena arena;
    swage_error error;
    counter c;
    (void)state;
    set_list("\"x\"", ITEMS);
    char *list = text;
    text = NULL;
    list = realloc(list, text_len + 1);
    list[text_len] = '\0';
    set_list(list, LISTS);
    free(list);
    parsed_type = &type;
    faulty_init(&arena, &c, -1);
    assert_true(parse_copying(&arena, &error));
    if (c.most > needed * 3)
        fail_msg("%zu bytes for what takes %zu", c.most, needed);
    swage_arena_free(&arena);
}

/* An arena that has been used is as good as a new one, and takes no more each time. */
static void arenas_are_used_again(void **state) {
    swage_arena arena;
    swage_error error;
    counter c;
    size_t first = 0;
    (void)state;
    set_list("[\"a\",{\"b\":[1,2,3]}]", 3000);
    parsed_type = &any_type;
    faulty_init(&arena, &c, -1);
    for (int i = 0; i < 20; i++) {
        assert_true(parse_copying(&arena, &error));
        first = i == 1 ? c.taken : first;
        assert_true(i < 2 || c.taken == first);
        swage_arena_reset(&arena);
    }
    swage_arena_free(&arena);
    assert_int_equal(c.taken, 0);
}

/* Members that are dropped leave nothing behind, however their names are written. */
static void dropped_members_take_nothing(void **state) {
    static char json[1 << 16], room[64];
    swage_parse_options options = {.unknown = SWAGE_DROP_UNKNOWN};
    swage_arena arena;
    swage_error error;
    node out;
    char *at = json + sprintf(json, "{");
    (void)state;
    for (int i = 0; i < 1000; i++)
        at += sprintf(at, "\"%s%d\":[1,{\"a\":\"b\"}],", i % 2 ? "\\u0061" : "\303\244", i);
    at += sprintf(at, "\"name\":\"x\"}");
    swage_arena_init_fixed(&arena, room, sizeof room);
    assert_true(
        swage_parse(&node_model, &out, json, (size_t)(at - json), &options, &arena, &error));
    assert_string_equal(out.name.ptr, "x");
    assert_ptr_equal(arena.next, room + 2);
}

static int tear_down(void **state) {
    (void)state;
    free(text);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsing_any_kind),        cmocka_unit_test(parsing_large_lists),
        cmocka_unit_test(all_that_changes_values), cmocka_unit_test(large_lists_are_not_larger),
        cmocka_unit_test(arenas_are_used_again),   cmocka_unit_test(dropped_members_take_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
