/*
 * Free-form JSON: a value of any kind, read from text or built by hand.
 *
 * Numbers keep their text, so that none loses digits on its way through; objects keep the order of
 * their members. A tree is plain data and may be shared; nobody owns its parts but their arena.
 */
#ifndef SWAGE_VALUE_H
#define SWAGE_VALUE_H

#include <swage/arena.h>
#include <swage/error.h>
#include <swage/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum swage_kind {
    SWAGE_KIND_NULL = 0,
    SWAGE_KIND_BOOLEAN,
    SWAGE_KIND_NUMBER,
    SWAGE_KIND_STRING,
    SWAGE_KIND_ARRAY,
    SWAGE_KIND_OBJECT
} swage_kind;

struct swage_member;

/* 16 bytes on 64-bit machines; `count` is bytes (number, string), items or members. */
typedef struct swage_value {
    uint32_t kind; /* swage_kind */
    uint32_t count;
    union {
        bool boolean;
        const char *text; /* number: its JSON text; string: UTF-8 */
        const struct swage_value *items;
        const struct swage_member *members;
    } as;
} swage_value;

typedef struct swage_member {
    swage_str key;
    swage_value value;
} swage_member;

/* Unknown members of a model, kept and written back. */
typedef struct swage_members {
    const swage_member *items;
    size_t count;
} swage_members;

/* The value of the unknown member of that key; NULL when there is none. */
SWAGE_INLINE const swage_value *swage_members_find(const swage_members *members, swage_str key) {
    for (size_t i = 0; i < members->count; i++)
        if (swage_str_equal(members->items[i].key, key))
            return &members->items[i].value;
    return NULL;
}

typedef struct swage_opt_value {
    swage_state state;
    swage_value value;
} swage_opt_value;

/* Reading; each is false, with *out unchanged, when the value is of another kind or range, or NULL.
 */
bool swage_value_get_bool(const swage_value *value, bool *out);
bool swage_value_get_int64(const swage_value *value, int64_t *out);   /* exact */
bool swage_value_get_uint64(const swage_value *value, uint64_t *out); /* exact */
bool swage_value_get_double(const swage_value *value, double *out);   /* nearest */
bool swage_value_get_str(const swage_value *value, swage_str *out);

/* The member of that key, or the item at that position; NULL when there is none, or no value. */
const swage_value *swage_value_member(const swage_value *object, const char *key);
const swage_value *swage_value_item(const swage_value *array, size_t position);

/*
 * Building. Text, items and members are borrowed and must outlive the value. More than UINT32_MAX
 * bytes, items or members make an empty one.
 */
swage_value swage_value_null(void);
swage_value swage_value_bool(bool boolean);
swage_value swage_value_str(swage_str text);
swage_value swage_value_array(const swage_value *items, size_t count);
swage_value swage_value_object(const swage_member *members, size_t count);
/* Numbers write their text into the arena: false when memory ran out, or for NaN and infinity. */
bool swage_value_int64(swage_value *out, int64_t number, swage_arena *arena);
bool swage_value_uint64(swage_value *out, uint64_t number, swage_arena *arena);
bool swage_value_double(swage_value *out, double number, swage_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
