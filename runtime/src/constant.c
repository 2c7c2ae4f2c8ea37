/*
 * const: most are written as the text stands. Where that is not so (numbers have many texts, and
 * members any order) both sides become free-form JSON.
 */
#include "constant.h"
#include "slot.h"

#include <swage/fast/portability.h>

enum { ON_STACK = 8192 };

static const swage_write_options as_it_is = {.skip_validation = true};

/* A string of no escapes, which is most of them, is compared at once. */
static bool is_plain_string(const char *json, size_t len) {
    return len >= 2 && json[0] == '"' && !memchr(json, '\\', len);
}

/* A sink that takes what a text goes on with. */
static bool take_same(void *context, const char *bytes, size_t len) {
    swage_str *rest = context;
    if (rest->len < len || memcmp(rest->ptr, bytes, len) != 0)
        return false;
    rest->ptr += len;
    rest->len -= len;
    return true;
}

/* What is compared, and the memory for it. */
typedef struct comparison {
    const swage_type *type;
    const void *slot;
    swage_str json;
    size_t size; /* of the slot's JSON, with a NUL */
} comparison;

static bool parse(swage_value *out, const char *json, size_t len, swage_arena *arena,
                  bool *enough) {
    swage_error error;
    bool good = swage_value_parse(out, json, len, NULL, arena, &error);
    *enough = good || error.code != SWAGE_ERROR_NO_MEMORY;
    return good;
}

/* False, too, when the room is not enough. */
static bool compare_in(const comparison *c, char *room, size_t size, bool *enough) {
    swage_arena arena;
    swage_value x, y;
    *enough = size > c->size;
    if (!*enough)
        return false;
    swage_write_type(c->type, c->slot, room, c->size, &as_it_is, NULL);
    swage_arena_init_fixed(&arena, room + c->size, size - c->size);
    return parse(&x, room, c->size - 1, &arena, enough) &&
           parse(&y, c->json.ptr, c->json.len, &arena, enough) &&
           swage_slot_value_equal(&x, &y, SLOT_DEPTH);
}

static NOINLINE bool compare_on_stack(const comparison *c, bool *enough) {
    char room[ON_STACK];
    return compare_in(c, room, sizeof room, enough);
}

static bool compare(const comparison *c, scratch *s) {
    bool enough, equal = compare_on_stack(c, &enough);
    for (size_t size = (size_t)ON_STACK * 4; s && !enough; size *= 2) {
        scratch_mark mark = swage_scratch_get_mark(s);
        char *room = swage_scratch_alloc(s, size);
        if (!room)
            return false;
        equal = compare_in(c, room, size, &enough);
        swage_scratch_rewind(s, mark);
    }
    return equal;
}

bool swage_constant_equals(const swage_type *type, const void *slot, const char *json, scratch *s) {
    size_t len = strlen(json);
    swage_str rest = {json, len};
    comparison c = {type, slot, rest, 0};
    if (type->kind == SWAGE_TYPE_STRING && is_plain_string(json, len)) {
        const swage_str *text = slot;
        return text->len == len - 2 && memcmp(text->ptr, json + 1, len - 2) == 0;
    }
    if (swage_write_type_to(type, slot, take_same, &rest, &as_it_is, NULL) && rest.len == 0)
        return true;
    c.size = swage_write_type(type, slot, NULL, 0, &as_it_is, NULL) + 1;
    return c.size > 1 && compare(&c, s);
}
