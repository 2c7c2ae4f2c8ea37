/*
 * libFuzzer: any model that can be had is written. By generated functions (`code: fast`) as by the
 * table, to a buffer of any size as to a sink in pieces; and what is written is JSON that reads as
 * the same value. The first four bytes choose the model, the options, how the value is spoiled
 * beforehand, and the buffer's size.
 */
#include "reference_json.h"
#include "runtime_room.h"

#include <stdlib.h>

enum { MAX_INPUT = 4096, WRITTEN = 1 << 17, MAX_PIECE = 2048 };

/* What takes the pieces of a write; it refuses the one after the last. */
typedef struct sink {
    char text[WRITTEN];
    size_t len, left;
} sink;

static fuzz_room memory, memory_again, input, little;
static char written[WRITTEN], rewritten[WRITTEN];
static sink taken;
static slot value, again;
static swage_error error, other;

static bool take(void *context, const char *bytes, size_t len) {
    sink *s = context;
    must(len > 0 && len <= MAX_PIECE && len <= sizeof s->text - s->len);
    if (s->left == 0)
        return false;
    s->left--;
    memcpy(s->text + s->len, bytes, len);
    s->len += len;
    return true;
}

/* By another way: the same bytes and the same error. */
static void write_again(const swage_type *type, const swage_write_options *options, size_t len) {
    must(swage_write_type(type, &value, rewritten, sizeof rewritten, options, &other) == len);
    must_be_same(&error, &other);
    must(memcmp(written, rewritten, len + 1) == 0);
}

/* As snprintf writes. */
static void write_little(const swage_type *type, const swage_write_options *options, size_t len,
                         size_t capacity) {
    char *buffer = room_use(&little, capacity);
    must(swage_write_type(type, &value, capacity ? buffer : NULL, capacity, options, NULL) == len);
    if (capacity == 0)
        return;
    size_t kept = len < capacity ? len : capacity - 1;
    must(memcmp(buffer, written, kept) == 0 && buffer[kept] == '\0');
}

static void write_pieces(const swage_type *type, const swage_write_options *options, size_t len,
                         size_t pieces) {
    taken.len = 0;
    taken.left = pieces;
    bool good = swage_write_type_to(type, &value, take, &taken, options, &other);
    must(good == (other.code == SWAGE_OK) && (len == 0 || taken.len <= len));
    if (good)
        must(taken.len == len);
    else if (other.code == SWAGE_ERROR_SINK)
        must(taken.left == 0);
    else
        must_be_same(&error, &other);
    if (len)
        must(memcmp(taken.text, written, taken.len) == 0);
}

/* What is written is JSON, and reads as the value. */
static void read_back(const swage_type *type, const swage_write_options *options, size_t len) {
    swage_parse_options lax = {.skip_validation = options->skip_validation, .max_depth = 200};
    swage_arena arena;
    must(reference_accepts(written, len, 200));
    room_use_arena(&arena, &memory_again, ROOM);
    must(swage_parse_type(type, &again, written, len, &lax, &arena, NULL));
    if (type->kind == SWAGE_TYPE_MODEL && type->of.model != &all_model && !options->drop_unknown)
        must(swage_equal_type(type, &value, &again)); /* others may become another alternative */
}

static bool parse(const swage_type *type, char *json, size_t len, bool lax) {
    swage_arena arena;
    swage_parse_options options = {.skip_validation = lax, .max_depth = 100};
    room_use_arena(&arena, &memory, ROOM);
    return swage_parse_type_insitu(type, &value, json, len, &options, &arena, NULL);
}

/* Text of the value lies in the input: a byte of it becomes another. */
static bool spoil(char *text, size_t len, unsigned choice) {
    if (choice >= 128 || len == 0)
        return false;
    static const char bytes[] = "\0\"\\\n\x7F\x80\xC3 ";
    text[choice * 2 % len] = bytes[choice % (sizeof bytes - 1)];
    return true;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    if (size < 4 || size > MAX_INPUT)
        return 0;
    unsigned choice = data[0];
    swage_write_options options = {.indent = choice & 1 ? choice >> 1 & 3 : 0,
                                   .drop_unknown = !(choice & 1) && choice & 2,
                                   .skip_validation = (choice & 8) != 0,
                                   .max_depth = choice & 16 ? 3 : 150};
    const swage_type *type = room_type(choice >> 5);
    size_t len = size - 4;
    char *text = room_use(&input, len);
    memcpy(text, data + 4, len);
    if (!parse(type, text, len, options.skip_validation))
        return 0;
    bool spoilt = spoil(text, len, data[2]);
    len = swage_write_type(type, &value, written, sizeof written, &options, &error);
    must(len < sizeof written && (len == 0) == (error.code != SWAGE_OK));
    must(len > 0 || spoilt || error.code == SWAGE_ERROR_DEPTH);
    if (type == room_type(TYPE_ALL)) {
        swage_model fast = fast_all_model();
        swage_type fast_type = swage_model_type(&fast);
        write_again(&fast_type, &options, len);
        write_pieces(&fast_type, &options, len, data[1] < 32 ? data[1] : SIZE_MAX);
        write_little(&fast_type, &options, len, data[3] * 5U);
    } else {
        write_pieces(type, &options, len, data[1] < 32 ? data[1] : SIZE_MAX);
        write_little(type, &options, len, data[3] * 5U);
    }
    if (len && !spoilt)
        read_back(type, &options, len);
    return 0;
}
