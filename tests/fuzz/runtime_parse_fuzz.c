/*
 * Any text through the parser, by copy and in place, with every option; what is read must come back
 * from what is written. The first two bytes choose the options and how much memory there is.
 *
 *     runtime_parse_fuzz -max_len=4096 -dict=tests/fuzz/json.dict corpus-folder
 */
#include "../runtime/models.h"

#include <stdlib.h>

static char room[3][1 << 16];
static char written[1 << 18];

static void must(bool good) {
    if (!good)
        abort();
}

/* What a good parse gives can be written, read again, copied and compared. */
static void round_trip(const swage_type *type, const void *slot, bool checked) {
    union {
        all a;
        rules r;
        swage_value v;
        thing t;
    } again, third;
    swage_arena arena;
    swage_error error;
    swage_write_options options = {.skip_validation = !checked, .max_depth = 200};
    swage_parse_options lax = {.skip_validation = !checked, .max_depth = 200};
    size_t len = swage_write_type(type, slot, written, sizeof written, &options, &error);
    must(len > 0 && swage_error_text(&error));
    must(!checked || swage_validate_type(type, slot, NULL));
    if (len >= sizeof written)
        return;
    swage_arena_init(&arena);
    must(swage_parse_type(type, &again, written, len, &lax, &arena, &error));
    if (!swage_equal_type(type, slot, &again)) {
        /* A whole number may come back as another alternative; but only once. */
        len = swage_write_type(type, &again, written, sizeof written, &options, &error);
        must(swage_parse_type(type, &third, written, len, &lax, &arena, &error));
        must(swage_equal_type(type, &again, &third));
    }
    must(swage_copy_type(type, &again, slot, &arena, &error));
    must(swage_equal_type(type, slot, &again));
    swage_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    union {
        all a;
        rules r;
        swage_value v;
        thing t;
    } out, insitu;
    swage_error errors[8], error;
    size_t count = 0;
    if (size < 2)
        return 0;
    unsigned choice = data[0], memory = data[1];
    swage_parse_options options = {.unknown = choice & 1 ? SWAGE_DROP_UNKNOWN : SWAGE_KEEP_UNKNOWN,
                                   .null_policy = choice & 2 ? SWAGE_NULL_IS_ABSENT : 0,
                                   .skip_validation = (choice & 4) != 0,
                                   .max_depth = choice & 8 ? 20 : 0};
    if (choice & 16) {
        options.errors = errors;
        options.max_errors = 8;
        options.error_count = &count;
    }
    swage_type types[] = {{.kind = SWAGE_TYPE_MODEL, .of.model = &all_model},
                          {.kind = SWAGE_TYPE_MODEL, .of.model = &rules_model},
                          {.kind = SWAGE_TYPE_VALUE},
                          thing_type};
    const swage_type *type = &types[choice >> 5 & 3];
    const char *json = (const char *)data + 2;
    size_t len = size - 2;
    char *copy = malloc(len ? len : 1);
    swage_arena arena, other;
    memcpy(copy, json, len);
    swage_arena_init_fixed(&arena, room[0], memory & 1 ? sizeof room[0] : memory * 16);
    swage_arena_init_limited(&other, memory & 2 ? SIZE_MAX : memory * 64);
    bool good = swage_parse_type(type, &out, json, len, &options, &arena, &error);
    must(good == (error.code == SWAGE_OK) && swage_error_text(&error));
    must(error.offset <= len && count <= 8);
    bool good_insitu = swage_parse_type_insitu(type, &insitu, copy, len, &options, &other, &error);
    must(good == good_insitu || error.code == SWAGE_ERROR_NO_MEMORY || (memory & 3) != 3);
    if (good)
        round_trip(type, &out, !options.skip_validation);
    if (good && good_insitu)
        must(swage_equal_type(type, &out, &insitu));
    swage_arena_free(&other);
    free(copy);
    return 0;
}
