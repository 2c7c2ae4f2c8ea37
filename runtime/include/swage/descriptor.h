/*
 * What generated sources tell the runtime about their types: plain tables, laid out by the C
 * compiler (offsetof, sizeof), from which one parser, writer and validator serves every model.
 *
 * Generated code alone fills these; their layout may change with the minor version.
 */
#ifndef SWAGE_DESCRIPTOR_H
#define SWAGE_DESCRIPTOR_H

#include <swage/types.h>
#include <swage/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The C type of a slot, in brackets. */
typedef enum swage_type_kind {
    SWAGE_TYPE_STRING,    /* swage_str */
    SWAGE_TYPE_BOOLEAN,   /* bool */
    SWAGE_TYPE_INT32,     /* int32_t */
    SWAGE_TYPE_INT64,     /* int64_t */
    SWAGE_TYPE_UINT32,    /* uint32_t */
    SWAGE_TYPE_UINT64,    /* uint64_t */
    SWAGE_TYPE_FLOAT,     /* float */
    SWAGE_TYPE_DOUBLE,    /* double */
    SWAGE_TYPE_DECIMAL,   /* swage_decimal */
    SWAGE_TYPE_BYTES,     /* swage_bytes */
    SWAGE_TYPE_DATE_TIME, /* swage_date_time */
    SWAGE_TYPE_VALUE,     /* swage_value */
    SWAGE_TYPE_ARRAY,     /* struct {const T *items; size_t count;} */
    SWAGE_TYPE_MAP,   /* struct {const struct {swage_str key; V value;} *items; size_t count;} */
    SWAGE_TYPE_MODEL, /* the struct itself, in place */
    SWAGE_TYPE_MODEL_POINTER, /* const pointer to the struct */
    SWAGE_TYPE_ENUM,          /* struct {code; swage_str text;} */
    SWAGE_TYPE_CLOSED_ENUM,   /* a plain C enum */
    SWAGE_TYPE_UNION          /* struct {tag; union {…} as;} */
} swage_type_kind;

typedef enum swage_rule_name {
#define SWAGE_RULE(name, keyword, operand) SWAGE_RULE_##name,
#include <swage/rules.def>
#undef SWAGE_RULE
    SWAGE_RULE_COUNT
} swage_rule_name;

/* The formats that are checked (JSON Schema validation, section 7.3). */
typedef enum swage_format {
#define SWAGE_FORMAT(name, text) SWAGE_FORMAT_##name,
#include <swage/formats.def>
#undef SWAGE_FORMAT
    SWAGE_FORMAT_COUNT
} swage_format;

/*
 * A pattern, as the generator compiled it: a deterministic automaton over bytes. `next` has a row
 * of `classes` entries a state; state 0 is dead, state 1 is where it starts. A text matches when it
 * ends in a state whose accept bit is set, and has so many characters. Where such a table would be
 * too large, `accepts` is there instead, and the states are its positions (positions.h). Without
 * states it is not regular; the caller's hook decides.
 */
typedef struct swage_pattern {
    const char *source;            /* the regular expression, as in the spec */
    const unsigned char *class_of; /* [256] byte → class */
    const uint16_t *next;          /* [states * classes] */
    const unsigned char *accept;   /* bit per state */
    bool (*accepts)(const char *text, size_t len);
    uint16_t states, classes;
    uint32_t min_length, max_length; /* in code points; 0 at most: any number */
} swage_pattern;

/*
 * A rule that is a function of its own: about several fields of a model, as `dependentRequired` and
 * `if` are, or about a value that a type alone does not tell, as `contains` and `not` are.
 */
typedef struct swage_condition {
    bool (*holds)(const void *value); /* a model's struct, whose fields are good, or a slot */
    const char *text;                 /* what it asks, and its keyword */
} swage_condition;

typedef struct swage_rule {
    uint32_t name; /* swage_rule_name */
    union swage_rule_operand {
        uint64_t natural;
        int64_t integer;
        double number;
        const char *text;
        const swage_pattern *pattern;
        swage_format format;
        const swage_condition *condition;
    } as;
} swage_rule;

struct swage_model;
struct swage_enum;
struct swage_union;
struct swage_element;

/* The type of a slot: of a field, an array's item, a map's value or a union's alternative. */
typedef struct swage_type {
    uint8_t kind;     /* swage_type_kind */
    uint8_t nullable; /* null is a value of it; see swage_element and swage_field */
    uint16_t rule_count;
    const swage_rule *rules;
    union swage_type_detail {
        const void *none; /* scalars: NULL */
        const struct swage_model *model;
        const struct swage_enum *enumeration;
        const struct swage_union *alternatives;
        const struct swage_element *element; /* array, map */
    } of;
} swage_type;

/*
 * What an array or map holds. A nullable element is {state, value} as a field is: then
 * `state_offset` is where its swage_state stands in the slot; else it is SWAGE_NO_STATE.
 */
typedef struct swage_element {
    swage_type type;
    uint32_t size;         /* of one item; of a map's {key, value} entry */
    uint32_t value_offset; /* of the value in the item or entry */
    uint32_t state_offset;
    const swage_type *names; /* of a map: a string's type, whose rules its names keep; or NULL */
} swage_element;

#define SWAGE_NO_STATE UINT32_MAX

/* The members of a type or model that point to its table of rules. */
#define SWAGE_RULES(table) .rule_count = sizeof(table) / sizeof *(table), .rules = (table)

typedef struct swage_field {
    const char *name; /* the JSON member's name, UTF-8 */
    uint32_t name_len;
    uint32_t offset;       /* of the value in the struct */
    uint32_t state_offset; /* of its swage_state; SWAGE_NO_STATE for a plain value */
    uint32_t flags;        /* swage_field_flag */
    swage_type type;       /* type.nullable: null is allowed, and becomes SWAGE_NULL */
} swage_field;

typedef enum swage_field_flag {
    SWAGE_FIELD_REQUIRED = 1,
    SWAGE_FIELD_READ_ONLY = 2,
    SWAGE_FIELD_WRITE_ONLY = 4,
    SWAGE_FIELD_QUOTED = 8 /* the name stands within its JSON text, see SWAGE_QUOTED_NAME */
} swage_field_flag;

/*
 * `.name` of a field with SWAGE_FIELD_QUOTED: the text "\"name\":", pointed into, so that a writer
 * can copy it whole. Only for names that JSON writes as they are (no quote, backslash or control
 * character); name_len is that of the name alone.
 */
#define SWAGE_QUOTED_NAME(literal) (&("\"" literal "\":")[1])

/*
 * Entries of a table of fields: for a plain member, and for one with a state. `literal` is the name
 * in JSON, where JSON writes it as it is; what follows the flags are the members of its swage_type.
 */
#define SWAGE_FIELD(T, member, literal, field_flags, ...)                                          \
    {                                                                                              \
        .name = SWAGE_QUOTED_NAME(literal), .name_len = sizeof(literal) - 1,                       \
        .offset = offsetof(T, member), .state_offset = SWAGE_NO_STATE,                             \
        .flags = SWAGE_FIELD_QUOTED | (field_flags), .type = {                                     \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define SWAGE_STATE_FIELD(T, member, literal, field_flags, ...)                                    \
    {                                                                                              \
        .name = SWAGE_QUOTED_NAME(literal), .name_len = sizeof(literal) - 1,                       \
        .offset = offsetof(T, member.value), .state_offset = offsetof(T, member.state),            \
        .flags = SWAGE_FIELD_QUOTED | (field_flags), .type = {                                     \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

/* What a model does with members that are none of its fields. */
typedef enum swage_unknown {
    SWAGE_UNKNOWN_KEPT,  /* as swage_members at unknown_offset */
    SWAGE_UNKNOWN_TYPED, /* as a map at unknown_offset, of type `unknown` (additionalProperties) */
    SWAGE_UNKNOWN_REJECTED /* additionalProperties: false */
} swage_unknown;

typedef struct swage_parser swage_parser; /* <swage/fast.h> */
typedef struct swage_object swage_object;

/* Reads an object's members from the first name on; the place behind the object, or NULL. */
typedef const char *swage_read_members(swage_parser *p, swage_object *o, const char *at);

typedef struct swage_writer swage_writer; /* <swage/fast_write.h> */

/* Writes a model at `at`, without white space; the place behind it, or NULL. */
typedef char *swage_write_struct(swage_writer *w, char *at, const void *value);

typedef struct swage_model {
    const char *name; /* of the model in the spec */
    uint32_t size;    /* sizeof the struct */
    uint32_t align;   /* alignof the struct */
    uint32_t field_count;
    uint32_t required_count;
    uint64_t required_mask;       /* of them, where all are among the first 64; 0: not told */
    const swage_field *fields;    /* in the spec's order, which is the order of writing */
    uint32_t unknown_mode;        /* swage_unknown */
    uint32_t unknown_offset;      /* SWAGE_NO_STATE: the struct has no room for them */
    const swage_element *unknown; /* of SWAGE_UNKNOWN_TYPED */
    uint16_t rule_count;          /* minProperties, maxProperties, conditions */
    uint16_t lookup_bits;         /* log2 of the number of slots of `lookup` */
    const swage_rule *rules;
    const uint16_t *lookup; /* see swage_name_hash; NULL: search one by one */
    uint32_t lookup_seed;
    uint32_t longest_name;     /* in bytes, of those that are SWAGE_FIELD_QUOTED; 0: not told */
    swage_read_members *read;  /* NULL: by the table */
    swage_write_struct *write; /* NULL: by the table */
} swage_model;

/* One value of an enum; code is its position + 1, 0 being the unknown one. */
typedef struct swage_enum_value {
    const char *text; /* a string's text, or the JSON text of another value */
    uint32_t len;
    uint32_t kind; /* swage_kind of the JSON value: string, number, boolean … */
} swage_enum_value;

typedef struct swage_enum {
    const char *name;
    uint32_t count;
    uint32_t size; /* sizeof the struct (open) or of the C enum (closed) */
    const swage_enum_value *values;
    uint32_t code_offset, text_offset; /* in the struct; text_offset unused when closed */
    uint32_t lookup_seed, lookup_bits; /* as a model's; of the texts of string values alone */
    const uint16_t *lookup;            /* NULL: search one by one */
    bool padded; /* there is a lookup, and 16 bytes can be read from each text: see SWAGE_PADDED */
    bool plain;  /* and all values are strings, which JSON writes as they are */
} swage_enum;

/* A literal with zeros behind it, so that it can be compared by words. */
#define SWAGE_PADDED(literal) literal "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

typedef struct swage_alternative {
    const char *name;
    const char *const *tags; /* discriminator values that mean this alternative; NULL-terminated,
                                NULL when the union has no discriminator */
    uint32_t offset;         /* of the member in the union's struct */
    swage_type type;         /* models are SWAGE_TYPE_MODEL_POINTER */
} swage_alternative;

typedef struct swage_union {
    const char *name;
    uint32_t size, align;
    uint32_t tag_offset; /* of the tag (an int-sized C enum): the alternative's position + 1 */
    uint32_t count;
    const char *discriminator; /* member that tells; NULL: the first alternative that fits best */
    const swage_alternative *alternatives;
} swage_union;

/* The type that a model is, for the functions that take one. */
SWAGE_INLINE swage_type swage_model_type(const swage_model *model) {
    swage_type type;
    memset(&type, 0, sizeof type);
    type.kind = SWAGE_TYPE_MODEL;
    type.of.model = model;
    return type;
}

/* The same of a union. */
SWAGE_INLINE swage_type swage_union_type(const swage_union *alternatives) {
    swage_type type;
    memset(&type, 0, sizeof type);
    type.kind = SWAGE_TYPE_UNION;
    type.of.alternatives = alternatives;
    return type;
}

/*
 * The hash that a generated `lookup` is made with. A name's slot is the low `lookup_bits` bits of
 * it; when that is taken by another, the next one, around the end. A slot holds position + 1, or 0
 * when it is free; at least one must be. A seed without collisions makes it a perfect hash. The
 * same on every machine.
 */
uint32_t swage_name_hash(const char *name, size_t len, uint32_t seed);

#ifdef __cplusplus
}
#endif

#endif
