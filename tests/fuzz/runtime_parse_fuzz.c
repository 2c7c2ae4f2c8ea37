/*
 * libFuzzer: any text through the parser, by copy and in place, into every kind of model. What the
 * parsers say must agree with each other and with a second opinion (reference_json.h); what is read
 * must come back from what is written. The first two bytes choose the model, the options and how
 * much memory there is.
 */
#include "reference_json.h"
#include "runtime_room.h"

#include <stdlib.h>

enum { WRITTEN = 1 << 18, MAX_INPUT = 1 << 15 };

/* What a parse gave. */
typedef struct outcome {
    slot out;
    bool good;
    swage_error error;
} outcome;

static fuzz_room memory, memory_insitu, memory_value, memory_again, input;
static char written[WRITTEN], rewritten[WRITTEN];
static outcome copied, insitu, free_form, again;
static swage_error errors[4];

static bool is_clear(const void *bytes, size_t size) {
    const char *b = bytes;
    return b[0] == 0 && memcmp(b, b + 1, size - 1) == 0;
}

/* What holds for every parse of `len` bytes. */
static void check_outcome(outcome *o, const swage_type *type, size_t len) {
    must(o->good == (o->error.code == SWAGE_OK));
    if (o->good)
        return;
    must(o->error.offset <= len && o->error.line > 0 && o->error.column > 0);
    must(strlen(swage_error_text(&o->error)) < sizeof o->error.text);
    must(is_clear(&o->out, room_type_size(type)));
}

/* Refused as no JSON rather than as not what the model wants. */
static bool is_no_json(const swage_error *error) {
    return error->code == SWAGE_ERROR_SYNTAX || error->code == SWAGE_ERROR_UTF8 ||
           error->code == SWAGE_ERROR_DEPTH;
}

/* What a good parse gives can be written, read again, copied and compared. */
static void round_trip(const swage_type *type, slot *value, bool checked, unsigned indent) {
    swage_arena arena;
    swage_write_options options = {.skip_validation = !checked, .max_depth = 200, .indent = indent};
    swage_parse_options lax = {.skip_validation = !checked, .max_depth = 200};
    size_t len = swage_write_type(type, value, written, sizeof written, &options, NULL);
    must(len > 0 && len < sizeof written);
    must(!checked || swage_validate_type(type, value, NULL));
    room_use_arena(&arena, &memory_again, ROOM);
    must(swage_parse_type(type, &again.out, written, len, &lax, &arena, NULL));
    if (!swage_equal_type(type, value, &again.out)) {
        /* A whole number may come back as another alternative; but only once. */
        must(type->kind != SWAGE_TYPE_VALUE);
        len = swage_write_type(type, &again.out, rewritten, sizeof rewritten, &options, NULL);
        must(len > 0);
        room_use_arena(&arena, &memory_insitu, ROOM);
        must(swage_parse_type(type, &insitu.out, rewritten, len, &lax, &arena, NULL));
        must(swage_equal_type(type, &again.out, &insitu.out));
    }
    room_use_arena(&arena, &memory_again, ROOM);
    must(swage_copy_type(type, &again.out, value, &arena, NULL));
    must(swage_equal_type(type, value, &again.out));
}

/* With little memory a parse says so, or does what it does with much. */
static void parse_in_little(const swage_type *type, const char *json, size_t len,
                            const swage_parse_options *options, size_t size) {
    swage_arena arena;
    room_use_arena(&arena, &memory_again, size);
    again.good = swage_parse_type(type, &again.out, json, len, options, &arena, &again.error);
    check_outcome(&again, type, len);
    if (again.error.code != SWAGE_ERROR_NO_MEMORY)
        must_be_same(&again.error, &copied.error);
}

/* The same from malloc, limited, all errors told. */
static void parse_all_errors(const swage_type *type, const char *json, size_t len,
                             swage_parse_options options, size_t limit) {
    swage_arena arena;
    size_t count = 0;
    options.errors = errors;
    options.max_errors = sizeof errors / sizeof *errors;
    options.error_count = &count;
    swage_arena_init_limited(&arena, limit);
    again.good = swage_parse_type(type, &again.out, json, len, &options, &arena, &again.error);
    check_outcome(&again, type, len);
    must(count <= sizeof errors / sizeof *errors && (count > 0) == !again.good);
    if (count > 0)
        must_be_same(&again.error, &errors[0]);
    if (again.error.code != SWAGE_ERROR_NO_MEMORY)
        must_be_same(&again.error, &copied.error);
    swage_arena_free(&arena);
}

static void parse_free_form(const char *json, size_t len, unsigned max_depth) {
    swage_arena arena;
    swage_parse_options options = {.max_depth = max_depth};
    room_use_arena(&arena, &memory_value, ROOM);
    free_form.good =
        swage_value_parse(&free_form.out.value, json, len, &options, &arena, &free_form.error);
    check_outcome(&free_form, room_type(TYPE_VALUE), len);
    must(free_form.good == reference_accepts(json, len, max_depth));
}

static void parse_typed(const swage_type *type, const char *json, size_t len,
                        const swage_parse_options *options) {
    swage_arena arena;
    room_use_arena(&arena, &memory, ROOM);
    copied.good = swage_parse_type(type, &copied.out, json, len, options, &arena, &copied.error);
    check_outcome(&copied, type, len);
    must(!copied.good || free_form.good);
    must(!free_form.good || !is_no_json(&copied.error));

    char *text = room_use(&input, len);
    memcpy(text, json, len);
    room_use_arena(&arena, &memory_insitu, ROOM);
    insitu.good =
        swage_parse_type_insitu(type, &insitu.out, text, len, options, &arena, &insitu.error);
    check_outcome(&insitu, type, len);
    must_be_same(&copied.error, &insitu.error);
    must(!copied.good || swage_equal_type(type, &copied.out, &insitu.out));
}

/* By another form of the model the outcome is the same. */
static void parse_again(swage_model model, const char *json, size_t len,
                        const swage_parse_options *options) {
    swage_arena arena;
    room_use_arena(&arena, &memory_again, ROOM);
    again.good = swage_parse(&model, &again.out, json, len, options, &arena, &again.error);
    must(again.good == copied.good);
    must_be_same(&again.error, &copied.error);
    must(!copied.good || swage_equal(&model, &copied.out, &again.out));
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    if (size < 2 || size > MAX_INPUT)
        return 0;
    unsigned choice = data[0], little = data[1];
    swage_parse_options options = {.unknown = choice & 1 ? SWAGE_DROP_UNKNOWN : SWAGE_KEEP_UNKNOWN,
                                   .null_policy = choice & 2 ? SWAGE_NULL_IS_ABSENT : 0,
                                   .skip_validation = (choice & 4) != 0,
                                   .max_depth = choice & 8 ? 20 : 100};
    const swage_type *type = room_type(choice >> 5);
    const char *json = (const char *)data + 2;
    size_t len = size - 2;
    parse_free_form(json, len, options.max_depth);
    parse_typed(type, json, len, &options);
    if (type->kind == SWAGE_TYPE_MODEL)
        parse_again(with_longest_name(type->of.model), json, len, &options);
    if (type == room_type(TYPE_ALL))
        parse_again(fast_all_model(), json, len, &options);
    if (copied.good)
        round_trip(type, &copied.out, !options.skip_validation, choice & 16 ? 2 : 0);
    if (little < 128)
        parse_in_little(type, json, len, &options, little * 16);
    else if (little < 160)
        parse_all_errors(type, json, len, options, little % 2 ? SIZE_MAX : little * 64);
    return 0;
}
