/*
 * Writing into buffers of every size, and in pieces: always the same bytes.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 22];
static char written[1 << 20];

/* A sink that keeps everything, until it has been called `calls` times. */
typedef struct pieces {
    char text[1 << 20];
    size_t len, largest;
    size_t calls, limit;
} pieces;

static pieces got;

static bool keep(void *context, const char *bytes, size_t len) {
    pieces *p = context;
    assert_true(p->calls < p->limit && len > 0);
    memcpy(p->text + p->len, bytes, len);
    p->len += len;
    p->largest = len > p->largest ? len : p->largest;
    return ++p->calls < p->limit;
}

static bool write_pieces(const swage_type *type, const void *slot,
                         const swage_write_options *options, size_t limit, swage_error *error) {
    got.len = got.largest = got.calls = 0;
    got.limit = limit;
    return swage_write_type_to(type, slot, keep, &got, options, error);
}

/* Into a buffer of just that size, whose ends sanitizers see. */
static void write_exactly(const swage_type *type, const void *slot,
                          const swage_write_options *options, size_t capacity, size_t len) {
    char *exact = malloc(capacity);
    size_t kept = len < capacity ? len : capacity - 1;
    assert_int_equal(swage_write_type(type, slot, exact, capacity, options, NULL), len);
    assert_memory_equal(exact, written, kept);
    assert_int_equal(exact[kept], 0);
    free(exact);
}

static void write_everyhow(const swage_type *type, const void *slot,
                           const swage_write_options *options) {
    swage_error error;
    size_t len = swage_write_type(type, slot, written, sizeof written, options, &error);
    if (len == 0)
        fail_msg("%s", swage_error_text(&error));
    assert_int_equal(swage_write_type(type, slot, NULL, 0, options, NULL), len);
    for (size_t capacity = 1; capacity <= len + 2; capacity += capacity < 300 ? 1 : 331)
        write_exactly(type, slot, options, capacity, len);
    for (size_t back = 0; back < 160 && back < len; back += 3)
        write_exactly(type, slot, options, len + 1 - back, len);
    assert_true(write_pieces(type, slot, options, SIZE_MAX, &error));
    assert_int_equal(error.code, SWAGE_OK);
    assert_int_equal(got.len, len);
    assert_memory_equal(got.text, written, len);
    assert_true(got.largest <= 2048);
    for (size_t limit = got.calls; limit > 0; limit -= 1 + limit / 10) {
        assert_false(write_pieces(type, slot, options, limit, &error));
        assert_int_equal(error.code, SWAGE_ERROR_SINK);
        assert_string_equal(swage_error_text(&error), "the sink takes no more");
        assert_int_equal(got.calls, limit);
        assert_memory_equal(got.text, written, got.len);
    }
}

static void write_json(const swage_type *type, const char *json) {
    union {
        all a;
        node n;
        swage_value v;
    } slot;
    static const swage_write_options ways[] = {
        {.indent = 0}, {.indent = 2}, {.indent = 300}, {.skip_validation = true}};
    swage_arena arena;
    swage_error error;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    if (!swage_parse_type(type, &slot, json, strlen(json), NULL, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        write_everyhow(type, &slot, &ways[i]);
}

static void every_type_is_written_everyhow(void **state) {
    static const swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = &all_model};
    (void)state;
    write_json(&type, all_json);
    write_json(&any_type, all_json);
    write_json(&any_type, "true");
    write_json(&any_type, "[]");
    write_json(&any_type, "[{},[],{\"\":{}}]");
}

/* Texts and numbers that are longer than the room of the writer, and texts with much to escape. */
static void long_texts_are_written_everyhow(void **state) {
    static const char *const parts[] = {"plain text ",  "\\u0001",          "\xE3\x81\x82",
                                        "\xC3\xA4",     "\xF0\x9F\x98\x80", "1234567\\n",
                                        "x\xE3\x81\x82"};
    static char json[40000];
    (void)state;
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
        for (size_t size = 250; size < 9000; size = size * 3 + 5) {
            char *at = json;
            at += sprintf(at, "[\"");
            while ((size_t)(at - json) < size)
                at += sprintf(at, "%s", parts[part]);
            at += sprintf(at, "\",{\"");
            for (size_t i = 0; i < size / 10; i++)
                at += sprintf(at, "%s", parts[part]);
            at += sprintf(at, "\":1");
            memset(at, '0', size);
            strcpy(at + size, "}]");
            write_json(&any_type, json);
        }
}

static void bytes_are_written_everyhow(void **state) {
    static const swage_type type = {.kind = SWAGE_TYPE_BYTES};
    static unsigned char bytes[5000];
    (void)state;
    for (size_t len = 0; len < sizeof bytes; len += len < 10 ? 1 : 1111) {
        swage_bytes value = {bytes, len};
        write_everyhow(&type, &value, NULL);
    }
}

/* A name that is longer than what is copied at once, of a field. */
static void long_names_are_written_everyhow(void **state) {
    static char name[3000];
    typedef struct one {
        bool value;
    } one;
    (void)state;
    for (size_t len = 200; len < 2800; len = len * 2 - 150) {
        snprintf(name, sizeof name, "\"%0*d\":", (int)len, 0);
        const swage_field field = {.name = name + 1,
                                   .name_len = (uint32_t)len,
                                   .offset = 0,
                                   .state_offset = SWAGE_NO_STATE,
                                   .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED,
                                   .type = {.kind = SWAGE_TYPE_BOOLEAN}};
        const swage_model model = {.name = "One",
                                   .size = sizeof(one),
                                   .align = 1,
                                   .field_count = 1,
                                   .required_count = 1,
                                   .fields = &field,
                                   .unknown_mode = SWAGE_UNKNOWN_REJECTED,
                                   .unknown_offset = SWAGE_NO_STATE};
        const swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = &model};
        one value = {true};
        write_everyhow(&type, &value, NULL);
    }
}

/* What is not valid is no text, and the buffer's is empty. */
static void invalid_values_are_refused_everyhow(void **state) {
    static const char *const texts[] = {
        "\xFF", "\xED\xA0\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80", "\xE3\x81", "\xC3"};
    char text[400], buffer[64];
    swage_error error;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int before = 0; before < 70; before++)
            for (int after = 0; after < 70; after += 23) {
                sprintf(text, "%.*s%s%.*s", before, all_json, texts[i], after, all_json);
                swage_value items[] = {swage_value_str(swage_text(text))};
                swage_value value = swage_value_array(items, 1);
                buffer[0] = 'x';
                assert_int_equal(swage_value_write(&value, buffer, sizeof buffer, NULL, &error), 0);
                assert_int_equal(buffer[0], 0);
                assert_string_equal(swage_error_text(&error), "/0: the text is not valid UTF-8");
                assert_false(write_pieces(&any_type, &value, NULL, 99, &error));
                assert_int_equal(error.code, SWAGE_ERROR_UTF8);
            }
}

static void models_are_written_in_pieces(void **state) {
    node deep = {.name = SWAGE_STR("deep")}, top = {.name = SWAGE_STR("top")};
    swage_error error;
    (void)state;
    top.next.state = SWAGE_SET;
    top.next.value = &deep;
    got.len = got.calls = 0;
    got.limit = 9;
    assert_true(swage_write_to(&node_model, &top, keep, &got, NULL, &error));
    got.text[got.len] = '\0';
    assert_string_equal(got.text, "{\"name\":\"top\",\"next\":{\"name\":\"deep\"}}");
    deep.name.ptr = NULL;
    assert_false(swage_write_to(&node_model, &top, keep, &got, NULL, &error));
    assert_int_equal(error.code, SWAGE_ERROR_INVALID_VALUE);
    swage_value value = swage_value_bool(true);
    got.len = got.calls = 0;
    assert_true(swage_value_write_to(&value, keep, &got, NULL, NULL));
    assert_memory_equal(got.text, "true", 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_written_everyhow),
        cmocka_unit_test(long_texts_are_written_everyhow),
        cmocka_unit_test(bytes_are_written_everyhow),
        cmocka_unit_test(long_names_are_written_everyhow),
        cmocka_unit_test(invalid_values_are_refused_everyhow),
        cmocka_unit_test(models_are_written_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
