/*
 * What generated functions that read a model's members are made of (option `code: fast`): a switch
 * over the field that is expected next, in which a case that meets another name falls through to
 * the one behind it. Values are read by the kind of the field, and all that is rare goes by the
 * model's table, so that both kinds of code accept the same and tell the same errors.
 *
 *     static const char *read_members(swage_parser *p, swage_object *o, const char *at) {
 *         uint32_t next = 0;
 *         for (;;) {
 *             switch (next) {
 *             case 0:
 *                 SWAGE_READ(0, "\"id\":", swage_read_str);
 *                 // fall through
 *             case 1:
 *                 SWAGE_READ(1, "\"note\":", swage_read_opt_str);
 *             }
 *             SWAGE_READ_OTHER();
 *         }
 *     }
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_FAST_H
#define SWAGE_FAST_H

#include <swage/descriptor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A parse, as far as generated code sees it. */
struct swage_parser {
    const char *end; /* of the text */
    struct swage_arena *arena;
    bool insitu;
};

#define SWAGE_NO_POSITION UINT32_MAX
enum { SWAGE_SEEN_WORDS = 4 };

/* An object that is being read. */
struct swage_object {
    const swage_model *model;
    char *out;          /* the model's struct */
    const char *behind; /* of the object, once it has ended; NULL: the parse is over */
    uint64_t *seen;     /* a bit for each field */
    uint32_t position;  /* of the field being read, for errors; SWAGE_NO_POSITION: none of them */
    uint32_t required;  /* how many of the required fields were there */
    uint64_t few_seen[SWAGE_SEEN_WORDS];
};

/* Whether the text goes on with `name`, and with something behind it. */
static inline bool swage_at_name(const swage_parser *p, const char *at, const char *name,
                                 size_t size) {
    return (size_t)(p->end - at) > size && memcmp(at, name, size) == 0;
}

/* One case: `name` is a member's name with its quotes and the colon, as JSON writes it. */
#define SWAGE_READ(position, name, read)                                                           \
    if (swage_at_name(p, at, name, sizeof(name) - 1)) {                                            \
        at = read(p, o, position, at + sizeof(name) - 1);                                          \
        if (!at)                                                                                   \
            return o->behind;                                                                      \
        next = (position) + 1;                                                                     \
    }                                                                                              \
    (void)0

/* Behind the switch: a member that is none of those expected. */
#define SWAGE_READ_OTHER()                                                                         \
    do {                                                                                           \
        at = swage_read_other(p, o, &next, at);                                                    \
        if (!at)                                                                                   \
            return o->behind;                                                                      \
    } while (0)

/*
 * These read the value at `at` and the comma behind it, up to the next name. NULL: the object has
 * ended, o->behind telling how. `_opt_` is for fields with a state.
 */
const char *swage_read_str(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_opt_str(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_bool(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_int64(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_enum(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_model(swage_parser *p, swage_object *o, uint32_t position, const char *at);
const char *swage_read_slot(swage_parser *p, swage_object *o, uint32_t position, const char *at);

/*
 * The member at `at`, whatever it is. Returns its place again, with *next set, when it is a field
 * that a case will know; else the place behind it, as above.
 */
const char *swage_read_other(swage_parser *p, swage_object *o, uint32_t *next, const char *at);

#ifdef __cplusplus
}
#endif

#endif
