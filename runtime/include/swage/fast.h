/*
 * What generated functions that read a model's members are made of (option `code: fast`): a switch
 * over the field that is expected next, in which a case that meets another name falls through to
 * the one behind it, and the last one, once, to the first. Values as most texts have them are read
 * at once, by a function of their kind; all that is rare goes by the model's table, so that both
 * kinds of code accept the same and tell the same errors.
 *
 *     static const char *read_members(swage_parser *p, swage_object *o, const char *at) {
 *         demo_item *const out = o->out;
 *         SWAGE_READ_BEGIN(8)
 *         for (;;) {
 *             switch (at < safe ? next : UINT32_MAX) {
 *             case 0:
 *                 SWAGE_READ(0, "\"id\":", str, &out->id);
 *                 SWAGE_FALL_THROUGH;
 *             case 1:
 *                 SWAGE_READ_STATE(1, "\"count\":", out->count.state,
 *                     int64_within, &out->count.value, 0, 100);
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
    uint32_t position;  /* of the field being read; SWAGE_NO_POSITION: none of them */
    uint32_t next;      /* the field that is expected */
    const char *tried;  /* the name that all cases are tried with; NULL: none so far */
    size_t indent;      /* white space in front of the last name */
    uint64_t few_seen[SWAGE_SEEN_WORDS];
};

/* Notes among the bits of an object's fields that a member is being read; false when it was there
   before. */
ALWAYS_INLINE bool swage_see(uint64_t *seen, uint32_t position) {
    uint64_t bit = (uint64_t)1 << (position % 64), *word = &seen[position / 64];
    bool first = (*word & bit) == 0;
    *word |= bit;
    return first;
}

/*
 * Readers of the value of the field o->position at `at`, of which SWAGE_VALUE_ROOM bytes can be
 * read, and of the comma behind it; `slot` is the value's place. They return the place of the next
 * name; p->end: the object has ended, o->behind telling how. read_slow reads any value by the
 * table, which finds out that the member comes again; read_again does when it was seen just now.
 */
const char *swage_read_slow(swage_parser *p, swage_object *o, const char *at);
const char *swage_read_again(swage_parser *p, swage_object *o, const char *at);
const char *swage_read_null(swage_parser *p, swage_object *o, const char *at, swage_state *state);
const char *swage_read_bool(swage_parser *p, swage_object *o, const char *at, bool *slot);
const char *swage_read_int64(swage_parser *p, swage_object *o, const char *at, int64_t *slot);
const char *swage_read_double(swage_parser *p, swage_object *o, const char *at, double *slot);
const char *swage_read_str(swage_parser *p, swage_object *o, const char *at, swage_str *slot);
const char *swage_read_uuid(swage_parser *p, swage_object *o, const char *at, swage_str *slot);
const char *swage_read_enum(swage_parser *p, swage_object *o, const char *at, void *slot,
                            const swage_enum *type);
const char *swage_read_date_time(swage_parser *p, swage_object *o, const char *at,
                                 swage_date_time *slot);
const char *swage_read_model(swage_parser *p, swage_object *o, const char *at, void *slot,
                             const swage_model *model);
const char *swage_read_pointer(swage_parser *p, swage_object *o, const char *at, void *slot,
                               const swage_model *model);
const char *swage_read_array(swage_parser *p, swage_object *o, const char *at, void *slot);
const char *swage_read_map(swage_parser *p, swage_object *o, const char *at, void *slot);

/* The same of values with rules: what is behind the slot is what these surely allow (of a text: its
 * bytes), a format or a pattern. */
const char *swage_read_int32_within(swage_parser *p, swage_object *o, const char *at, int32_t *slot,
                                    int64_t least, int64_t most);
const char *swage_read_int64_within(swage_parser *p, swage_object *o, const char *at, int64_t *slot,
                                    int64_t least, int64_t most);
const char *swage_read_double_within(swage_parser *p, swage_object *o, const char *at, double *slot,
                                     double least, double most);
const char *swage_read_str_within(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                                  size_t least, size_t most);
const char *swage_read_format(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                              bool (*check)(const char *, size_t));
const char *swage_read_pattern(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                               const swage_pattern *pattern);

/* Reads the member at `at`, whatever it is, by the table, `next` being the field that was expected.
   Returns the place behind it, as above; o->next is the field that is expected there. */
const char *swage_read_other(swage_parser *p, swage_object *o, uint32_t next, const char *at);

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

/* A bound where there is none, and what is surely allowed where there are others than bounds. */
#define SWAGE_LARGEST 1.7976931348623157e308
#define SWAGE_CHECK_TEXT SIZE_MAX, 0

/* Before the switch: `size` is the length of the longest name, with its quotes and the colon. */
#define SWAGE_READ_BEGIN(size)                                                                     \
    const char *const safe = swage_safe_end(p, at, (size));                                        \
    uint32_t next = 0;                                                                             \
    o->tried = NULL;

/* One case: `name` is a member's name with its quotes and the colon, as JSON writes it. A member
   that comes again is left to the table. */
#define SWAGE_CASE(field, name, ...)                                                               \
    if (memcmp(at, name, sizeof(name) - 1) == 0) {                                                 \
        at += sizeof(name) - 1;                                                                    \
        if (*at == ' ') /* as in texts for people */                                               \
            at++;                                                                                  \
        o->position = (field);                                                                     \
        if (UNLIKELY(!swage_see(o->few_seen, field))) {                                            \
            at = swage_read_slow(p, o, at);                                                        \
        } else {                                                                                   \
            __VA_ARGS__                                                                            \
        }                                                                                          \
        next = (field) + 1;                                                                        \
        if (UNLIKELY(at >= safe))                                                                  \
            break;                                                                                 \
    }                                                                                              \
    (void)0

/* A plain field, one with a state, one that may be null, too, and one that is read by the table. */
#define SWAGE_READ(field, name, kind, ...)                                                         \
    SWAGE_CASE(field, name, at = swage_read_##kind(p, o, at, __VA_ARGS__);)
#define SWAGE_READ_STATE(field, name, state, kind, ...)                                            \
    SWAGE_CASE(field, name, state = SWAGE_SET; at = swage_read_##kind(p, o, at, __VA_ARGS__);)
#define SWAGE_READ_NULLABLE(field, name, state, kind, ...)                                         \
    SWAGE_CASE(                                                                                    \
        field, name, if (*at == 'n') { at = swage_read_null(p, o, at, &(state)); } else {          \
            state = SWAGE_SET;                                                                     \
            at = swage_read_##kind(p, o, at, __VA_ARGS__);                                         \
        })
#define SWAGE_READ_SLOW(field, name) SWAGE_CASE(field, name, at = swage_read_again(p, o, at);)

/*
 * Behind the switch: the end of the object, or a member that is none of those expected. All cases
 * are tried once then, from the first on, as the processor sooner knows the result of many
 * comparisons than that of a look-up.
 */
#define SWAGE_READ_OTHER()                                                                         \
    if (at == p->end)                                                                              \
        return o->behind;                                                                          \
    if (next != 0 && at < safe && o->tried != at) {                                                \
        o->tried = at;                                                                             \
        o->next = next;                                                                            \
        next = 0;                                                                                  \
        continue;                                                                                  \
    }                                                                                              \
    at = swage_read_other(p, o, o->tried == at ? o->next : next, at);                              \
    next = o->next

#endif
