/*
 * What generated functions that read a model's members are made of (option `code: fast`): a switch
 * over the field that is expected next, in which a case that meets another name falls through to
 * the one behind it. Values as most texts have them are read in line; all that is rare goes by the
 * model's table, so that both kinds of code accept the same and tell the same errors.
 *
 *     static const char *read_members(swage_parser *p, swage_object *o, const char *at) {
 *         demo_item *const out = o->out;
 *         SWAGE_READ_BEGIN(8)
 *         for (;;) {
 *             switch (at < safe ? next : UINT32_MAX) {
 *             case 0:
 *                 SWAGE_READ(0, "\"id\":", str, &out->id, SWAGE_ANY_LENGTH);
 *                 // fall through
 *             case 1:
 *                 SWAGE_READ_STATE(1, "\"count\":", out->count.state,
 *                     int64, &out->count.value, 0, 100);
 *             }
 *             SWAGE_READ_OTHER();
 *         }
 *     }
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_FAST_H
#define SWAGE_FAST_H

#include <swage/arena.h>
#include <swage/descriptor.h>
#include <swage/fast/portability.h>

/* A parse, as far as generated code sees it. */
struct swage_parser {
    const char *end; /* of the text */
    swage_arena *arena;
    bool insitu;
};

enum { SWAGE_SEEN_WORDS = 4 };
#define SWAGE_NO_POSITION UINT32_MAX

/* An object that is being read. */
struct swage_object {
    const swage_model *model;
    void *out;          /* the model's struct */
    const char *behind; /* of the object, once it has ended; NULL: the parse is over */
    uint64_t *seen;     /* a bit for each field */
    uint32_t position;  /* of the field being read, for errors; SWAGE_NO_POSITION: none of them */
    uint32_t next;      /* the field that is expected */
    size_t indent;      /* white space in front of the last name */
    uint64_t few_seen[SWAGE_SEEN_WORDS];
};

/*
 * Behind a value, or NULL when the parse is over: what comes next. Returns the place of the next
 * name; p->end: the object has ended, o->behind telling how. So do all that read a value.
 */
const char *swage_read_next(swage_parser *p, swage_object *o, const char *at);

/* A field's value at `at`, by the table. */
const char *swage_read_slow(swage_parser *p, swage_object *o, uint32_t position, const char *at);

/* The same for a string of any length, a model in place or pointed to, a date-time, an array, a
 * map. */
const char *swage_read_text(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                            swage_str *slot);
const char *swage_read_model(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                             void *slot, const swage_model *model);
const char *swage_read_pointer(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                               void *slot, const swage_model *model);
const char *swage_read_date_time(swage_parser *p, swage_object *o, uint32_t position,
                                 const char *at, swage_date_time *slot);
const char *swage_read_array(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                             void *slot);
const char *swage_read_map(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                           void *slot);

/* Checks the rules of a value that was read at `at` into `slot`; what is behind it, as above. */
const char *swage_read_checked(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                               const void *slot, const char *behind);

/*
 * The member at `at`, whatever it is, `next` being the field that was expected. Returns its place
 * again when it is a field that a case will know, and what follows is before `safe`; else the place
 * behind it, as above. o->next is where to go on.
 */
const char *swage_read_other(swage_parser *p, swage_object *o, uint32_t next, const char *at,
                             const char *safe);

/* A value of the kind; behind it. NULL, and nothing done, when it is not as most texts have it. */
const char *swage_take_int64(const swage_parser *p, const char *at, int64_t *out);
const char *swage_take_double(const swage_parser *p, const char *at, double *out);
const char *swage_take_enum(const swage_parser *p, const char *at, const swage_enum *type,
                            void *out);

/* A UUID as a string; the same, and there are two more bytes behind it. */
const char *swage_take_uuid(swage_parser *p, const char *at, swage_str *out);

/* Whether a text has the format; whether a pattern, which is regular, accepts it. */
bool swage_format_date(const char *text, size_t len);
bool swage_format_time(const char *text, size_t len);
bool swage_format_duration(const char *text, size_t len);
bool swage_format_email(const char *text, size_t len);
bool swage_format_hostname(const char *text, size_t len);
bool swage_format_ipv4(const char *text, size_t len);
bool swage_format_ipv6(const char *text, size_t len);
bool swage_format_uri(const char *text, size_t len);
bool swage_format_uri_reference(const char *text, size_t len);
bool swage_format_json_pointer(const char *text, size_t len);
bool swage_format_regex(const char *text, size_t len);
bool swage_pattern_accepts(const swage_pattern *pattern, swage_str text);

/* What can be read behind a name before the text's end is asked for again. */
enum { SWAGE_VALUE_ROOM = PORT_BLOCK + 8 };

/* Up to where a member can be read so, whose name with quotes and colon has `size` bytes. */
ALWAYS_INLINE const char *swage_safe_end(const swage_parser *p, const char *at, size_t size) {
    return (size_t)(p->end - at) > size + SWAGE_VALUE_ROOM ? p->end - size - SWAGE_VALUE_ROOM : at;
}

ALWAYS_INLINE bool swage_seen(const swage_object *o, uint32_t position) {
    return o->few_seen[position / 64] >> (position % 64) & 1;
}

/* Behind a value that was read, and two bytes before the end: the field is noted. */
ALWAYS_INLINE const char *swage_behind_value(swage_parser *p, swage_object *o, uint32_t position,
                                             const char *at) {
    o->few_seen[position / 64] |= (uint64_t)1 << (position % 64);
    if (LIKELY(memcmp(at, ",\"", 2) == 0))
        return at + 1;
    return swage_read_next(p, o, at);
}

/*
 * The string whose opening quote is at `at`, when one block holds the rest of it and it is plain
 * ASCII; behind its closing quote. NULL, and nothing done, when it is no such string.
 */
ALWAYS_INLINE const char *swage_short_str(swage_parser *p, const char *at, swage_str *out) {
    swage_arena *a = p->arena;
    port_block block = port_load(++at);
    uint64_t special = port_special(block);
    if (UNLIKELY(special == 0))
        return NULL;
    const unsigned n = port_low_bit(special);
    if (UNLIKELY(at[n] != '"'))
        return NULL;
    char *to = a->next;
    if (p->insitu) {
        to = (char *)(uintptr_t)at; /* the caller gave the text to be changed */
    } else if (LIKELY(a->end - to > PORT_BLOCK)) {
        port_store(to, block);
        a->next = to + n + 1;
    } else {
        return NULL;
    }
    to[n] = '\0';
    out->ptr = to;
    out->len = n;
    return at + n + 1;
}

/*
 * Readers of a field's value at `at`, of which SWAGE_VALUE_ROOM bytes can be read, and of the comma
 * behind it, `slot` being the value's place. What stands behind the slot is what the field's rules
 * surely allow.
 */
ALWAYS_INLINE const char *swage_read_str(swage_parser *p, swage_object *o, uint32_t position,
                                         const char *at, swage_str *slot, size_t least,
                                         size_t most) {
    const char *behind = NULL;
    if (LIKELY(*at == '"' && !swage_seen(o, position)))
        behind = swage_short_str(p, at, slot);
    if (UNLIKELY(!behind))
        return swage_read_text(p, o, position, at, slot);
    if (UNLIKELY(slot->len < least || slot->len > most))
        return swage_read_checked(p, o, position, at, slot, behind);
    return swage_behind_value(p, o, position, behind);
}

/* The same of a text of that format, and of one that the pattern has to accept. */
ALWAYS_INLINE const char *swage_read_format(swage_parser *p, swage_object *o, uint32_t position,
                                            const char *at, swage_str *slot,
                                            bool (*check)(const char *, size_t)) {
    const char *behind = NULL;
    if (LIKELY(*at == '"' && !swage_seen(o, position)))
        behind = swage_short_str(p, at, slot);
    if (UNLIKELY(!behind))
        return swage_read_text(p, o, position, at, slot);
    if (UNLIKELY(!check(slot->ptr, slot->len)))
        return swage_read_checked(p, o, position, at, slot, behind);
    return swage_behind_value(p, o, position, behind);
}

ALWAYS_INLINE const char *swage_read_pattern(swage_parser *p, swage_object *o, uint32_t position,
                                             const char *at, swage_str *slot,
                                             const swage_pattern *pattern) {
    const char *behind = NULL;
    if (LIKELY(*at == '"' && !swage_seen(o, position)))
        behind = swage_short_str(p, at, slot);
    if (UNLIKELY(!behind))
        return swage_read_text(p, o, position, at, slot);
    if (UNLIKELY(!swage_pattern_accepts(pattern, *slot)))
        return swage_read_checked(p, o, position, at, slot, behind);
    return swage_behind_value(p, o, position, behind);
}

ALWAYS_INLINE const char *swage_read_uuid(swage_parser *p, swage_object *o, uint32_t position,
                                          const char *at, swage_str *slot) {
    const char *behind = NULL;
    if (LIKELY(!swage_seen(o, position)))
        behind = swage_take_uuid(p, at, slot);
    if (UNLIKELY(!behind))
        return swage_read_text(p, o, position, at, slot);
    return swage_behind_value(p, o, position, behind);
}

ALWAYS_INLINE const char *swage_read_int64(swage_parser *p, swage_object *o, uint32_t position,
                                           const char *at, int64_t *slot, int64_t least,
                                           int64_t most) {
    const char *behind = NULL;
    if (LIKELY(!swage_seen(o, position)))
        behind = swage_take_int64(p, at, slot);
    if (UNLIKELY(!behind || *slot < least || *slot > most))
        return swage_read_slow(p, o, position, at);
    return swage_behind_value(p, o, position, behind);
}

ALWAYS_INLINE const char *swage_read_double(swage_parser *p, swage_object *o, uint32_t position,
                                            const char *at, double *slot, double least,
                                            double most) {
    const char *behind = NULL;
    if (LIKELY(!swage_seen(o, position)))
        behind = swage_take_double(p, at, slot);
    if (UNLIKELY(!behind || !(*slot >= least && *slot <= most)))
        return swage_read_slow(p, o, position, at);
    return swage_behind_value(p, o, position, behind);
}

ALWAYS_INLINE const char *swage_read_bool(swage_parser *p, swage_object *o, uint32_t position,
                                          const char *at, bool *slot) {
    const bool yes = memcmp(at, "true", 4) == 0, no = memcmp(at, "false", 5) == 0;
    if (UNLIKELY(!(yes | no) || swage_seen(o, position)))
        return swage_read_slow(p, o, position, at);
    *slot = yes;
    return swage_behind_value(p, o, position, at + 5 - yes);
}

ALWAYS_INLINE const char *swage_read_enum(swage_parser *p, swage_object *o, uint32_t position,
                                          const char *at, void *slot, const swage_enum *type) {
    const char *behind = NULL;
    if (LIKELY(!swage_seen(o, position)))
        behind = swage_take_enum(p, at, type, slot);
    if (UNLIKELY(!behind))
        return swage_read_slow(p, o, position, at);
    return swage_behind_value(p, o, position, behind);
}

/* What begins with an n, where null is a value of the field's. */
ALWAYS_INLINE const char *swage_read_null(swage_parser *p, swage_object *o, uint32_t position,
                                          const char *at, swage_state *state) {
    if (UNLIKELY(memcmp(at, "null", 4) != 0 || swage_seen(o, position)))
        return swage_read_slow(p, o, position, at);
    *state = SWAGE_NULL;
    return swage_behind_value(p, o, position, at + 4);
}

/* What is surely allowed where there are no rules, and where there are others than bounds. */
#define SWAGE_ANY_LENGTH 0, SIZE_MAX
#define SWAGE_ANY_INT64 INT64_MIN, INT64_MAX
#define SWAGE_LARGEST 1.7976931348623157e308
#define SWAGE_ANY_DOUBLE -SWAGE_LARGEST, SWAGE_LARGEST
#define SWAGE_CHECK_TEXT SIZE_MAX, 0

/* Before the switch: `size` is the length of the longest name, with its quotes and the colon. */
#define SWAGE_READ_BEGIN(size)                                                                     \
    const char *const safe = swage_safe_end(p, at, (size));                                        \
    uint32_t next = 0;

/* The blank of texts for people. */
#define SWAGE_SKIP_BLANK(at)                                                                       \
    if (*at == ' ')                                                                                \
        at++;

/* One case: `name` is a member's name with its quotes and the colon, as JSON writes it. */
#define SWAGE_CASE(position, name, ...)                                                            \
    if (memcmp(at, name, sizeof(name) - 1) == 0) {                                                 \
        at += sizeof(name) - 1;                                                                    \
        __VA_ARGS__                                                                                \
        next = (position) + 1;                                                                     \
        if (UNLIKELY(at >= safe))                                                                  \
            break;                                                                                 \
    }                                                                                              \
    (void)0

/* A plain field, one with a state, one that may be null, too, and one that is read by the table. */
#define SWAGE_READ(position, name, kind, ...)                                                      \
    SWAGE_CASE(position, name,                                                                     \
               SWAGE_SKIP_BLANK(at) at = swage_read_##kind(p, o, position, at, __VA_ARGS__);)
#define SWAGE_READ_STATE(position, name, state, kind, ...)                                         \
    SWAGE_CASE(position, name, state = SWAGE_SET;                                                  \
               SWAGE_SKIP_BLANK(at) at = swage_read_##kind(p, o, position, at, __VA_ARGS__);)
#define SWAGE_READ_NULLABLE(position, name, state, kind, ...)                                      \
    SWAGE_CASE(                                                                                    \
        position, name,                                                                            \
        SWAGE_SKIP_BLANK(at) if (*at == 'n') {                                                     \
            at = swage_read_null(p, o, position, at, &(state));                                    \
        } else {                                                                                   \
            state = SWAGE_SET;                                                                     \
            at = swage_read_##kind(p, o, position, at, __VA_ARGS__);                               \
        })
#define SWAGE_READ_SLOW(position, name)                                                            \
    SWAGE_CASE(position, name, at = swage_read_slow(p, o, position, at);)

/* Behind the switch: the end of the object, or a member that is none of those expected. */
#define SWAGE_READ_OTHER()                                                                         \
    if (at == p->end)                                                                              \
        return o->behind;                                                                          \
    at = swage_read_other(p, o, next, at, safe);                                                   \
    next = o->next

#endif
