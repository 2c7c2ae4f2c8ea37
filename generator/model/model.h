/*
 * THE model: what every spec format is turned into, and all that later stages see.
 *
 * Neutral to formats (no $ref, no YAML) and to output languages (names are the spec's own; how a
 * language spells them is render/'s business). Built by spec/, checked and completed by analyze/,
 * read by render/. All of it lives in the run's arena; text is borrowed from the source.
 *
 *   package → definitions (object | enum | union) → fields | values | alternatives → types
 */
#ifndef SWAGE_MODEL_MODEL_H
#define SWAGE_MODEL_MODEL_H

#include "source/node.h"

/* The types of JSON, as a set; an integer is a number, too. */
enum {
    JSON_NULL = 1,
    JSON_BOOLEAN = 2,
    JSON_STRING = 4,
    JSON_INTEGER = 8,
    JSON_NUMBER = 16,
    JSON_ARRAY = 32,
    JSON_OBJECT = 64,
    JSON_TYPES = 7 /* how many there are */
};

/* Their names in JSON Schema, from null on. */
extern const str json_type_names[JSON_TYPES];

typedef enum model_kind {
#define SCALAR(kind, name, json_type, format) MODEL_##kind,
#include "model/scalars.def"
#undef SCALAR
    MODEL_ARRAY,
    MODEL_MAP,
    MODEL_OBJECT, /* the kinds from here on are definitions */
    MODEL_ENUM,
    MODEL_UNION
} model_kind;

typedef enum model_constraint_kind {
#define CONSTRAINT(kind, keyword, operand, applies) MODEL_##kind,
#include "model/constraints.def"
#undef CONSTRAINT
    MODEL_CONSTRAINT_COUNT
} model_constraint_kind;

/* At most one of each kind a type, in the order of constraints.def. */
typedef struct model_constraint {
    struct model_constraint *next;
    model_constraint_kind kind;
    const node *operand; /* of the type that constraints.def says, or false for a FLAG */
    span at;             /* of the keyword */
    const struct pattern_dfa *automaton; /* of MODEL_PATTERN (pattern/pattern.h): set by analyze/,
                                            NULL where the pattern can't be compiled */
} model_constraint;

typedef struct model_definition model_definition;
typedef struct model_type model_type;
typedef struct model_condition model_condition;

/* A use of a type: of a field, an array's items, a map's values, a union's alternative. */
struct model_type {
    model_kind kind;
    bool nullable;                /* null is a value, too (for MODEL_ANY it is in any case) */
    bool refined;                 /* a reference with sibling keywords that change it (as nullable,
                                     default): same definition, other use */
    const model_type *element;    /* of MODEL_ARRAY and MODEL_MAP */
    const model_type *names;      /* of MODEL_MAP: a string, as whose value each name has to be
                                     good; NULL: any name is */
    model_definition *definition; /* of MODEL_OBJECT, _ENUM, _UNION */
    str format;                   /* as the spec says, when it is more than the kind; else empty */
    const node *asked_type;   /* what a spec says of its `type` beside it, for analyze/; or NULL */
    const node *asked_format; /* as the spec says in any case, for analyze/; NULL: nothing */
    model_constraint *constraints;
    model_condition *conditions; /* rules that are tests of the value, or of the parts of free-form
                                    JSON and of lists and maps of it */
    span at;
};

/* How a field or alternative that is an object is laid out; set by analyze/. */
typedef enum model_storage { MODEL_INLINE, MODEL_POINTER } model_storage;

/* What fields, definitions, values and alternatives have in common. */
typedef struct model_note {
    str title, description;
    bool deprecated;
    str deprecation;        /* why, and what instead; may be empty */
    const node *example;    /* JSON; NULL when there is none */
    const node *extensions; /* a map of the x-… members, as they stand; NULL when there are none */
} model_note;

typedef struct model_field {
    str name; /* of the JSON member, any text */
    span at;
    model_type *type;
    bool required, read_only, write_only;
    const node *default_value;
    bool default_fits; /* it is a value of the type; set by analyze/ */
    model_note note;
    model_storage storage;
} model_field;

typedef struct model_value {
    const node *json; /* string, number or boolean: never null (that is `nullable` of the use) */
    str name;         /* given by the spec; empty: to be made from the value */
    span at;
    model_note note;
} model_value;

typedef struct model_alternative {
    model_type *type;
    str name;        /* given by the spec; empty: to be made from the type */
    const str *tags; /* values of the discriminator that mean this one */
    size_t tag_count;
    span at;
    model_storage storage;
} model_alternative;

/*
 * What a condition asks. `negated` are leaves and _ONE alone. A leaf is about the field that it
 * has, or about the value itself. From _TYPE to _REST they are about free-form JSON, and those of
 * items about lists of other types, too; those about parts hold for values that have no such parts.
 */
typedef enum model_test_kind {
    MODEL_TEST_ALWAYS,   /* negated: never */
    MODEL_TEST_PRESENT,  /* the field is there, be it null */
    MODEL_TEST_NULL,     /* it is null */
    MODEL_TEST_EQUALS,   /* it is one of the operands */
    MODEL_TEST_RULES,    /* it is null, or keeps the constraints and the format of `rules`; it is
                            not null where that is a constant */
    MODEL_TEST_FITS,     /* it is as `check` says */
    MODEL_TEST_TYPE,     /* it is of one of the `types` */
    MODEL_TEST_MOMENT,   /* it is no text, or a date-time */
    MODEL_TEST_HAS,      /* it is an object, and has the member `name` */
    MODEL_TEST_MEMBER,   /* so is the member `name` of an object */
    MODEL_TEST_MEMBERS,  /* so are all members whose names are as `names` says (NULL: any) */
    MODEL_TEST_ITEM,     /* so is the item at `first` of an array */
    MODEL_TEST_ITEMS,    /* so are all items from `first` on */
    MODEL_TEST_CONTAINS, /* so are `first` to `last` of its items */
    MODEL_TEST_NAMES,    /* so are the names of all members of an object */
    MODEL_TEST_REST,     /* so are all members, of an object or of the `others`, and all items of an
                            array (`items`), but for those that `names` tells by its parts */
    MODEL_TEST_BEFORE,   /* of a part: the item stands before `first` */
    MODEL_TEST_ALL,      /* of the tests in it; the same for the next two */
    MODEL_TEST_ANY,
    MODEL_TEST_ONE /* exactly one */
} model_test_kind;

typedef struct model_check model_check;

typedef struct model_test {
    struct model_test *next; /* beside it, in the same ALL, ANY or ONE */
    model_test_kind kind;
    bool negated;
    const model_field *field; /* of a leaf; NULL: it is about the value itself */
    bool others;              /* of _FITS and _REST: it is about the members that are no fields */
    bool items;               /* of _REST */
    bool part;                /* it is about a part: the name of a member, or an item */
    const node *const *operands; /* of _EQUALS: any JSON but null, which free-form JSON alone has */
    size_t operand_count;
    const model_type *rules;          /* of _RULES: the type asked about, with no other ones */
    const model_check *check, *names; /* what a part, and its name, has to be */
    unsigned types;                   /* of _TYPE: JSON_… */
    str name;
    uint64_t first, last;     /* the last of _CONTAINS: UINT64_MAX for no limit */
    struct model_test *tests; /* of _ALL, _ANY and _ONE */
} model_test;

/* A test of values of a type, which others refer to; or of their parts, one by one. */
struct model_check {
    const model_type *type;
    enum { MODEL_WHOLE, MODEL_MEMBERS, MODEL_ITEMS } of;
    const model_test *test;
    const node *schema; /* what it is made of, and is told by */
};

/* A rule that is a test: `dependentRequired`, `if`, `not`, `contains` … */
struct model_condition {
    struct model_condition *next;
    const model_test *test;
    str keyword;
    str text; /* what it asks, as a sentence without a full stop */
    span at;  /* of the keyword */
};

/* What an object does with members that are none of its fields. */
typedef enum model_additional {
    MODEL_ADDITIONAL_OPEN,  /* nothing said, or true: kept as free-form JSON */
    MODEL_ADDITIONAL_TYPED, /* of the type `additional` */
    MODEL_ADDITIONAL_CLOSED /* refused */
} model_additional;

struct model_definition {
    model_kind kind; /* MODEL_OBJECT, _ENUM or _UNION */
    /*
     * A component (or a model of the native spec) has the spec's name. An inline type has none of
     * its own: it is described by its owner and the property it hangs on, from which a language
     * makes a name; `name` is then the neutral one, owner's name + Property, unique in the package.
     */
    str name;
    model_definition *owner; /* of an inline type; NULL for a component, and for an inline type
                                in a component that is none itself (the items of an array) */
    str property;            /* the raw name of the property (or parameter) it hangs on, or of such
                                a component; empty for components and members of unions */
    int position;            /* of an inline member of a union, from 1; else 0 */
    bool item;               /* it is (part of) the items of an array or the values of a map */
    span at;
    model_note note;

    model_field *fields; /* MODEL_OBJECT, in the order of the spec */
    size_t field_count;
    model_additional additional_mode;
    model_type *additional;        /* of _TYPED; and of _OPEN where the spec says so itself (any) */
    const model_type *names;       /* of _TYPED: of those members, as a map's */
    const model_type *field_names; /* of the names of fields, too; NULL: they may have any */
    model_constraint *constraints; /* minProperties, maxProperties; of a union what stands beside
                                      it, for where it is a document by itself */
    model_condition *conditions;   /* MODEL_OBJECT */

    model_value *values; /* MODEL_ENUM */
    size_t value_count;
    bool closed; /* other values are refused (option, or the spec says so) */

    model_alternative *alternatives; /* MODEL_UNION */
    size_t alternative_count;
    str discriminator; /* JSON member that tells the alternative; empty: the best fit */
    bool exclusive;    /* oneOf, not anyOf */

    size_t order;   /* set by analyze/: position in which C could declare it */
    bool recursive; /* set by analyze/: it contains itself, directly or by others */
};

typedef struct model_package {
    str name; /* of the native spec, or made from the title; may be empty until --prefix */
    str title, description, version;
    model_definition **definitions; /* in the order of the spec, inline ones behind their owner */
    size_t count;
    const node *targets;       /* settings by target name (native key `targets`); NULL for none */
    const source_file **files; /* all that were read: the depfile's list */
    size_t file_count;
} model_package;

/* "string", "date-time", "array", "map", "object", "enum", "union". */
str model_kind_name(model_kind kind);

/* Whether its values are text in JSON, those of enums and unions aside. */
static inline bool model_kind_is_text(model_kind kind) {
    return kind == MODEL_STRING || (kind >= MODEL_BYTES && kind <= MODEL_EMAIL);
}

/* Whether its values are integers, of whatever range. */
static inline bool model_kind_is_integer(model_kind kind) {
    return kind >= MODEL_INTEGER && kind <= MODEL_UINT64;
}

/* Whether a constraint says something of values of a type, and can be told of them. */
bool model_constraint_applies(model_constraint_kind constraint, model_kind kind);

/* The type in JSON of all its values but null; empty where they may have several. */
str model_kind_json_type(model_kind kind);

/* The scalar of that native name; false when there is none. */
bool model_scalar_from_name(str name, model_kind *kind);

/* The scalar of a JSON type and format ("integer", "int32"), the plain one when the format is not
 * a scalar of its own; false when `json_type` is none of string, number, integer, boolean. */
bool model_scalar_from_json(str json_type, str format, model_kind *kind);

/* What makes that scalar of its JSON type ("int32"); empty for the plain ones and all others. */
str model_kind_format(model_kind kind);

/* The least and the greatest number of a kind, as texts: integers of no format have 64 bits. NULL
 * where there are none. */
const char *const *model_kind_range(model_kind kind);

/* "minLength" … */
str model_constraint_keyword(model_constraint_kind kind);

/* Whether it is a count of more than a document can have: as a maximum it excludes nothing. */
bool model_constraint_is_beyond(const model_constraint *c);

/* The field of an object with that name; NULL when there is none. */
const model_field *model_field_find(const model_definition *object, str name);

/* The constraint of that kind, or NULL. */
const model_constraint *model_constraint_find(const model_constraint *list,
                                              model_constraint_kind kind);

/* Whether a format is a rule by a pattern; that rule, of a format which is one. */
bool model_format_is_pattern(str format);
model_constraint *model_format_constraint(arena *a, const node *format);

/* Whether values of a type are free-form JSON, or lists or maps of it. */
bool model_type_is_json(const model_type *type);

/* What a test asks, in words: as a fact ("\"a\" is there"), or as a duty ("\"a\" must be there").
 */
str model_test_text(arena *a, const model_test *test, bool duty);
/* As a duty, without its subject where that is the value itself: "must match …". */
str model_test_demand(arena *a, const model_test *test);

/* The whole package as data, for --dump-model: deterministic, with places as "file:line:col". */
value model_to_value(arena *a, const model_package *package);

#endif
