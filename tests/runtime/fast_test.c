/*
 * Generated functions that read members (`code: fast`) against the table: the same values and, to
 * the last letter, the same errors, whatever the text.
 */
#include "fast_models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <swage/fast.h>

static char memory[2][1 << 16];

/* Fields that `all` has none of: a model in place, and scalars with rules. */
typedef struct box {
    node node;
    int64_t limited;
    bool yes;
    swage_opt_bool always;
    swage_opt_str letter;
    swage_opt_int64 free;
} box;

static const swage_rule at_most_nine[] = {{SWAGE_RULE_MAXIMUM_INTEGER, {.integer = 9}}};
static const swage_rule be_true[] = {{SWAGE_RULE_CONST, {.text = "true"}}};
static const swage_rule one_letter[] = {{SWAGE_RULE_MAX_LENGTH, {.natural = 1}}};
static const swage_field box_fields[] = {
    SWAGE_FIELD(box, node, "node", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_MODEL,
                .of.model = &node_model),
    SWAGE_FIELD(box, limited, "limited", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_INT64,
                SWAGE_RULES(at_most_nine)),
    SWAGE_FIELD(box, yes, "yes", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_BOOLEAN),
    SWAGE_STATE_FIELD(box, always, "always", 0, .kind = SWAGE_TYPE_BOOLEAN, SWAGE_RULES(be_true)),
    SWAGE_STATE_FIELD(box, letter, "letter", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(one_letter)),
    SWAGE_STATE_FIELD(box, free, "free", 0, .kind = SWAGE_TYPE_INT64)};

static const char *read_box(swage_parser *p, swage_object *o, const char *at) {
    box *const out = o->out;
    for (uint32_t next = 0;;) {
        switch (next) {
        case 0:
            SWAGE_READ(0, "\"node\":", swage_read_model, &out->node, &node_model);
            /* fall through */
        case 1:
            SWAGE_READ(1, "\"limited\":", swage_read_int64, &out->limited, INT64_MIN, 9);
            /* fall through */
        case 2:
            SWAGE_READ(2, "\"yes\":", swage_read_bool, &out->yes);
            /* fall through */
        case 3:
            SWAGE_READ_SLOW(3, "\"always\":");
            /* fall through */
        case 4:
            SWAGE_READ_STATE(4, "\"letter\":", out->letter.state, swage_read_str,
                             &out->letter.value, 0, 1);
            /* fall through */
        case 5:
            SWAGE_READ_STATE(5, "\"free\":", out->free.state, swage_read_int64, &out->free.value,
                             SWAGE_ANY_INT64);
        }
        SWAGE_READ_OTHER();
    }
}

static const swage_model box_model = {.name = "Box",
                                      .size = sizeof(box),
                                      .align = _Alignof(box),
                                      .field_count = 6,
                                      .required_count = 3,
                                      .fields = box_fields,
                                      .unknown_offset = SWAGE_NO_STATE};
static const char box_json[] =
    "{\"node\":{\"name\":\"n\",\"children\":[{\"name\":\"\"}]},\"limited\":-7,\"yes\":false,"
    "\"always\":true,\"letter\":\"\xC3\xA4\",\"free\":123456789012345678}";

typedef union slot {
    all all;
    box box;
} slot;

/* Parses by both and compares; whether the text is good. */
static bool both(const swage_model *table, const swage_model *fast, const char *json, size_t len,
                 size_t size) {
    slot x, y;
    swage_arena a, b;
    swage_error error, other;
    char *exact = malloc(len ? len : 1); /* sanitizers see its end */
    memcpy(exact, json, len);
    swage_arena_init_fixed(&a, memory[0], size);
    swage_arena_init_fixed(&b, memory[1], size);
    bool good = swage_parse(table, &x, exact, len, NULL, &a, &error);
    bool fine = swage_parse(fast, &y, exact, len, NULL, &b, &other);
    if (good != fine || strcmp(swage_error_text(&error), swage_error_text(&other)) != 0)
        fail_msg("%.*s\n  by the table  %s\n  by functions  %s", (int)len, json, error.text,
                 other.text);
    assert_int_equal(error.code, other.code);
    if (good && !swage_equal(table, &x, &y))
        fail_msg("%.*s", (int)len, json);
    free(exact);
    return good;
}

static void run(const swage_model *table, const swage_model *fast, const char *json) {
    char text[2048];
    size_t len = strlen(json), size = sizeof memory[0];
    assert_true(both(table, fast, json, len, size));
    for (size_t cut = 0; cut < len; cut++)
        assert_false(both(table, fast, json, cut, size));
    for (size_t i = 0; i < len; i++)
        for (int byte = 1; byte < 256; byte += byte < 127 ? 3 : 41) {
            memcpy(text, json, len);
            text[i] = (char)byte;
            both(table, fast, text, len, size);
            memmove(text + i + 1, json + i, len - i); /* put between */
            both(table, fast, text, len + 1, size);
        }
    for (size_t room = 0; room < 4096; room += 8)
        both(table, fast, json, len, room);
}

static void every_kind_is_read_the_same(void **state) {
    swage_model fast = fast_all_model();
    (void)state;
    run(&all_model, &fast, all_json);
}

static void rules_and_models_are_read_the_same(void **state) {
    static const char *const texts[] = {
        "{\"limited\":10,\"yes\":true}",
        "{\"free\": 1, \"limited\" : 9,\"yes\": true ,\"node\":{\"name\":\"\"}, \"letter\":\"ab\"}",
        "{\"yes\":true,\"yes\":true}",
        "{\"node\":null}",
        "{\"node\":{\"name\":\"\"},\"limited\":1.0,\"yes\":true,\"always\":false}",
        "{\"free\":01}",
        "{\"free\":-9223372036854775808,\"x\":[],\"y\":{}}",
        "{\"free\":9223372036854775808 }",
        "{\"yes\":fals }",
        "{}",
    };
    swage_model fast = box_model;
    (void)state;
    fast.read = read_box;
    run(&box_model, &fast, box_json);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both(&box_model, &fast, texts[i], strlen(texts[i]), sizeof memory[0]);
}

/* Members in every order of six, which are 720. */
static void members_come_in_any_order(void **state) {
    static const char *const members[] = {
        "\"node\":{\"name\":\"\"}", "\"limited\":1",    "\"yes\":true",
        "\"always\": true",         "\"letter\":\"x\"", "\"free\":12"};
    swage_model fast = box_model;
    (void)state;
    fast.read = read_box;
    for (unsigned order = 0; order < 720; order++) {
        char text[256] = "{";
        unsigned left = order, used = 0;
        for (unsigned i = 6; i > 0; i--, left /= i + 1) {
            unsigned skip = left % i, pick = 0;
            while ((used >> pick & 1) || skip-- > 0)
                pick++;
            used |= 1U << pick;
            strcat(strcat(text, members[pick]), i > 1 ? "," : "}");
        }
        assert_true(both(&box_model, &fast, text, strlen(text), sizeof memory[0]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read_the_same),
        cmocka_unit_test(rules_and_models_are_read_the_same),
        cmocka_unit_test(members_come_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
