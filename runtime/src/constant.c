/*
 * const: texts are compared as they stand where that decides; else both sides become free-form JSON
 * in a buffer on the stack.
 */
#include "constant.h"
#include "slot.h"

#include <swage/fast/portability.h>

enum { TEXT_ROOM = 2048, VALUE_ROOM = 8192 };

/* A string of no escapes, which is most of them, is compared at once. */
static bool is_plain_string(const char *json, size_t len) {
    return len >= 2 && json[0] == '"' && !memchr(json, '\\', len);
}

/* A constant of more than 2 KiB as JSON is no equal to anything. */
static NOINLINE bool compare_texts(const char *a, size_t a_len, const char *b, size_t b_len) {
    char room[VALUE_ROOM];
    swage_arena arena;
    swage_value x, y;
    swage_arena_init_fixed(&arena, room, sizeof room);
    return swage_value_parse(&x, a, a_len, NULL, &arena, NULL) &&
           swage_value_parse(&y, b, b_len, NULL, &arena, NULL) &&
           swage_slot_value_equal(&x, &y, SLOT_DEPTH);
}

bool swage_constant_equals(const swage_type *type, const void *slot, const char *json) {
    size_t len = strlen(json);
    if (type->kind == SWAGE_TYPE_STRING && is_plain_string(json, len)) {
        const swage_str *text = slot;
        return text->len == len - 2 && memcmp(text->ptr, json + 1, len - 2) == 0;
    }
    char written[TEXT_ROOM];
    swage_write_options options = {0, true, false, 0};
    size_t size = swage_write_type(type, slot, written, sizeof written, &options, NULL);
    if (size == 0 || size >= sizeof written)
        return false;
    return (size == len && memcmp(written, json, len) == 0) ||
           compare_texts(written, size, json, len);
}
