/*
 * The types that generated structs are made of.
 *
 * A required field that can't be null is a plain value; every other field is {state, value}.
 * Zero-initialised means absent. Text, lists and maps are slices of an arena, of the parsed
 * buffer (insitu) or of the program's own constants: they are never owned by the struct.
 */
#ifndef SWAGE_TYPES_H
#define SWAGE_TYPES_H

#include <swage/portability.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether an optional or nullable field is there, and how. */
typedef enum swage_state {
    SWAGE_ABSENT = 0, /* no such member */
    SWAGE_NULL,       /* the member is null */
    SWAGE_SET         /* the member has a value */
} swage_state;

/* UTF-8 text. Parsed text has a NUL behind it, and may hold others (JSON's \u0000) within. */
typedef struct swage_str {
    const char *ptr;
    size_t len;
} swage_str;

/* Binary data; base64 (RFC 4648, section 4) in JSON. */
typedef struct swage_bytes {
    const unsigned char *ptr;
    size_t len;
} swage_bytes;

/*
 * A decimal number of any size and precision: its text as it stands in JSON (RFC 8259, section 6),
 * so that nothing is lost. Read it with swage_decimal_get_… or by any big-number library.
 */
typedef struct swage_decimal {
    const char *ptr;
    size_t len;
} swage_decimal;

/* A moment by RFC 3339, section 5.6, with everything needed to write it back as it came. */
typedef struct swage_date_time {
    int32_t nanosecond;      /* 0 … 999,999,999 */
    int16_t year;            /* 0 … 9999 */
    int16_t offset_minutes;  /* local time minus UTC, -1439 … 1439 */
    uint8_t month, day;      /* from 1 */
    uint8_t hour, minute;    /* 0 … 23, 0 … 59 */
    uint8_t second;          /* 0 … 60, 60 being a leap second */
    uint8_t fraction_digits; /* how many digits of the fraction are written, 0 … 9 */
    uint8_t zone;            /* swage_zone: how the offset is written */
} swage_date_time;

typedef enum swage_zone {
    SWAGE_ZONE_UTC = 0, /* Z */
    SWAGE_ZONE_OFFSET,  /* +hh:mm */
    SWAGE_ZONE_UNKNOWN  /* -00:00: UTC is known, the local offset is not */
} swage_zone;

/* Initialisers: of a string, of a field that is set, of one that is null, of a list or map. */
#define SWAGE_STR(literal)                                                                         \
    { "" literal, sizeof(literal) - 1 }
#define SWAGE_SOME(...)                                                                            \
    { SWAGE_SET, __VA_ARGS__ }
#ifdef __cplusplus
#define SWAGE_NIL                                                                                  \
    {                                                                                              \
        SWAGE_NULL, {                                                                              \
        }                                                                                          \
    }
#else
#define SWAGE_NIL                                                                                  \
    { .state = SWAGE_NULL }
#endif
#define SWAGE_LIST(array)                                                                          \
    { (array), sizeof(array) / sizeof *(array) }

/* Assignments: SWAGE_PUT(session.expires_in, 900); SWAGE_CLEAR(session.label). */
#define SWAGE_PUT(field, ...) ((void)((field).state = SWAGE_SET, (field).value = (__VA_ARGS__)))
#define SWAGE_PUT_LIST(field, array, length)                                                       \
    ((void)((field).state = SWAGE_SET, (field).value.items = (array),                              \
            (field).value.count = (length)))
#define SWAGE_PUT_NULL(field) ((void)((field).state = SWAGE_NULL))
#define SWAGE_CLEAR(field) ((void)((field).state = SWAGE_ABSENT))
#define SWAGE_IS_SET(field) ((field).state == SWAGE_SET)

/* Text from a NUL-terminated string, which must outlive it. */
SWAGE_INLINE swage_str swage_text(const char *text) {
    swage_str s;
    s.ptr = text;
    s.len = text ? strlen(text) : 0;
    return s;
}

SWAGE_INLINE bool swage_str_equal(swage_str a, swage_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Optional and nullable scalars: what a field that is not a plain value is. */
typedef struct swage_opt_str {
    swage_state state;
    swage_str value;
} swage_opt_str;
typedef struct swage_opt_bool {
    swage_state state;
    bool value;
} swage_opt_bool;
typedef struct swage_opt_int32 {
    swage_state state;
    int32_t value;
} swage_opt_int32;
typedef struct swage_opt_int64 {
    swage_state state;
    int64_t value;
} swage_opt_int64;
typedef struct swage_opt_uint32 {
    swage_state state;
    uint32_t value;
} swage_opt_uint32;
typedef struct swage_opt_uint64 {
    swage_state state;
    uint64_t value;
} swage_opt_uint64;
typedef struct swage_opt_float {
    swage_state state;
    float value;
} swage_opt_float;
typedef struct swage_opt_double {
    swage_state state;
    double value;
} swage_opt_double;
typedef struct swage_opt_decimal {
    swage_state state;
    swage_decimal value;
} swage_opt_decimal;
typedef struct swage_opt_bytes {
    swage_state state;
    swage_bytes value;
} swage_opt_bytes;
typedef struct swage_opt_date_time {
    swage_state state;
    swage_date_time value;
} swage_opt_date_time;

#ifdef __cplusplus
}
#endif

#endif
