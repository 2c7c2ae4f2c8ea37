/*
 * Members read by generated functions (`code: fast`) and, in the same way, by the table, against
 * those that are read one by one: the same values and, to the last letter, the same errors,
 * whatever the text.
 */
#include "fast_models.h"
#include "sample.h"

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
    swage_opt_str exact;
} box;

static const swage_rule at_most_nine[] = {{SWAGE_RULE_MAXIMUM_INTEGER, {.integer = 9}}};
static const swage_rule be_true[] = {{SWAGE_RULE_CONST, {.text = "true"}}};
static const swage_rule one_letter[] = {{SWAGE_RULE_MAX_LENGTH, {.natural = 1}}};
static const swage_rule be_yes[] = {{SWAGE_RULE_CONST, {.text = "\"yes\""}}};
static const swage_field box_fields[] = {
    SWAGE_FIELD(box, node, "node", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_MODEL,
                .of.model = &node_model),
    SWAGE_FIELD(box, limited, "limited", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_INT64,
                SWAGE_RULES(at_most_nine)),
    SWAGE_FIELD(box, yes, "yes", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_BOOLEAN),
    SWAGE_STATE_FIELD(box, always, "always", 0, .kind = SWAGE_TYPE_BOOLEAN, SWAGE_RULES(be_true)),
    SWAGE_STATE_FIELD(box, letter, "letter", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(one_letter)),
    SWAGE_STATE_FIELD(box, free, "free", 0, .kind = SWAGE_TYPE_INT64),
    SWAGE_STATE_FIELD(box, exact, "exact", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(be_yes))};

static const char *read_box(swage_parser *p, swage_object *o, const char *at) {
    box *const out = o->out;
    SWAGE_READ_BEGIN(10)
    for (;;) {
        switch (at < safe ? next : UINT32_MAX) {
        case 0:
            SWAGE_READ(0, "\"node\":", model, &out->node, &node_model);
            SWAGE_FALL_THROUGH;
        case 1:
            SWAGE_READ(1, "\"limited\":", int64_within, &out->limited, INT64_MIN, 9);
            SWAGE_FALL_THROUGH;
        case 2:
            SWAGE_READ(2, "\"yes\":", bool, &out->yes);
            SWAGE_FALL_THROUGH;
        case 3:
            SWAGE_READ_SLOW(3, "\"always\":");
            SWAGE_FALL_THROUGH;
        case 4:
            SWAGE_READ_STATE(4, "\"letter\":", out->letter.state, str_within, &out->letter.value, 0,
                             1);
            SWAGE_FALL_THROUGH;
        case 5:
            SWAGE_READ_STATE(5, "\"free\":", out->free.state, int64, &out->free.value);
            SWAGE_FALL_THROUGH;
        case 6:
            SWAGE_READ_STATE(6, "\"exact\":", out->exact.state, str_within, &out->exact.value,
                             SWAGE_CHECK_TEXT);
        }
        SWAGE_READ_OTHER();
    }
}

static const swage_model box_model = {.name = "Box",
                                      .size = sizeof(box),
                                      .align = _Alignof(box),
                                      .field_count = 7,
                                      .required_count = 3,
                                      .fields = box_fields,
                                      .unknown_offset = SWAGE_NO_STATE};
static const char box_json[] =
    "{\"node\":{\"name\":\"n\",\"children\":[{\"name\":\"\"}]},\"limited\":-7,\"yes\":false,"
    "\"always\":true,\"letter\":\"\xC3\xA4\",\"exact\":\"yes\",\"free\":123456789012345678}";

/* Texts that have a format, a pattern, a length or names of their own. */
typedef struct label {
    swage_str key, value;
} label;
typedef struct papers {
    swage_str id;
    swage_opt_str day, mail, code, currency;
    struct {
        swage_state state;
        struct {
            const label *items;
            size_t count;
        } value;
    } labels;
} papers;

static const unsigned char capitals[256] = {['A'] = 1, ['B'] = 1, ['Z'] = 1};
static const uint16_t two_next[] = {0, 0, 0, 2, 0, 3, 0, 0};
static const unsigned char two_accept[] = {8};
static const swage_pattern two_capitals = {
    .source = "^[ABZ]{2}$",
    .class_of = capitals,
    .next = two_next,
    .accept = two_accept,
    .states = 4,
    .classes = 2,
};
static const swage_rule be_uuid[] = {{SWAGE_RULE_FORMAT, {.format = SWAGE_FORMAT_UUID}}};
static const swage_rule be_date[] = {{SWAGE_RULE_FORMAT, {.format = SWAGE_FORMAT_DATE}}};
static const swage_rule be_email[] = {{SWAGE_RULE_FORMAT, {.format = SWAGE_FORMAT_EMAIL}}};
static const swage_rule be_code[] = {{SWAGE_RULE_PATTERN, {.pattern = &two_capitals}}};
static const swage_rule be_three[] = {{SWAGE_RULE_MIN_LENGTH, {.natural = 3}},
                                      {SWAGE_RULE_MAX_LENGTH, {.natural = 3}}};
static const swage_element label_element = {
    {.kind = SWAGE_TYPE_STRING}, sizeof(label), offsetof(label, value), SWAGE_NO_STATE, NULL};
static const swage_field papers_fields[] = {
    SWAGE_FIELD(papers, id, "id", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_STRING,
                SWAGE_RULES(be_uuid)),
    SWAGE_STATE_FIELD(papers, day, "day", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(be_date)),
    SWAGE_STATE_FIELD(papers, mail, "mail", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(be_email)),
    SWAGE_STATE_FIELD(papers, code, "code", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(be_code)),
    SWAGE_STATE_FIELD(papers, currency, "currency", 0, .kind = SWAGE_TYPE_STRING,
                      SWAGE_RULES(be_three)),
    SWAGE_STATE_FIELD(papers, labels, "labels", 0, .kind = SWAGE_TYPE_MAP,
                      .of.element = &label_element)};

static const char *read_papers(swage_parser *p, swage_object *o, const char *at) {
    papers *const out = o->out;
    SWAGE_READ_BEGIN(11)
    for (;;) {
        switch (at < safe ? next : UINT32_MAX) {
        case 0:
            SWAGE_READ(0, "\"id\":", uuid, &out->id);
            SWAGE_FALL_THROUGH;
        case 1:
            SWAGE_READ_STATE(1, "\"day\":", out->day.state, format, &out->day.value,
                             swage_format_date);
            SWAGE_FALL_THROUGH;
        case 2:
            SWAGE_READ_STATE(2, "\"mail\":", out->mail.state, format, &out->mail.value,
                             swage_format_email);
            SWAGE_FALL_THROUGH;
        case 3:
            SWAGE_READ_STATE(3, "\"code\":", out->code.state, pattern, &out->code.value,
                             &two_capitals);
            SWAGE_FALL_THROUGH;
        case 4:
            SWAGE_READ_STATE(4, "\"currency\":", out->currency.state, str_within,
                             &out->currency.value, 3, 3);
            SWAGE_FALL_THROUGH;
        case 5:
            SWAGE_READ_STATE(5, "\"labels\":", out->labels.state, map, &out->labels.value);
        }
        SWAGE_READ_OTHER();
    }
}

static const swage_model papers_model = {.name = "Papers",
                                         .size = sizeof(papers),
                                         .align = _Alignof(papers),
                                         .field_count = 6,
                                         .required_count = 1,
                                         .fields = papers_fields,
                                         .unknown_offset = SWAGE_NO_STATE};
static const char papers_json[] =
    "{\"id\":\"37e9671c-db06-43f2-9394-47526757130F\",\"day\":\"2024-02-29\","
    "\"mail\":\"a.b-c+d@example.org\",\"code\":\"AZ\",\"currency\":\"CHF\","
    "\"labels\":{\"a\":\"b\",\"bc\": \"\",\"\":\"c\"},\"x\":["
    "\"01234567890123456789012345678901234567890123456789\"]}";

typedef union slot {
    all all;
    box box;
    papers papers;
} slot;

/* How a text is parsed. */
typedef struct way {
    swage_parse_options options;
    bool insitu;
    int step; /* from one byte that is tried to the next */
} way;

static const way plain = {{.max_errors = 0}, false, 3};
enum { MAX_ERRORS = 5 };

typedef struct outcome {
    slot out;
    swage_error error, errors[MAX_ERRORS];
    size_t count;
    bool good;
} outcome;

static void parse(const swage_model *model, const char *json, size_t len, const way *how,
                  swage_arena *arena, outcome *o) {
    swage_parse_options options = how->options;
    char *exact = malloc(len ? len : 1); /* sanitizers see its end */
    memcpy(exact, json, len);
    options.errors = options.max_errors ? o->errors : NULL;
    options.error_count = &o->count;
    o->count = 0;
    memset(&o->out, 0xA5, sizeof o->out);
    o->good = how->insitu
                  ? swage_parse_insitu(model, &o->out, exact, len, &options, arena, &o->error)
                  : swage_parse(model, &o->out, exact, len, &options, arena, &o->error);
    if (o->good && how->insitu) { /* before the text goes */
        outcome kept = *o;
        o->good = swage_copy(model, &o->out, &kept.out, arena, NULL);
    }
    free(exact);
}

static void compare_errors(swage_error *a, swage_error *b, const char *json, int len) {
    if (strcmp(swage_error_text(a), swage_error_text(b)) != 0)
        fail_msg("%.*s\n  one by one    %s\n  otherwise     %s", len, json, swage_error_text(a),
                 swage_error_text(b));
    assert_int_equal(a->code, b->code);
    assert_int_equal(a->offset, b->offset);
}

/* Parses by both and compares; whether the text is good. */
static bool same(const swage_model *table, const swage_model *fast, const char *json, size_t len,
                 const way *how, size_t size) {
    static outcome x, y;
    swage_arena a, b;
    swage_arena_init_fixed(&a, memory[0], size);
    swage_arena_init_fixed(&b, memory[1], size);
    parse(table, json, len, how, &a, &x);
    parse(fast, json, len, how, &b, &y);
    compare_errors(&x.error, &y.error, json, (int)len);
    assert_int_equal(x.good, y.good);
    assert_int_equal(x.count, y.count);
    for (size_t i = 0; i < x.count && how->options.max_errors; i++)
        compare_errors(&x.errors[i], &y.errors[i], json, (int)len);
    if (x.good && !swage_equal(table, &x.out, &y.out))
        fail_msg("%.*s", (int)len, json);
    return x.good;
}

/* The same by the model's functions, and by its table as these would. */
static bool both(const swage_model *table, const swage_model *fast, const char *json, size_t len,
                 const way *how, size_t size) {
    swage_model straight = with_longest_name(fast);
    straight.read = NULL;
    bool good = same(table, fast, json, len, how, size);
    assert_int_equal(same(table, &straight, json, len, how, size), good);
    return good;
}

static void run(const swage_model *table, const swage_model *fast, const char *json,
                const way *how) {
    char text[2048];
    size_t len = strlen(json), size = sizeof memory[0];
    assert_true(both(table, fast, json, len, how, size));
    for (size_t cut = 0; cut < len; cut++)
        assert_false(both(table, fast, json, cut, how, size));
    for (size_t i = 0; i < len; i++)
        for (int byte = 1; byte < 256; byte += byte < 127 ? how->step : 41) {
            if (!in_sample())
                continue;
            memcpy(text, json, len);
            text[i] = (char)byte;
            both(table, fast, text, len, how, size);
            memmove(text + i + 1, json + i, len - i); /* put between */
            both(table, fast, text, len + 1, how, size);
        }
    for (size_t room = 0; room < 4096 && !how->insitu; room += 8)
        both(table, fast, json, len, how, room);
}

/* By everything that may be chosen, at least once. */
static void run_all_ways(const swage_model *table, const swage_model *fast, const char *json) {
    static const way ways[] = {
        {{.max_errors = 0}, false, 3},
        {{.max_errors = MAX_ERRORS}, true, 13},
        {{.max_errors = MAX_ERRORS, .null_policy = SWAGE_NULL_IS_ABSENT}, false, 13},
        {{.unknown = SWAGE_DROP_UNKNOWN, .skip_validation = true}, true, 23},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        run(table, fast, json, &ways[i]);
}

static void every_kind_is_read_the_same(void **state) {
    swage_model fast = fast_all_model();
    (void)state;
    run_all_ways(&all_model, &fast, all_json);
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
        "{\"exact\":\"yet\",\"free\":123456789012345678901234567890123456789012345}",
        "{\"letter\":\"xy\",\"exact\":\"no\",\"free\":1234567890123456789012345678}",
        "{}",
    };
    swage_model fast = box_model;
    (void)state;
    fast.read = read_box;
    run_all_ways(&box_model, &fast, box_json);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both(&box_model, &fast, texts[i], strlen(texts[i]), &plain, sizeof memory[0]);
}

static void formats_and_patterns_are_read_the_same(void **state) {
    static const char *const texts[] = {
        "{\"id\":\"37e9671c-db06-43f2-9394-47526757130\"}",
        "{\"id\":\"37e9671c-db06-43f2-9394-47526757130f\"}",
        "{\"currency\":\"\xC3\xA4\xC3\xA4\xC3\xA4\",\"code\":\"ABZ\",\"day\":\"2023-02-29\"}",
        "{\"currency\":\"EURO\",\"mail\":\"a@-b\",\"id\":\"\"}",
        "{\"currency\":\"\\u0041BC\",\"code\":\"\\u0041B\",\"id\":null}",
    };
    swage_model fast = papers_model;
    (void)state;
    fast.read = read_papers;
    run_all_ways(&papers_model, &fast, papers_json);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both(&papers_model, &fast, texts[i], strlen(texts[i]), &plain, sizeof memory[0]);
}

/* The shortest names there are. */
static void short_names_are_read_the_same(void **state) {
    typedef struct pair {
        swage_opt_int64 none, one;
    } pair;
    static const swage_field fields[] = {
        SWAGE_STATE_FIELD(pair, none, "", 0, .kind = SWAGE_TYPE_INT64),
        SWAGE_STATE_FIELD(pair, one, "a", 0, .kind = SWAGE_TYPE_INT64)};
    static const swage_model model = {.name = "Pair",
                                      .size = sizeof(pair),
                                      .align = _Alignof(pair),
                                      .field_count = 2,
                                      .fields = fields,
                                      .unknown_offset = SWAGE_NO_STATE};
    static const char *const texts[] = {
        "{\"\":1,\"a\":2,\"rest\":\"01234567890123456789012345678901234567890123456789"
        "012345678901234567890123456789\"}",
        "{\"a\":2,\"\":1,\"rest\":\"01234567890123456789012345678901234567890123456789"
        "012345678901234567890123456789\"}"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(both(&model, &model, texts[i], strlen(texts[i]), &plain, sizeof memory[0]));
}

enum { LOOKUP_BITS = 4, SLOTS = 1 << LOOKUP_BITS };

/* Gives the model a hash table of its names, as the generator does. */
static void add_lookup(swage_model *model, uint16_t slots[SLOTS]) {
    memset(slots, 0, SLOTS * sizeof *slots);
    for (uint32_t i = 0; i < model->field_count; i++) {
        const swage_field *f = &model->fields[i];
        uint32_t at = swage_name_hash(f->name, f->name_len, 0);
        while (slots[at % SLOTS])
            at++;
        slots[at % SLOTS] = (uint16_t)(i + 1);
    }
    model->lookup = slots;
    model->lookup_bits = LOOKUP_BITS;
}

/* Another name as long as the field's, which the table takes for it at first. */
static void make_like(const swage_model *model, uint32_t field, char *name) {
    const swage_field *f = &model->fields[field];
    memcpy(name, f->name, f->name_len);
    do {
        size_t i = 0;
        while (++name[i] > 'z') /* counts, with letters */
            name[i++] = 'a';
    } while (model->lookup[swage_name_hash(name, f->name_len, 0) % SLOTS] != field + 1);
}

/* Unknown names that look like those of fields, in front of them, between and behind them. */
static void names_that_look_alike_are_told_apart(void **state) {
    typedef struct numbers {
        swage_opt_int64 of[4];
    } numbers;
    static const swage_field fields[] = {
        SWAGE_STATE_FIELD(numbers, of[0], "id", 0, .kind = SWAGE_TYPE_INT64),
        SWAGE_STATE_FIELD(numbers, of[1], "by_eight", 0, .kind = SWAGE_TYPE_INT64),
        SWAGE_STATE_FIELD(numbers, of[2], "under_sixteen", 0, .kind = SWAGE_TYPE_INT64),
        SWAGE_STATE_FIELD(numbers, of[3], "longer_than_sixteen", 0, .kind = SWAGE_TYPE_INT64)};
    swage_model model = {.name = "Numbers",
                         .size = sizeof(numbers),
                         .align = _Alignof(numbers),
                         .field_count = 4,
                         .fields = fields,
                         .unknown_offset = SWAGE_NO_STATE};
    const swage_model one_by_one = model;
    uint16_t slots[SLOTS];
    (void)state;
    add_lookup(&model, slots);
    for (uint32_t i = 0; i < 4; i++) {
        char like[32], text[512];
        make_like(&model, i, like);
        for (uint32_t place = 0; place < 5; place++) {
            int len = snprintf(text, sizeof text, "{");
            for (uint32_t k = 0; k < 5; k++) {
                const swage_field *f = &fields[k == place ? i : 3 - (k - (k > place))];
                len += snprintf(text + len, sizeof text - (size_t)len, "\"%.*s\":%u,",
                                (int)f->name_len, k == place ? like : f->name, k);
            }
            len += snprintf(text + len, sizeof text - (size_t)len, "\"rest\":\"%0200d\"}", 0);
            assert_true(both(&one_by_one, &model, text, (size_t)len, &plain, sizeof memory[0]));
        }
    }
}

/* Members in every order of six, which are 720. */
static void members_come_in_any_order(void **state) {
    static const char *const members[] = {
        "\"node\":{\"name\":\"\"}", "\"limited\":1",    "\"yes\":true",
        "\"always\": true",         "\"letter\":\"x\"", "\"free\":12"};
    swage_model fast = box_model;
    uint16_t slots[SLOTS];
    (void)state;
    fast.read = read_box;
    add_lookup(&fast, slots);
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
        assert_true(both(&box_model, &fast, text, strlen(text), &plain, sizeof memory[0]));
    }
}

/* Each text as the value of a field, with and without something behind. */
static void values_of(const swage_model *table, const swage_model *fast, const char *name,
                      const char *const *values, size_t count) {
    static const char *const forms[] = {
        "{\"%s\":%s,\"string\":\"0123456789012345678901234567890123456789\"}",
        "{\"string\":\"\",\"%s\": %s}",
        "{\"string\":\"\",\"%s\":%s ,\"x\":\"0123456789012345678901234567890123456789\"}"};
    char text[512];
    for (size_t i = 0; i < count; i++)
        for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
            int len = snprintf(text, sizeof text, forms[form], name, values[i]);
            both(table, fast, text, (size_t)len, &plain, sizeof memory[0]);
        }
}

static void enums_are_read_the_same(void **state) {
    static const char *const values[] = {"\"red\"",
                                         "\"green\"",
                                         "\"\"",
                                         "\"re\"",
                                         "\"redd\"",
                                         "\"r\\u0065d\"",
                                         "\"7\"",
                                         "7",
                                         "7.0",
                                         "70",
                                         "true",
                                         "\"true\"",
                                         "\"greengreengree\"",
                                         "\"0123456789abcdef\"",
                                         "\"0123456789abcdef0\"",
                                         "null",
                                         "\"red",
                                         "\"gre\xC3\xA4\"",
                                         "{}"};
    swage_model fast = fast_all_model();
    (void)state;
    values_of(&all_model, &fast, "color", values, sizeof values / sizeof *values);
}

static void numbers_are_read_the_same(void **state) {
    static const char *const values[] = {"0",
                                         "-0",
                                         "00",
                                         "-",
                                         "-01",
                                         "0.0",
                                         "-0.0",
                                         "1.",
                                         ".5",
                                         "1e5",
                                         "1E+5",
                                         "1e",
                                         "1.5e-3",
                                         "7",
                                         "12345678",
                                         "123456789",
                                         "1234567890123456",
                                         "12345678901234567",
                                         "123456789012345678",
                                         "1234567890123456789",
                                         "12345678901234567890",
                                         "123456789012345678901234567",
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "9223372036854775808",
                                         "0.1234567890123456",
                                         "0.12345678901234567",
                                         "123456789.123456789",
                                         "1234567890.1234567891",
                                         "0.00000000000000001",
                                         "00.5",
                                         "1.5:",
                                         "1a",
                                         "1.5a",
                                         "12345678x",
                                         "1234567x",
                                         "1\xB0",
                                         "0.3",
                                         "179769313486231580000000000000000000000",
                                         "1 ",
                                         "1\t",
                                         "1\n\n",
                                         "1\"",
                                         "-a",
                                         "1-2"};
    static const char *const names[] = {"int64", "double", "int32", "uint64", "float", "decimal"};
    swage_model fast = fast_all_model();
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        values_of(&all_model, &fast, names[i], values, sizeof values / sizeof *values);
}

/* Numbers of all lengths, with what may stand before, within and behind them. */
static void random_numbers_are_read_the_same(void **state) {
    static const char others[] = "-+.eE,} \t\n]x\"";
    swage_model fast = fast_all_model();
    (void)state;
    srand(7);
    for (int i = 0; i < 10000; i++) {
        char number[64], *at = number;
        const char *value = number;
        *at = '-';
        at += rand() % 3 == 0;
        for (int digits = rand() % 24; digits > 0; digits--)
            *at++ = (char)('0' + (rand() % 4 ? rand() % 10 : 0));
        *at = '.';
        at += rand() % 2;
        for (int digits = rand() % 24; digits > 0; digits--)
            *at++ = (char)('0' + (rand() % 4 ? rand() % 10 : 0));
        if (rand() % 8 == 0 && at > number)
            number[rand() % (at - number)] = others[rand() % (int)(sizeof others - 1)];
        *at = '\0';
        values_of(&all_model, &fast, i % 2 ? "double" : "int64", &value, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read_the_same),
        cmocka_unit_test(rules_and_models_are_read_the_same),
        cmocka_unit_test(formats_and_patterns_are_read_the_same),
        cmocka_unit_test(short_names_are_read_the_same),
        cmocka_unit_test(members_come_in_any_order),
        cmocka_unit_test(names_that_look_alike_are_told_apart),
        cmocka_unit_test(enums_are_read_the_same),
        cmocka_unit_test(numbers_are_read_the_same),
        cmocka_unit_test(random_numbers_are_read_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
