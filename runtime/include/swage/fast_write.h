/*
 * What generated functions that write a model are made of (option `code: fast`): straight code, a
 * macro for each field. Whatever they meet that is not valid, they give up; the model's table tells
 * the error. What is rare or nested goes by the table, too.
 *
 *     static char *write_struct(swage_writer *w, char *at, const void *value) {
 *         const shop_customer *v = value;
 *         SWAGE_WRITE_BEGIN(fields, 128)
 *         SWAGE_WRITE_PLAIN(0, swage_put_str, name, "\"name\":")
 *         SWAGE_WRITE_STATE(1, swage_put_int64, age, "\"age\":", false, true)
 *         SWAGE_WRITE_UNKNOWN(shop_customer_model)
 *         SWAGE_WRITE_END()
 *     }
 *
 * All that writes takes the place of the next byte and returns that behind what it wrote; NULL ends
 * the write. Text goes into a room: the caller's buffer, or one on the stack when the buffer is
 * nearly full or there is none. Who writes asks beforehand for as many bytes as it may need, at
 * most SWAGE_WRITE_ROOM.
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_FAST_WRITE_H
#define SWAGE_FAST_WRITE_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SWAGE_WRITE_ROOM = 2048 };

struct swage_frame;

/* A write. Generated functions use the members before `silent`, the runtime all of them. */
struct swage_writer {
    char *end;         /* of the room */
    unsigned levels;   /* of nested values that it may still go down */
    bool check_rules;  /* whether constraints are checked */
    bool drop_unknown; /* whether unknown members are left out */
    bool silent;       /* nothing is kept of what is written */
    bool by_table;     /* no generated function is called */
    bool refused;      /* the sink has refused a piece */
    unsigned indent, depth, max_depth;
    char *start;     /* of the room */
    char *stage;     /* the room on the stack */
    size_t gone;     /* bytes that have left the room */
    char *buffer;    /* what is left of the caller's, without what is in the room … */
    size_t capacity; /* … and without the place of the NUL */
    swage_sink sink;
    void *context; /* of the sink */
    struct swage_frame *top;
    swage_error *error;
};

/* Makes room for `count` bytes; NULL when the sink refuses what was written before. */
char *swage_write_more(swage_writer *w, char *at, size_t count);

/* Text in quotes, escaped, and room for `after` bytes behind it; NULL when it is no UTF-8. */
char *swage_write_text(swage_writer *w, char *at, const char *text, size_t len, size_t after);

/* Numbers; NULL when a real one is infinite or NaN. */
char *swage_put_integer(char *at, int64_t value);
char *swage_put_natural(char *at, uint64_t value);
char *swage_put_real(char *at, double value);

/*
 * The value of a slot of that type. Those that take more than a number does make room for `after`
 * bytes behind it; the others take it from the room that was there.
 */
char *swage_put_enum(swage_writer *w, char *at, const swage_type *type, const void *slot,
                     size_t after);
char *swage_put_model(swage_writer *w, char *at, const swage_type *type, const void *slot,
                      size_t after);
char *swage_put_slot(swage_writer *w, char *at, const swage_type *type, const void *slot,
                     size_t after);

SWAGE_INLINE char *swage_put_str(swage_writer *w, char *at, const swage_type *type,
                                 const swage_str *slot, size_t after) {
    (void)type;
    return slot->ptr ? swage_write_text(w, at, slot->ptr, slot->len, after) : NULL;
}

SWAGE_INLINE char *swage_put_bool(swage_writer *w, char *at, const swage_type *type,
                                  const bool *slot, size_t after) {
    (void)w, (void)type, (void)after;
    memcpy(at, *slot ? "true " : "false", 5);
    return at + 5 - *slot;
}

SWAGE_INLINE char *swage_put_int32(swage_writer *w, char *at, const swage_type *type,
                                   const int32_t *slot, size_t after) {
    (void)w, (void)type, (void)after;
    return swage_put_integer(at, *slot);
}

SWAGE_INLINE char *swage_put_int64(swage_writer *w, char *at, const swage_type *type,
                                   const int64_t *slot, size_t after) {
    (void)w, (void)type, (void)after;
    return swage_put_integer(at, *slot);
}

SWAGE_INLINE char *swage_put_uint32(swage_writer *w, char *at, const swage_type *type,
                                    const uint32_t *slot, size_t after) {
    (void)w, (void)type, (void)after;
    return swage_put_natural(at, *slot);
}

SWAGE_INLINE char *swage_put_uint64(swage_writer *w, char *at, const swage_type *type,
                                    const uint64_t *slot, size_t after) {
    (void)w, (void)type, (void)after;
    return swage_put_natural(at, *slot);
}

SWAGE_INLINE char *swage_put_double(swage_writer *w, char *at, const swage_type *type,
                                    const double *slot, size_t after) {
    (void)w, (void)type, (void)after;
    return swage_put_real(at, *slot);
}

/* Whether a value keeps the rules of its type. */
bool swage_rules_hold(const swage_type *type, const void *slot);

/* Members that are no fields, and room for the end; *mark stands before the first. */
char *swage_put_unknown(swage_writer *w, char *at, const swage_model *model, const void *value,
                        char *mark);

/*
 * `fields` is the model's table; `room` what all fields up to the next SWAGE_WRITE_MORE take at
 * most, but for their texts and nested values.
 */
#define SWAGE_WRITE_BEGIN(fields, room)                                                            \
    const swage_field *const table = (fields);                                                     \
    const size_t after = (room);                                                                   \
    char mark = '{';                                                                               \
    if (w->levels == 0)                                                                            \
        return NULL;                                                                               \
    w->levels--;                                                                                   \
    SWAGE_WRITE_MORE()

#define SWAGE_WRITE_MORE()                                                                         \
    if ((size_t)(w->end - at) < after) {                                                           \
        at = swage_write_more(w, at, after);                                                       \
        if (!at)                                                                                   \
            return NULL;                                                                           \
    }

/* A plain value, by its position in the table; `name` has its quotes and the colon. */
#define SWAGE_WRITE_PLAIN(position, put, member, name)                                             \
    *at = mark;                                                                                    \
    mark = ',';                                                                                    \
    memcpy(at + 1, name, sizeof(name) - 1);                                                        \
    at = put(w, at + sizeof(name), &table[position].type, &v->member, after);                      \
    if (!at)                                                                                       \
        return NULL;

/*
 * A value with a state. The name, and null, are written in any case, and stay when they are behind
 * `at`: whether there is a value is the one branch that can't be foreseen.
 */
#define SWAGE_WRITE_STATE(position, put, member, name, required, nullable)                         \
    *at = mark;                                                                                    \
    memcpy(at + 1, name, sizeof(name) - 1);                                                        \
    if (v->member.state == SWAGE_SET) {                                                            \
        mark = ',';                                                                                \
        at = put(w, at + sizeof(name), &table[position].type, &v->member.value, after);            \
        if (!at)                                                                                   \
            return NULL;                                                                           \
    } else {                                                                                       \
        const bool null = v->member.state == SWAGE_NULL;                                           \
        if ((unsigned)v->member.state > SWAGE_NULL || (null ? !(nullable) : (required)))           \
            return NULL;                                                                           \
        memcpy(at + sizeof(name), "null", 4);                                                      \
        at += null ? sizeof(name) + 4 : 0;                                                         \
        mark = null ? ',' : mark;                                                                  \
    }

/* The rules of a scalar, which is at `slot` if it is `set`. */
#define SWAGE_WRITE_RULES(position, set, slot)                                                     \
    if (w->check_rules && (set) && !swage_rules_hold(&table[position].type, slot))                 \
        return NULL;

/* The members that are none of the fields. */
#define SWAGE_WRITE_UNKNOWN(model)                                                                 \
    if (v->unknown_members.count) {                                                                \
        at = swage_put_unknown(w, at, &(model), v, &mark);                                         \
        if (!at)                                                                                   \
            return NULL;                                                                           \
    }

#define SWAGE_WRITE_END()                                                                          \
    *at = '{';                                                                                     \
    at += mark == '{';                                                                             \
    *at = '}';                                                                                     \
    w->levels++;                                                                                   \
    return at + 1;

#ifdef __cplusplus
}
#endif

#endif
