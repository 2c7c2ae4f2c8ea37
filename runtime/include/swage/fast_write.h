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
 *         SWAGE_WRITE_END(true)
 *     }
 *
 * All that writes takes the place of the next byte and returns that behind what it wrote; NULL ends
 * the write. Text goes into a room: the caller's buffer, or one on the stack when the buffer is
 * nearly full or there is none. Who writes asks beforehand for as many bytes as it may need, less
 * than SWAGE_WRITE_ROOM. The byte in front of `at` is always in the room.
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_FAST_WRITE_H
#define SWAGE_FAST_WRITE_H

#include <swage/fast/portability.h>
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
    bool any_null;     /* a null is written where the spec allows none, too */
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

/* A model, by its function or its table; NULL stands for one that is not set. */
char *swage_write_model(swage_writer *w, char *at, const swage_model *model, const void *value);

/* An enum of any kind and value. */
char *swage_write_enum(swage_writer *w, char *at, const swage_type *type, const void *slot,
                       size_t after);

/*
 * The value of a slot of that type, but for its rules; swage_put_slot alone checks them. Those that
 * may take more than a short text does make room for `after` bytes behind it; the others take it
 * from the room that was there.
 */
char *swage_put_slot(swage_writer *w, char *at, const swage_type *type, const void *slot,
                     size_t after);
char *swage_put_date_time(swage_writer *w, char *at, const swage_type *type, const void *slot,
                          size_t after);
char *swage_write_array(swage_writer *w, char *at, const swage_type *type, const void *slot,
                        size_t after);

/* Room for `count` bytes; NULL: as above. */
SWAGE_INLINE char *swage_write_need(swage_writer *w, char *at, size_t count) {
    return LIKELY((size_t)(w->end - at) >= count) ? at : swage_write_more(w, at, count);
}

/*
 * A short text that is plain, in quotes, where there is room for a block and two bytes. NULL, and
 * nothing done, when it is no such text; it may have no bytes at all.
 */
ALWAYS_INLINE char *swage_put_short(char *at, const char *text, size_t len) {
    bool plain;
    if (PORT_SMALL || UNLIKELY(len > PORT_BLOCK || !text) || (!PORT_MASKED && len < 4))
        return NULL;
    *at = '"';
    if (PORT_MASKED) {
        port_block block = port_load_part(text, len);
        port_store(at + 1, block);
        plain = port_special(block) == 0;
    } else if (len >= 16) {
        memcpy(at + 1, text, 16);
        memcpy(at + 1 + len - 16, text + len - 16, 16);
        plain = port_plain16(text) && port_plain16(text + len - 16);
    } else {
        plain = port_put_parts(at + 1, text, len);
    }
    at[1 + len] = '"';
    return LIKELY(plain) ? at + len + 2 : NULL;
}

ALWAYS_INLINE char *swage_put_str(swage_writer *w, char *at, const swage_type *type,
                                  const swage_str *slot, size_t after) {
    char *end = swage_put_short(at, slot->ptr, slot->len);
    (void)type;
    if (LIKELY(end != NULL))
        return end;
    return slot->ptr ? swage_write_text(w, at, slot->ptr, slot->len, after) : NULL;
}

SWAGE_INLINE char *swage_put_enum(swage_writer *w, char *at, const swage_type *type,
                                  const void *slot, size_t after) {
    const swage_enum *e = type->of.enumeration;
    uint32_t code;
    memcpy(&code, (const char *)slot + e->code_offset, sizeof code);
    if (UNLIKELY(!e->plain || code - 1 >= e->count || e->values[code - 1].len > 32))
        return swage_write_enum(w, at, type, slot, after);
    const swage_enum_value *value = &e->values[code - 1];
    *at = '"';
    memcpy(at + 1, value->text, 16);
    if (value->len > 16) /* gcc warns where it sees all texts, and none is so long */
        memcpy(at + 17, value->text + port_opaque(16), 16);
    at[1 + value->len] = '"';
    return at + value->len + 2;
}

SWAGE_INLINE char *swage_put_array(swage_writer *w, char *at, const swage_type *type,
                                   const void *slot, size_t after) {
    size_t count;
    memcpy(&count, (const char *)slot + sizeof(void *), sizeof count);
    if (count || w->levels == 0)
        return swage_write_array(w, at, type, slot, after);
    memcpy(at, "[]", 2);
    return at + 2;
}

/* A model in place, or one that is pointed to. */
SWAGE_INLINE char *swage_put_model(swage_writer *w, char *at, const swage_type *type,
                                   const void *slot, size_t after) {
    const swage_model *m = type->of.model;
    const void *base = type->kind == SWAGE_TYPE_MODEL ? slot : *(const void *const *)slot;
    at = LIKELY(base && m->write) ? m->write(w, at, base) : swage_write_model(w, at, m, base);
    return LIKELY(at != NULL) ? swage_write_need(w, at, after) : NULL;
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

/* Whether that surely is so, without a look at the rules; the bounds are as in <swage/fast.h>. */
SWAGE_INLINE bool swage_surely_str_within(const swage_str *slot, size_t least, size_t most) {
    return slot->len >= least && slot->len <= most;
}

bool swage_surely_format(const swage_str *slot, swage_format format);

SWAGE_INLINE bool swage_surely_int64_within(const int64_t *slot, int64_t least, int64_t most) {
    return *slot >= least && *slot <= most;
}

SWAGE_INLINE bool swage_surely_double_within(const double *slot, double least, double most) {
    return *slot >= least && *slot <= most;
}

/* Members that are no fields, behind the bracket or a comma; and room for the end. */
char *swage_put_unknown(swage_writer *w, char *at, const swage_model *model, const void *value);

/*
 * `fields` is the model's table; `room` what all fields up to the next SWAGE_WRITE_MORE take at
 * most, but for long texts and nested values. A comma stands behind each member; the bracket takes
 * the place of the last one.
 */
#define SWAGE_WRITE_BEGIN(fields, room)                                                            \
    const swage_field *const table = (fields);                                                     \
    const size_t after = (room);                                                                   \
    (void)table;                                                                                   \
    if (UNLIKELY(w->levels == 0))                                                                  \
        return NULL;                                                                               \
    w->levels--;                                                                                   \
    SWAGE_WRITE_MORE()                                                                             \
    *at++ = '{';

#define SWAGE_WRITE_MORE()                                                                         \
    at = swage_write_need(w, at, after);                                                           \
    if (UNLIKELY(!at))                                                                             \
        return NULL;

/* A plain value, by its position in the table; `name` has its quotes and the colon. */
#define SWAGE_WRITE_PLAIN(position, put, member, name)                                             \
    memcpy(at, name, sizeof(name) - 1);                                                            \
    at = put(w, at + sizeof(name) - 1, &table[position].type, &v->member, after);                  \
    if (UNLIKELY(!at))                                                                             \
        return NULL;                                                                               \
    *at++ = ',';

/*
 * A value with a state. The name, and null, are written in any case, and stay when they are behind
 * `at`: whether there is a value is the one branch that can't be foreseen.
 */
#define SWAGE_WRITE_STATE(position, put, member, name, required, nullable)                         \
    memcpy(at, name "null,", sizeof(name) + 4);                                                    \
    if (v->member.state == SWAGE_SET) {                                                            \
        at = put(w, at + sizeof(name) - 1, &table[position].type, &v->member.value, after);        \
        if (UNLIKELY(!at))                                                                         \
            return NULL;                                                                           \
        *at++ = ',';                                                                               \
    } else {                                                                                       \
        const bool null = v->member.state == SWAGE_NULL;                                           \
        if (UNLIKELY((unsigned)v->member.state > SWAGE_NULL || (null ? !(nullable) : (required)))) \
            return NULL;                                                                           \
        at += null ? sizeof(name) + 4 : 0;                                                         \
    }

/* The rules of the value at `slot`, if it is `set`; `surely` tells most often that they hold. */
#define SWAGE_WRITE_RULES(position, set, surely, slot)                                             \
    if ((set) && UNLIKELY(!(surely)) && w->check_rules &&                                          \
        !swage_rules_hold(&table[position].type, slot))                                            \
        return NULL;

/* The members that are none of the fields. */
#define SWAGE_WRITE_UNKNOWN(model)                                                                 \
    if (UNLIKELY(v->unknown_members.count)) {                                                      \
        at = swage_put_unknown(w, at, &(model), v);                                                \
        if (!at)                                                                                   \
            return NULL;                                                                           \
    }

/* `some`: whether there is a member in any case. */
#define SWAGE_WRITE_END(some)                                                                      \
    if ((some) || at[-1] == ',')                                                                   \
        at--;                                                                                      \
    *at = '}';                                                                                     \
    w->levels++;                                                                                   \
    return at + 1;

#ifdef __cplusplus
}
#endif

#endif
