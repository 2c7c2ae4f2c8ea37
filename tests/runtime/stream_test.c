/*
 * Streams: the same items and errors as a parse of the whole text has, however it is cut; and what
 * bounds their memory.
 */
#include "faulty.h"
#include "models.h"

#include <swage/stream.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 20], held[1 << 16];

/* What a stream says of a text that is fed in chunks. */
typedef struct told {
    size_t items;
    swage_stream_status status; /* the first that is no item */
    swage_error error;
} told;

static told run(const swage_type *type, swage_stream_shape shape, const char *json, size_t len,
                size_t chunk, const node *expected) {
    swage_arena hold, arena;
    swage_stream s;
    node item; /* as large as a value */
    told t = {0};
    char *copy = NULL; /* of the chunk, so that sanitizers see its end */
    swage_arena_init_fixed(&hold, held, sizeof held);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_stream_init_type(&s, type, shape, NULL, &hold);
    while ((t.status = swage_stream_next(&s, &item, &arena, &t.error)) <= SWAGE_STREAM_MORE) {
        if (t.status == SWAGE_STREAM_ITEM) {
            assert_true(!expected || swage_equal(&node_model, &item, &expected[t.items]));
            assert_int_equal(s.index, ++t.items);
            swage_arena_reset(&arena);
            continue;
        }
        size_t count = len < chunk ? len : chunk;
        free(copy);
        copy = malloc(count ? count : 1);
        memcpy(copy, json, count);
        assert_true(swage_stream_feed(&s, copy, count));
        json += count;
        len -= count;
        if (len == 0)
            swage_stream_finish(&s);
    }
    swage_stream_free(&s);
    free(copy);
    return t;
}

static const swage_type node_type = {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model};
static const swage_element node_item = {
    {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model}, sizeof(node), 0, SWAGE_NO_STATE, NULL};
static const swage_type nodes_type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &node_item};

typedef struct nodes {
    const node *items;
    size_t count;
} nodes;

static const char array[] =
    " [ "
    "{\"name\":\"\\u00e4\\\\\\\"\xC3\xA4]\"},\n{\"name\":\"b\",\"next\":{\"name\":\"[{\",\"n\":"
    "null}}"
    "\t,{\"children\":[{\"name\":\"d\",\"x\":[1,-2.5e3,true,[],{}]}],\"name\":\"e/~\"} \n\n]\n ";

/* Parses the whole text, and the same as a stream in chunks: both must say the same. */
static void compare(const char *json, size_t len, size_t chunk) {
    static char room[1 << 16];
    swage_arena arena;
    swage_error error;
    nodes list;
    swage_arena_init_fixed(&arena, room, sizeof room);
    bool good = swage_parse_type(&nodes_type, &list, json, len, NULL, &arena, &error);
    told t = run(&node_type, SWAGE_STREAM_ARRAY, json, len, chunk, good ? list.items : NULL);
    assert_int_equal(t.status == SWAGE_STREAM_END, good);
    if (good) {
        assert_int_equal(t.items, list.count);
        return;
    }
    if (strcmp(t.error.message, "expected an array of items") == 0) {
        assert_string_equal(error.path, "");
        assert_int_equal(t.error.offset, error.offset);
        return; /* the parser tells what is there instead */
    }
    assert_string_equal(swage_error_text(&t.error), swage_error_text(&error));
    assert_int_equal(t.error.offset, error.offset);
    assert_int_equal(t.error.code, error.code);
}

static void chunks_of_any_size(void **state) {
    (void)state;
    for (size_t chunk = 1; chunk <= sizeof array; chunk++)
        compare(array, sizeof array - 1, chunk);
}

static void cut_texts(void **state) {
    (void)state;
    for (size_t len = 0; len < sizeof array; len++) {
        compare(array, len, 1);
        compare(array, len, 7);
        compare(array, len, len + 1);
    }
}

static void broken_texts(void **state) {
    static const char bytes[] = "\"\\[]{},: 1nt\n\x80";
    char text[sizeof array];
    (void)state;
    for (size_t i = 0; i < sizeof array - 1; i++)
        for (size_t k = 0; k < sizeof bytes; k++) {
            memcpy(text, array, sizeof array);
            text[i] = bytes[k];
            compare(text, sizeof array - 1, 1 + k);
        }
}

typedef struct shape_case {
    swage_stream_shape shape;
    const char *json;
    size_t items;
    const char *text; /* of the error; NULL: the end */
} shape_case;

static void shapes(void **state) {
    static const shape_case cases[] = {
        {SWAGE_STREAM_ARRAY, "[]", 0, NULL},
        {SWAGE_STREAM_ARRAY, "[1,\"a\",[2],{},null,-1e3]", 6, NULL},
        {SWAGE_STREAM_ARRAY, "", 0, "1:1: there is no JSON value"},
        {SWAGE_STREAM_ARRAY, "[1", 1, "1:3: expected ',' or ']'"},
        {SWAGE_STREAM_ARRAY, "[1,", 1, "1:4: /1: the text ends where a value is expected"},
        {SWAGE_STREAM_ARRAY, "[", 0, "1:2: /0: the text ends where a value is expected"},
        {SWAGE_STREAM_ARRAY, "[1]\n2", 1, "2:1: something follows the JSON value"},
        {SWAGE_STREAM_ARRAY, "{}", 0, "1:1: expected an array of items"},
        {SWAGE_STREAM_ARRAY, "[1 2]", 1, "1:4: expected ',' or ']'"},
        {SWAGE_STREAM_DOCUMENTS, "", 0, NULL},
        {SWAGE_STREAM_DOCUMENTS, " \n", 0, NULL},
        {SWAGE_STREAM_DOCUMENTS, "{}[]\"a\"1 2\n\nnull\r\n{}", 7, NULL},
        {SWAGE_STREAM_DOCUMENTS, "1\n[2,\n3", 1, "3:2: /1: expected ',' or ']'"},
        {SWAGE_STREAM_DOCUMENTS, "1,2", 1, "1:2: /1: expected a value"},
        {SWAGE_STREAM_DOCUMENTS, "1\ntru", 1, "2:1: /1: expected a value"},
        {SWAGE_STREAM_DOCUMENTS, "{\"a\":\n[1,]}", 0, "2:4: /0/a/1: expected a value"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t chunk = 1; chunk < 32; chunk++) {
            const shape_case *c = &cases[i];
            told t = run(&any_type, c->shape, c->json, strlen(c->json), chunk, NULL);
            assert_int_equal(t.items, c->items);
            assert_int_equal(t.status, c->text ? SWAGE_STREAM_ERROR : SWAGE_STREAM_END);
            if (c->text)
                assert_string_equal(swage_error_text(&t.error), c->text);
        }
}

/* Bad items are told one by one, with all their errors; the others are not lost. */
static void bad_items(void **state) {
    static const char json[] =
        "{\"name\":\"a\"}\n{\"name\":1,\n\"next\":2}\n{\"name\":\"b\"}\n{} 3";
    swage_error errors[4], error;
    size_t count = 9;
    swage_parse_options options = {.errors = errors, .max_errors = 4, .error_count = &count};
    swage_arena hold, arena;
    swage_stream s;
    node n;
    (void)state;
    swage_arena_init_fixed(&hold, NULL, 0);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_stream_init(&s, &node_model, SWAGE_STREAM_DOCUMENTS, &options, &hold);
    assert_true(swage_stream_feed(&s, json, sizeof json - 1));
    assert_false(swage_stream_feed(&s, json, 1)); /* it is not used up */
    assert_int_equal(swage_stream_next(&s, &n, &arena, &error), SWAGE_STREAM_ITEM);
    assert_int_equal(count, 0);
    assert_int_equal(swage_stream_next(&s, &n, &arena, &errors[0]), SWAGE_STREAM_BAD_ITEM);
    assert_int_equal(count, 2);
    assert_string_equal(swage_error_text(&errors[0]),
                        "2:9: /1/name: expected a string, got a number");
    assert_string_equal(swage_error_text(&errors[1]),
                        "3:8: /1/next: expected an object, got a number");
    assert_int_equal(swage_stream_next(&s, &n, &arena, NULL), SWAGE_STREAM_ITEM);
    assert_string_equal(n.name.ptr, "b");
    assert_int_equal(swage_stream_next(&s, &n, &arena, &error), SWAGE_STREAM_BAD_ITEM);
    assert_string_equal(swage_error_text(&error),
                        "5:1: /3: the required member \"name\" is missing");
    swage_stream_finish(&s);
    assert_int_equal(swage_stream_next(&s, &n, &arena, NULL), SWAGE_STREAM_ERROR);
    assert_int_equal(errors[0].code, SWAGE_ERROR_NO_MEMORY); /* nothing to hold the 3 in */
    assert_int_equal(count, 1);
    assert_int_equal(swage_stream_next(&s, &n, &arena, &error), SWAGE_STREAM_ERROR);
    assert_string_equal(swage_error_text(&error), "5:4: the stream is broken");
    assert_false(swage_stream_feed(&s, json, 1)); /* it is finished */
    swage_stream_free(&s);
}

/* Lines, whatever is in them: each is an item, or is told as a parse of it by itself tells it. */
static void lines(void **state) {
    static const char text[] =
        "\n {\"name\":\"a\"}\n{\"name\n\r\n\t\r\n{\"name\":\"b\"} x\n\"\n}\n[\n"
        "{\"name\":\"c\"} \r\n\"\x80\"\n{\"name\":1}\n,\n{\"name\":\"d\"}";
    static const char *const told_of[] = {
        NULL,
        "3:7: /1: the text ends within a string",
        "6:14: /2: something follows the JSON value",
        "7:1: /3: expected an object, got a string",
        "8:1: /4: expected a value",
        "9:1: /5: expected an object, got an array",
        NULL,
        "11:1: /7: expected an object, got a string",
        "12:9: /8/name: expected a string, got a number",
        "13:1: /9: expected a value",
        NULL,
    };
    (void)state;
    for (size_t chunk = 1; chunk < sizeof text; chunk++) {
        swage_arena hold, arena;
        swage_stream s;
        swage_error error;
        swage_stream_status status;
        node n;
        size_t at = 0, seen = 0;
        swage_arena_init_fixed(&hold, held, sizeof held);
        swage_stream_init(&s, &node_model, SWAGE_STREAM_LINES, NULL, &hold);
        for (;;) {
            swage_arena_init_fixed(&arena, memory, sizeof memory);
            status = swage_stream_next(&s, &n, &arena, &error);
            if (status == SWAGE_STREAM_MORE) {
                size_t left = sizeof text - 1 - at, len = left < chunk ? left : chunk;
                if (len == 0)
                    swage_stream_finish(&s);
                else
                    assert_true(swage_stream_feed(&s, text + at, len));
                at += len;
                continue;
            }
            if (status == SWAGE_STREAM_END)
                break;
            assert_true(seen < sizeof told_of / sizeof *told_of);
            assert_int_equal(status, told_of[seen] ? SWAGE_STREAM_BAD_ITEM : SWAGE_STREAM_ITEM);
            if (told_of[seen])
                assert_string_equal(swage_error_text(&error), told_of[seen]);
            seen++;
        }
        assert_int_equal(seen, sizeof told_of / sizeof *told_of);
        swage_stream_free(&s);
    }
}

/* Paths of every length around the most that an error can have. */
static void long_paths(void **state) {
    char text[4096];
    (void)state;
    for (int depth = 0; depth < 60; depth++) {
        char *end = text;
        for (int i = 0; i < depth; i++)
            end += sprintf(end, "{\"name\":\"\",\"next\":");
        end += sprintf(end, "{\"%0*d\":{\"name\":1},\"name\":1}", depth % 7 + 1, 0);
        for (int i = 0; i < depth; i++)
            *end++ = '}';
        told t = run(&node_type, SWAGE_STREAM_DOCUMENTS, text, (size_t)(end - text), 11, NULL);
        const char *path = t.error.path;
        assert_int_equal(t.status, SWAGE_STREAM_BAD_ITEM);
        assert_true(strlen(path) < SWAGE_PATH_SIZE);
        assert_string_equal(path + strlen(path) - 5, "/name");
        assert_true(strncmp(path, "/0/", 3) == 0 || strncmp(path, "\xE2\x80\xA6/", 4) == 0);
    }
}

static void items_are_limited(void **state) {
    static const char json[] = "[\"1234\",\"12345\",1]";
    swage_stream_status expected[] = {SWAGE_STREAM_ITEM, SWAGE_STREAM_ERROR};
    (void)state;
    for (size_t chunk = 1; chunk < sizeof json; chunk++) {
        swage_arena hold, arena;
        swage_stream s;
        swage_error error;
        swage_value v;
        size_t at = 0, seen = 0;
        swage_arena_init_fixed(&hold, held, sizeof held);
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        swage_stream_init_type(&s, &any_type, SWAGE_STREAM_ARRAY, NULL, &hold);
        s.max_item = 6;
        while (seen < 2) {
            swage_stream_status status = swage_stream_next(&s, &v, &arena, &error);
            if (status == SWAGE_STREAM_MORE) {
                size_t count = sizeof json - 1 - at < chunk ? sizeof json - 1 - at : chunk;
                assert_true(swage_stream_feed(&s, json + at, count));
                at += count;
                continue;
            }
            assert_int_equal(status, expected[seen++]);
        }
        assert_int_equal(error.code, SWAGE_ERROR_LIMIT);
        assert_string_equal(swage_error_text(&error), "1:9: /1: the item is longer than allowed");
        assert_string_equal(swage_error_code_name(error.code), "limit");
    }
}

/* A line that is too long is a bad item: where the next one begins is sure. */
static void lines_may_be_too_long(void **state) {
    static const char json[] =
        "1\n[\"a much too long line\", 1]\n2\n\n\"again one of them\"\n[3]\n\"the last",
                      want[] = "1\n2:1: /1: the item is longer than allowed\n2\n"
                               "5:1: /3: the item is longer than allowed\n[3]\n"
                               "7:1: /5: the item is longer than allowed\n";
    (void)state;
    for (size_t chunk = 1; chunk < sizeof json; chunk++) {
        swage_arena hold, arena;
        swage_stream s;
        swage_error error;
        swage_value v;
        swage_stream_status status;
        char seen[400];
        size_t at = 0, len = 0;
        swage_arena_init_fixed(&hold, held, sizeof held);
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        swage_stream_init_type(&s, &any_type, SWAGE_STREAM_LINES, NULL, &hold);
        s.max_item = 6;
        while ((status = swage_stream_next(&s, &v, &arena, &error)) != SWAGE_STREAM_END) {
            size_t count = sizeof json - 1 - at < chunk ? sizeof json - 1 - at : chunk;
            assert_true(status != SWAGE_STREAM_ERROR);
            if (status == SWAGE_STREAM_ITEM)
                len += swage_write_type(&any_type, &v, seen + len, sizeof seen - len, NULL, NULL);
            else if (status == SWAGE_STREAM_BAD_ITEM)
                len +=
                    (size_t)snprintf(seen + len, sizeof seen - len, "%s", swage_error_text(&error));
            if (status != SWAGE_STREAM_MORE) {
                seen[len++] = '\n';
                continue;
            }
            assert_true(swage_stream_feed(&s, json + at, count));
            at += count;
            if (at == sizeof json - 1)
                swage_stream_finish(&s);
        }
        seen[len] = '\0';
        assert_string_equal(seen, want);
        assert_int_equal(s.index, 6);
    }
}

/* Items of growing length, fed by small chunks: memory ends earlier and later. */
static void allocations_fail(void **state) {
    static char json[20000];
    char *end = json + sprintf(json, "[0");
    long fail_at = 0;
    bool done = false;
    (void)state;
    for (int i = 1; i < 10; i++)
        end += sprintf(end, ",\"%0*d\"", 1 << i, i);
    end += sprintf(end, ",[\"%05000d\"]]", 1);
    for (; !done; fail_at++) {
        counter c;
        swage_arena hold, arena;
        swage_stream s;
        swage_error error;
        swage_value v;
        swage_stream_status status = SWAGE_STREAM_ITEM;
        const char *at = json;
        faulty_init(&hold, &c, fail_at);
        c.for_good = true;
        hold.limit = fail_at % 2 ? 12000 : SIZE_MAX;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        swage_stream_init_type(&s, &any_type, SWAGE_STREAM_ARRAY, NULL, &hold);
        while (status == SWAGE_STREAM_ITEM || status == SWAGE_STREAM_MORE) {
            status = swage_stream_next(&s, &v, &arena, &error);
            if (status == SWAGE_STREAM_ITEM)
                swage_arena_reset(&arena);
            if (status == SWAGE_STREAM_MORE) {
                size_t left = (size_t)(end - at);
                assert_true(swage_stream_feed(&s, at, left < 100 ? left : 100));
                at += left < 100 ? left : 100;
                if (at == end)
                    swage_stream_finish(&s);
            }
        }
        done = status == SWAGE_STREAM_END;
        if (!done)
            assert_int_equal(error.code, SWAGE_ERROR_NO_MEMORY);
        swage_stream_free(&s);
        assert_int_equal(c.taken, 0);
        assert_int_equal(swage_stream_next(&s, &v, &arena, &error), SWAGE_STREAM_ERROR);
    }
    assert_true(fail_at >= 3);
}

/* An item grows by doubling up to the limit, whatever that is: it is not copied for each chunk. */
static void items_grow_by_doubling(void **state) {
    enum { CHUNK = 4096, CHUNKS = 700 };
    static char chunk[CHUNK];
    counter c;
    swage_arena hold, arena;
    swage_stream s;
    swage_error error;
    swage_value v;
    (void)state;
    memset(chunk, 'x', sizeof chunk);
    faulty_init(&hold, &c, -1);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_stream_init_type(&s, &any_type, SWAGE_STREAM_ARRAY, NULL, &hold);
    s.max_item = CHUNK * CHUNKS + 100;
    assert_int_equal(swage_stream_next(&s, &v, &arena, &error), SWAGE_STREAM_MORE);
    assert_true(swage_stream_feed(&s, "[\"", 2));
    for (int i = 0; i < CHUNKS; i++) {
        assert_int_equal(swage_stream_next(&s, &v, &arena, &error), SWAGE_STREAM_MORE);
        assert_true(swage_stream_feed(&s, chunk, CHUNK));
    }
    assert_true(c.calls > 5 && c.calls < 20);
    swage_stream_free(&s);
    swage_arena_free(&hold);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_grow_by_doubling),
        cmocka_unit_test(chunks_of_any_size),
        cmocka_unit_test(cut_texts),
        cmocka_unit_test(broken_texts),
        cmocka_unit_test(shapes),
        cmocka_unit_test(bad_items),
        cmocka_unit_test(lines),
        cmocka_unit_test(long_paths),
        cmocka_unit_test(items_are_limited),
        cmocka_unit_test(lines_may_be_too_long),
        cmocka_unit_test(allocations_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
