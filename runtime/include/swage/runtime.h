/*
 * The functions that generated code is a thin, typed cover of. Strict RFC 8259 in, RFC 8259 out.
 *
 * All of them are free of globals, never abort, never print, and leave no memory behind but what
 * stands in the arena. A NULL error is allowed
 * everywhere but where one is read.
 */
#ifndef SWAGE_RUNTIME_H
#define SWAGE_RUNTIME_H

#include <swage/arena.h>
#include <swage/descriptor.h>
#include <swage/error.h>
#include <swage/types.h>
#include <swage/value.h>
#include <swage/version.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum swage_null_policy {
    SWAGE_NULL_REFUSED = 0, /* a null where the spec allows none is an error */
    SWAGE_NULL_IS_ABSENT,   /* is taken as if the member were absent */
    SWAGE_NULL_IS_KEPT      /* makes the optional field SWAGE_NULL: for merge patches */
} swage_null_policy;

typedef enum swage_unknown_policy {
    SWAGE_KEEP_UNKNOWN = 0, /* keep members that are no fields, and write them back */
    SWAGE_DROP_UNKNOWN,
    SWAGE_REJECT_UNKNOWN
} swage_unknown_policy;

/* All zero (or a NULL pointer) is the default. */
typedef struct swage_parse_options {
    swage_unknown_policy unknown;
    swage_null_policy null_policy;
    bool skip_validation; /* check types and required members, not constraints */
    unsigned max_depth;   /* of nested arrays and objects; 0 means 128 */
    swage_error *errors;  /* all errors: room for max_errors of them, in the order in which they
                             are found: what an object lacks behind what is wrong in it … */
    size_t max_errors;    /* … 0 means the first error ends the parse */
    size_t *error_count;  /* how many were found (at most max_errors) */
    bool (*match)(void *context, const char *pattern, swage_str text); /* for patterns that are not
                              compiled (back-references …); NULL: they are taken to match */
    void *match_context;
} swage_parse_options;

typedef struct swage_write_options {
    unsigned indent;      /* blanks a level; 0 writes compact JSON */
    bool skip_validation; /* do not check constraints before writing */
    bool drop_unknown;    /* leave unknown members out */
    unsigned max_depth;   /* 0 means 128 */
    bool any_null;        /* write nulls where the spec allows none, too: for merge patches */
} swage_write_options;

/*
 * Parses a whole document into *out (sizeof the struct bytes, which are all set; on an error they
 * are cleared). Text is copied into the arena, NUL-terminated.
 */
bool swage_parse(const swage_model *model, void *out, const char *json, size_t len,
                 const swage_parse_options *options, swage_arena *arena, swage_error *error);

/* The same, decoding text in place: it points into `json`, which is changed and must stay. */
bool swage_parse_insitu(const swage_model *model, void *out, char *json, size_t len,
                        const swage_parse_options *options, swage_arena *arena, swage_error *error);

/*
 * Writes JSON, as snprintf does: at most `capacity` bytes with the NUL, and the length that all of
 * it needs without the NUL. Allocates nothing. 0, and *error, when the value is not valid; patterns
 * that are not compiled are taken to match.
 */
size_t swage_write(const swage_model *model, const void *value, char *buffer, size_t capacity,
                   const swage_write_options *options, swage_error *error);

/*
 * Takes `len` bytes of a text, in order, and returns whether the write goes on: false ends it with
 * SWAGE_ERROR_SINK.
 */
typedef bool (*swage_sink)(void *context, const char *bytes, size_t len);

/*
 * Writes the same JSON to a sink, in pieces of at most 2 KiB. Allocates nothing. The first pieces
 * go out before the end is seen: when the value is not valid (or the sink ends the write), what the
 * sink has is cut off, and worth nothing; swage_validate tells beforehand.
 */
bool swage_write_to(const swage_model *model, const void *value, swage_sink sink, void *context,
                    const swage_write_options *options, swage_error *error);

/* Whether a value keeps the rules of its type itself, without what is nested in it. */
bool swage_rules_hold(const swage_type *type, const void *slot);

/* Whether every required field is there and every constraint holds, all the way down. */
bool swage_validate_type(const swage_type *type, const void *slot, swage_error *error);
bool swage_validate(const swage_model *model, const void *value, swage_error *error);

/* Equal as JSON: same members (in any order for maps and unknown ones), same states and values. */
bool swage_equal_type(const swage_type *type, const void *a, const void *b);
bool swage_equal(const swage_model *model, const void *a, const void *b);

/* The same of at most `max_depth` levels, the others of 1024; what is nested deeper differs, unless
   it is at the same address. */
bool swage_equal_deep(const swage_type *type, const void *a, const void *b, unsigned max_depth);

/* A deep copy, of at most 1024 levels; nothing of it points into the original. */
bool swage_copy_type(const swage_type *type, void *out, const void *slot, swage_arena *arena,
                     swage_error *error);
bool swage_copy(const swage_model *model, void *out, const void *value, swage_arena *arena,
                swage_error *error);

/* The same of at most `max_depth` levels. */
bool swage_copy_deep(const swage_type *type, void *out, const void *slot, swage_arena *arena,
                     unsigned max_depth, swage_error *error);

/* The same for a type that is no model: unions, lists … (`slot` points to the C type of `type`). */
bool swage_parse_type(const swage_type *type, void *slot, const char *json, size_t len,
                      const swage_parse_options *options, swage_arena *arena, swage_error *error);
bool swage_parse_type_insitu(const swage_type *type, void *slot, char *json, size_t len,
                             const swage_parse_options *options, swage_arena *arena,
                             swage_error *error);
size_t swage_write_type(const swage_type *type, const void *slot, char *buffer, size_t capacity,
                        const swage_write_options *options, swage_error *error);
bool swage_write_type_to(const swage_type *type, const void *slot, swage_sink sink, void *context,
                         const swage_write_options *options, swage_error *error);

/* Free-form JSON. */
bool swage_value_parse(swage_value *out, const char *json, size_t len,
                       const swage_parse_options *options, swage_arena *arena, swage_error *error);
size_t swage_value_write(const swage_value *value, char *buffer, size_t capacity,
                         const swage_write_options *options, swage_error *error);
bool swage_value_write_to(const swage_value *value, swage_sink sink, void *context,
                          const swage_write_options *options, swage_error *error);
bool swage_value_equal(const swage_value *a, const swage_value *b); /* numbers by value */
SWAGE_INLINE bool swage_value_copy(swage_value *out, const swage_value *value, swage_arena *arena,
                                   swage_error *error) {
    swage_type type = swage_model_type(NULL);
    type.kind = SWAGE_TYPE_VALUE;
    return swage_copy_type(&type, out, value, arena, error);
}

/* The text of an enum's value (static, or the value's own when it is unknown). */
swage_str swage_enum_text(const swage_enum *type, uint32_t code, swage_str text);
/* The code of a text; 0 when the enum has no such value. */
uint32_t swage_enum_code(const swage_enum *type, const char *text, size_t len);

/* RFC 3339, section 5.6; false when the text is no date-time. */
bool swage_date_time_parse(swage_date_time *out, const char *text, size_t len);
/* At most 36 bytes and a NUL; the length, 0 when a part is out of range. */
size_t swage_date_time_write(const swage_date_time *moment, char buffer[40]);

#ifdef __cplusplus
}
#endif

/* The rest of the contract. */
#include <swage/build.h>
#include <swage/convert.h>
#include <swage/merge.h>
#include <swage/stream.h>
#include <swage/validate.h>

#endif
