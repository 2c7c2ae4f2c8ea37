/*
 * Models for the runtime's tests, as generated code would have them: one of every kind of type and
 * every rule, written by hand.
 */
#ifndef SWAGE_TESTS_RUNTIME_MODELS_H
#define SWAGE_TESTS_RUNTIME_MODELS_H

#include <swage/runtime.h>

typedef struct strings {
    const swage_str *items;
    size_t count;
} strings;

typedef struct ints {
    const int64_t *items;
    size_t count;
} ints;

typedef struct opt_ints {
    const swage_opt_int64 *items;
    size_t count;
} opt_ints;

typedef struct color {
    int code;
    swage_str text;
} color;

enum { COLOR_RED = 1, COLOR_GREEN, COLOR_SEVEN, COLOR_TRUE };
typedef enum size_name { SIZE_NONE, SIZE_SMALL, SIZE_LARGE } size_name;

typedef struct int_map_entry {
    swage_str key;
    int64_t value;
} int_map_entry;
typedef struct int_map {
    const int_map_entry *items;
    size_t count;
} int_map;

/* A model in place and by pointer, recursive, with unknown members kept. */
typedef struct node {
    swage_str name;
    struct {
        swage_state state;
        const struct node *value;
    } next;
    struct {
        swage_state state;
        struct {
            const struct node *items;
            size_t count;
        } value;
    } children;
    swage_members unknown;
} node;

typedef struct cat {
    swage_str kind;
    swage_opt_int64 lives;
    swage_members unknown;
} cat;
typedef struct dog {
    swage_str kind;
    swage_opt_str bark;
    swage_opt_int64 lives;
    swage_members unknown;
} dog;

typedef struct pet { /* told by "kind" */
    int tag;
    union {
        const cat *cat;
        const dog *dog;
    } as;
} pet;

typedef struct thing { /* told by what fits */
    int tag;
    union {
        const cat *cat;
        const dog *dog;
        swage_str text;
        int64_t integer;
        double number;
        ints list;
    } as;
} thing;

/* Everything that a model may have. */
typedef struct all {
    swage_str string; /* required */
    struct {
        swage_state state;
        bool value;
    } boolean;
    swage_opt_int32 int32;
    swage_opt_int64 int64;
    swage_opt_uint32 uint32;
    swage_opt_uint64 uint64;
    swage_opt_float float_;
    swage_opt_double double_;
    swage_opt_decimal decimal;
    swage_opt_bytes bytes;
    swage_opt_date_time date_time;
    swage_opt_value any;
    struct {
        swage_state state;
        strings value;
    } strings;
    struct {
        swage_state state;
        opt_ints value;
    } nullable_ints;
    struct {
        swage_state state;
        int_map value;
    } map;
    struct {
        swage_state state;
        const node *value;
    } node;
    struct {
        swage_state state;
        color value;
    } color;
    struct {
        swage_state state;
        size_name value;
    } size;
    struct {
        swage_state state;
        pet value;
    } pet;
    struct {
        swage_state state;
        thing value;
    } thing;
    swage_opt_str nullable; /* may be null */
    swage_opt_str odd;      /* its name is "a\"b/c~d" */
    swage_members unknown;
} all;

/* A field for each rule. */
typedef struct rules {
    swage_opt_str length;  /* 2 … 3 characters */
    swage_opt_str pattern; /* ^a+$ */
    swage_opt_str hook;    /* a pattern that is not regular */
    swage_opt_str uuid;
    swage_opt_int64 integer;   /* -5 … 5 */
    swage_opt_uint64 natural;  /* 1 … 18446744073709551614 */
    swage_opt_double number;   /* 0.1 … 0.9 */
    swage_opt_int32 between;   /* -1 < x < 10 */
    swage_opt_uint32 below;    /* 2 < x < 4 */
    swage_opt_double open;     /* 0 < x < 1 */
    swage_opt_double cents;    /* a multiple of 0.01 */
    swage_opt_float narrow;    /* at most 0.1, a multiple of 0.1 */
    swage_opt_decimal precise; /* a multiple of 0.001, at most 100 */
    struct {
        swage_state state;
        ints value;
    } items;              /* 1 … 3 unique ones */
    swage_opt_value free; /* unique items, 1 … 2 members */
    struct {
        swage_state state;
        int_map value;
    } map;                        /* 1 … 2 members */
    swage_opt_str constant;       /* "x" */
    swage_opt_value constant_any; /* {"a":[1,2]} */
} rules;

/* additionalProperties of a type; at least two members; and one that refuses them. */
typedef struct typed_rest {
    swage_opt_str name;
    int_map rest;
} typed_rest;
typedef struct closed_rest {
    swage_opt_str name;
} closed_rest;

extern const swage_model all_model, node_model, rules_model, typed_rest_model, closed_rest_model;
extern const swage_model cat_model, dog_model;
extern const swage_type any_type, any_list_type, any_map_type, thing_type, double_type, float_type;
extern const swage_enum color_enum;

/* The biggest document of `all`, every member set. */
extern const char all_json[];

/* The model, its longest name told, as generated tables tell it: its members are read in the way of
   generated functions then. */
swage_model with_longest_name(const swage_model *model);

#endif
