/*
 * The reader of schemas: JSON Schema objects, as OpenAPI 3.0, 3.1 and JSON Schema have them.
 *
 * A format declares its named schemas (schema_declare) and lets them be read (schema_finish). What
 * the files schema_*.c share stands here, too. The way of a schema:
 *
 *   node → parts (its keywords) → wrappers and $refs resolved, allOf merged → a use of a type;
 *   objects, enums and unions become an entry with a definition, filled later from a queue, so
 *   that recursion needs no care and a spec's depth no stack.
 */
#ifndef SWAGE_SPEC_SCHEMA_H
#define SWAGE_SPEC_SCHEMA_H

#include "spec/format.h"

typedef enum schema_keyword {
#define KEYWORD(identifier, keyword, class) KEYWORD_##identifier,
#include "spec/keywords.def"
#undef KEYWORD
    KEYWORD_COUNT
} schema_keyword;

typedef enum schema_class { SHAPE, NARROWS, NOTE, QUIET, CONDITION, NOT_YET } schema_class;

/* A keyword that is a condition: not one of those in schema_parts.of. */
typedef struct schema_condition {
    const struct schema_condition *next;
    schema_keyword keyword;
    const node_member *member;
    const node_member *then, *otherwise; /* of `if`; the least and the most of `contains`; what all
                                            other items are (then) of a tuple; or NULL */
    const node *schema;                  /* that it stands in */
} schema_condition;

/* The keywords of one schema, or of an allOf whose parts are merged. */
typedef struct schema_parts {
    const node *node;                     /* the schema, for its place */
    const node_member *of[KEYWORD_COUNT]; /* NULL where it has none */
    const node *extensions;               /* map of the x-… members; NULL when there are none */
    const schema_condition *conditions; /* in the order of keywords.def, one part after the other */
    const schema_condition **conditions_end; /* in a merge: of a list of its own; else NULL */
    const struct schema_part_base *bases;    /* entries that an allOf merged in */
    const struct schema_part_closed *closed; /* parts that say which members there are besides */
} schema_parts;

/* A use of a type as a schema says it, with what belongs to the field rather than to the type. */
typedef struct schema_use {
    model_type type;
    model_note note;
    const node *default_value;
    bool read_only, write_only;
} schema_use;

typedef struct schema_entry schema_entry;

/* Where a schema stands, from which an inline definition gets its name. */
typedef struct schema_place {
    schema_entry *parent; /* the entry that it stands in; NULL outside of all components */
    schema_entry *named;  /* the component that it is, wrappers taken off; else NULL */
    str property;
    int position;
    bool item;
} schema_place;

/* A schema that is a definition, has a name or is referred to: one for each node. */
struct schema_entry {
    const node *schema;
    str name;  /* of a component; empty for inline schemas */
    span at;   /* of the name */
    str about; /* of an operation's body: "body of …", for where it says nothing itself; else empty
                */
    const node *example; /* of an operation's body, which stands beside the schema; else NULL */
    enum { SCHEMA_NEW, SCHEMA_RESOLVING, SCHEMA_RESOLVED } state;
    schema_place place;           /* where it stands; of a component: itself */
    unsigned nested;              /* how many definitions it stands in */
    unsigned containers;          /* how many arrays and maps its reading began in */
    schema_use use;               /* once resolved: how a use of it looks */
    model_definition *definition; /* its own; NULL for a plain type and for what is only a $ref */
    schema_parts *parts;          /* of a definition, merged */
    const node *alternatives;     /* of a union, once filled: the schemas as written, in a list */
    bool merging, filled, told;   /* its discriminator was read */
    bool referred;                /* a $ref leads to it */
    bool whole;                   /* the document: its type is what it is read for */
    int null;                     /* what it says of null, once asked: schema_null.c */
    schema_entry *queued;         /* the next to be filled */
    schema_entry *parent, *children, **last_child, *sibling; /* the definitions' order */
};

typedef struct schema_part_base {
    const struct schema_part_base *next;
    schema_entry *entry;
} schema_part_base;

/* A part of an allOf that has `additionalProperties`, its properties and patterns, or NULL. */
typedef struct schema_part_closed {
    const struct schema_part_closed *next;
    const node_member *additional;
    const node *properties, *patterns;
} schema_part_closed;

/* A reference that is being followed, the latest first. */
typedef struct schema_trail {
    const struct schema_trail *outer;
    const schema_entry *entry;
    const node *ref;
} schema_trail;

/* A schema that is being read, the latest first. */
typedef struct schema_reading {
    const struct schema_reading *outer;
    const node *schema;
    unsigned containers, depth; /* how many arrays and maps, and schemas, it is read in */
} schema_reading;

/* A document, or a schema within that has an $id of its own. */
typedef struct schema_document schema_document;
typedef struct schema_resource {
    const schema_document *document;
    const node *root;
    str uri;  /* without a fragment; empty when nothing says it */
    bool old; /* of draft-04 or before */
} schema_resource;

typedef struct schema_reader {
    spec_reader *spec;
    arena *memory;
    diagnostics *diags;
    map *keywords;     /* by name: rows of keywords.def */
    map *entries;      /* by address of the node: schema_entry */
    map *names;        /* of definitions, so that none is given twice */
    map *merges;       /* by addresses: {allOf: [a, b]} made for two schemas of one property */
    map *checks;       /* by addresses of a schema and a type: what schema_test.c made of them */
    map *field_checks; /* the same of what may have fields, as long as these stay */
    map *warned;       /* by address of the node: what was reported once */
    map *named;        /* while conditions are read: the objects of which they name members */
    struct schema_deferred *deferred; /* conditions of lists, the latest first */
    schema_entry *first, **last;      /* roots of the definitions' order */
    schema_entry *queue, **queue_end;
    const schema_trail *trail;
    const schema_reading *reading;
    map *documents; /* by address of a file's root: schema_document */
    map *patterns;  /* by the expression: what schema_match.c made of it */
    unsigned depth, containers, merged;
    unsigned loops; /* references to the array or map that is being read: they are free-form */
    bool endless;   /* merging goes on without end: nothing more is read */
    bool openapi;   /* null in an enum is as `nullable` beside it */
} schema_reader;

enum {
    SCHEMA_MAX_CHAIN = 200,       /* references, wrappers and allOf that lead to each other */
    SCHEMA_MAX_NESTED = 128,      /* inline definitions in each other: more than a file can nest */
    SCHEMA_MAX_READING = 1000,    /* schemas read for each other: more than chains and files nest */
    SCHEMA_MAX_MERGED = 10 * 1000 /* schemas made of two others */
};

void schema_init(schema_reader *r, spec_reader *spec);

/* Names a schema; all are declared before one is read. `at` is the name's place. */
void schema_declare(schema_reader *r, str name, span at, const node *schema);

/* Whether it is a $ref and nothing else, to what has a name: it gives no type of its own. */
bool schema_is_of_named(schema_reader *r, const node *schema);

/*
 * Names the schema of an operation's body: `base`, with a number where there is such a schema or
 * type. `about` tells what it is: "body of …", sentences without the first article; `example`, or
 * NULL, counts instead of the schema's own. Nothing happens to a schema that has a name or a type
 * already.
 */
void schema_declare_body(schema_reader *r, str base, const node *schema, str about,
                         const node *example);

/* Reads all that was declared, so that what is declared later takes no name from it. */
void schema_read_declared(schema_reader *r);

/* Reads all that was declared, and what it refers to, into the package. */
void schema_finish(schema_reader *r);

/* ---- between the files of the reader ---- */

/* schema_parts.c */
bool schema_parts_read(schema_reader *r, const node *schema, schema_parts *out);
void schema_warn_unsupported(schema_reader *r, const schema_parts *parts);
schema_class schema_keyword_class(schema_keyword keyword);
/* Whether a member of a schema is an extension, or says something about its values only. */
bool schema_is_note(const schema_reader *r, str name);
str schema_keyword_name(schema_keyword keyword);

/* Whether a schema allows every value: `true`, or without a keyword; so does none at all. */
static inline bool schema_is_true(const node *n) {
    return !n || (n->kind == NODE_BOOL && n->boolean) || (n->kind == NODE_MAP && n->count == 0);
}

static inline const node *schema_part(const schema_parts *parts, schema_keyword keyword) {
    return parts->of[keyword] ? parts->of[keyword]->item : NULL;
}
/* Whether a keyword says which values there are, `except` aside. */
bool schema_has_shape(const schema_parts *parts, schema_keyword except);

/* Text of a keyword; empty, and an error, when it is another type. */
str schema_text(schema_reader *r, const schema_parts *parts, schema_keyword keyword);
bool schema_flag(schema_reader *r, const schema_parts *parts, schema_keyword keyword);
/* Its list; NULL, and an error, when it is another type. */
const node *schema_list(schema_reader *r, const schema_parts *parts, schema_keyword keyword);

/* schema_idle.c: warnings, once a place, about keywords that say nothing where they stand */
/* `where` goes on: "beside …", "on …". */
void schema_warn_keyword(schema_reader *r, const node_member *member, const char *where);
/* The JSON_… that `items`, `properties`, `required` and `additionalProperties` are about. */
unsigned schema_keyword_types(schema_keyword keyword);
/* Whether one of these excludes nothing, wherever it stands, as `additionalProperties: true`. */
bool schema_says_nothing(schema_keyword keyword, const node *item);
/* Keywords of arrays and objects beside other types, and a discriminator without alternatives. */
void schema_warn_idle(schema_reader *r, const schema_parts *parts, unsigned types);
/* What says which values there are, beside the one keyword that is read for that. */
void schema_warn_beside(schema_reader *r, const schema_parts *parts, schema_keyword read);

/* schema_node.c: trees that no file holds; their places are those of what they are made from */
node *schema_new_map(schema_reader *r, span at, const node_member *members, size_t count);
node *schema_new_list(schema_reader *r, span at, const node *const *items, size_t count);
node *schema_new_text(schema_reader *r, span at, str text);
node_member *schema_new_member(schema_reader *r, const node *key, const node *item);
/* Says once that merging goes on without end, and ends it. */
void schema_endless(schema_reader *r, span at);
/* The schema {allOf: [a, b]}, the same one each time. */
const node *schema_both(schema_reader *r, const node *a, const node *b);
/* The schema of those keywords. */
const node *schema_from_parts(schema_reader *r, const schema_parts *parts);
/* An arena-owned key made of addresses. */
str schema_key(schema_reader *r, const void *a, const void *b);

/* schema_resource.c: what schemas are called */
/* The whole of a document, by its root. */
const schema_resource *schema_resource_top(schema_reader *r, const node *root);
/* What the references of a place start from: the nearest one around that text. */
const schema_resource *schema_resource_of(schema_reader *r, const node *ref);
/* That of the same document which a URI leads to, relative to `from`; NULL when there is none. */
const schema_resource *schema_resource_find(schema_reader *r, const schema_resource *from, str uri);
/* The schema of that anchor, first in the resource, then in its document; NULL when there is none.
 */
const node *schema_resource_anchor(schema_reader *r, const schema_resource *in, str anchor);
/* The root of its document. */
const node *schema_resource_outermost(const schema_resource *resource);
/* Where a URI leads from the document's own, as `../other.json`; empty when to another host. */
str schema_resource_path(schema_reader *r, const schema_resource *from, str uri);

/* schema_ref.c: the value that a $ref leads to; NULL and an error when there is none */
const node *schema_locate(schema_reader *r, const node *ref);
/* The entry of the schema that it is. */
schema_entry *schema_target(schema_reader *r, const node *ref);
/* The same, resolved. */
schema_entry *schema_follow(schema_reader *r, const node *ref);
/* Warns that an array or map leads back to itself there. */
void schema_warn_loop(schema_reader *r, span at);
/* Steps onto a reference, and off it; false, and an error, when it closes a circle. */
bool schema_enter(schema_reader *r, schema_trail *step, schema_entry *entry, const node *ref,
                  bool again);
void schema_leave(schema_reader *r, const schema_trail *step);

/* schema_entry.c */
/* "expires_in" behind "Session" → "SessionExpiresIn": all that is no letter or digit is left out.
 */
str schema_pascal(arena *a, str text, str before);
schema_entry *schema_entry_find(schema_reader *r, const node *schema);
schema_entry *schema_entry_of(schema_reader *r, const node *schema);
/* Reads how a use of it looks, once; its place is known. */
void schema_resolve(schema_reader *r, schema_entry *entry);
/* The definition of a schema at a place, new and queued unless it has one already. */
model_definition *schema_define(schema_reader *r, const schema_parts *parts, model_kind kind,
                                schema_place place);

/* Fills its definition, unless that was done; an enum's values are asked for early. */
void schema_fill(schema_reader *r, schema_entry *entry);

/* schema.c */
schema_use schema_read_use(schema_reader *r, const node *schema, schema_place place);
/* The same for a schema that has no entry yet, or whose entry is being resolved. */
schema_use schema_read_new(schema_reader *r, const node *schema, schema_place place);
model_type *schema_read_type(schema_reader *r, const node *schema, schema_place place);
/* The set of the types that a `type` is, or lists; NULL: none. */
unsigned schema_type_set(schema_reader *r, const node *type);
/* The set of the types that `type` lists, or that the other keywords let us take for granted. */
unsigned schema_types(schema_reader *r, const schema_parts *parts);

/* schema_wrap.c: schemas around a single other one */
/* Whether a schema only wraps another one, a $ref or the one member that is not null; its use. */
bool schema_unwrap(schema_reader *r, const schema_parts *parts, schema_place place,
                   schema_use *use);
/* Whether it plainly takes nothing: false, or with an allOf, oneOf or anyOf that can't be kept. */
bool schema_is_false(const node *schema);
/*
 * The members of a oneOf or anyOf without the nulls, which are counted, and without those that
 * take nothing.
 */
const node *schema_alternatives(schema_reader *r, const node *list, size_t *nulls);

/* schema_null.c */
/* Whether it plainly takes null alone, by itself or by all its alternatives. */
bool schema_is_null(const node *schema);
/* Whether it says that null is among its values, what it refers to and its parts included. */
bool schema_takes_null(schema_reader *r, const node *schema);
/* Whether it, or one of its parts, says that null is none. */
bool schema_refuses_null(schema_reader *r, const node *schema);

/* schema_merge.c */
/* All keywords of a schema with its $ref and allOf merged in. */
bool schema_merge(schema_reader *r, const node *schema, schema_parts *out);

/* schema_additional.c: members that are none of the properties */
typedef struct schema_additional {
    model_additional mode;
    const node *schema;    /* of them, where they are TYPED; NULL: they are free-form */
    const node *names;     /* a schema of their names; NULL: they may have any */
    const node *all_names; /* of the properties' names, too: `propertyNames` alone */
    bool said;             /* `additionalProperties` stands there */
    bool patterns;         /* they are those of `patternProperties` */
    bool untold;           /* the schemas of patterns are left to a condition */
    span at;
} schema_additional;
schema_additional schema_read_additional(schema_reader *r, const schema_parts *parts);
/* The type of names by such a schema; NULL, and a warning, where it can't be checked. */
const model_type *schema_read_names(schema_reader *r, const node *names, schema_place place);

/* schema_match.c: names that patterns take */
typedef enum schema_match { NO_MATCH, MATCHES, MAY_MATCH } schema_match; /* no automaton tells */
schema_match schema_matches(schema_reader *r, const node *pattern, str name);
/* What a property has to be: as it says, and as all patterns say that take its name. */
const node *schema_of_property(schema_reader *r, const schema_parts *parts,
                               const node_member *property);

/* schema_unevaluated.c */
/* Merges the parts of an object that `unevaluatedProperties` closes, which then is its
 * `additionalProperties`; false: it is a condition, and *parts are as they were. */
bool schema_close(schema_reader *r, schema_parts *parts);
/* Those that one schema has: each of the two at most once. */
typedef struct schema_unevaluated {
    node_member members[2];
    size_t count;
} schema_unevaluated;
/*
 * Conditions without these, which go to *out, as a schema that is made of others has them beside
 * all that they are made of. Those of a part, and so not of `schema`, are lost with a warning.
 */
const schema_condition *schema_take_unevaluated(schema_reader *r, const node *schema,
                                                const schema_condition *list,
                                                schema_unevaluated *out);
/* A mapping with them besides. */
const node *schema_with_unevaluated(schema_reader *r, const node *schema,
                                    const schema_unevaluated *more);
/* Warns that such a keyword has no effect; `where` goes on: "beside …", "in …". */
void schema_warn_unevaluated(schema_reader *r, const node_member *member, const char *where);

/* schema_condition.c */
/* Whether all alternatives only restrict what stands beside them (as `required` alone does). */
bool schema_only_restricts(const node *list);
/* Takes the keywords that are conditions out of the others. */
void schema_conditions_take(schema_reader *r, schema_parts *parts);
/* Makes a condition of a list of alternatives that is not what tells the type: another one does. */
void schema_conditions_move(schema_reader *r, schema_parts *parts, schema_keyword keyword);
/* Puts a copy of one at the end of a list that is being made; its new end. */
const schema_condition **schema_conditions_put(schema_reader *r, const schema_condition **end,
                                               const schema_condition *c);
/* Those of both lists. */
const schema_condition *schema_conditions_join(schema_reader *r, const schema_condition *a,
                                               const schema_condition *b);
/* The same with one more, but for what follows it. */
const schema_condition *schema_conditions_add(schema_reader *r, const schema_condition *list,
                                              const schema_condition *c);
/* The schemas of the single conditions. */
const node *schema_conditions_list(schema_reader *r, span at, const schema_condition *list);
/* Warnings that conditions have no effect on values of a type. */
void schema_warn_conditions(schema_reader *r, const schema_condition *list, model_kind kind);
/* The condition that nothing keeps, as that of `false`. */
const schema_condition *schema_never(schema_reader *r, span at);

/* The keywords that a type does not tell of, as a condition by themselves; NULL: there are none. */
const schema_condition *schema_untold(schema_reader *r, const schema_parts *parts, model_kind kind);

/* schema_test_condition.c: what is made of conditions, of an object whose fields are known, or of a
 * value of a type; the other is NULL */
model_condition *schema_conditions(schema_reader *r, const schema_condition *list,
                                   const model_definition *object, const model_type *type);

/* Makes all rules of free-form JSON that may be null take null: items of lists have no state that
   tells it from other values. */
void schema_add_null(schema_reader *r, model_type *type);

/* schema_note.c */
void schema_read_note(schema_reader *r, const schema_parts *parts, schema_use *use);

/* schema_constraint.c */
model_constraint *schema_constraints(schema_reader *r, const schema_parts *parts);
schema_keyword schema_constraint_keyword(model_constraint_kind kind);
/* Those of both lists, the tighter of each kind. */
model_constraint *schema_constraints_join(schema_reader *r, const model_constraint *a,
                                          const model_constraint *b);
/* Which of two operands of a keyword is tighter: -1 the first, 1 the second, 0 for a conflict. */
int schema_tighter(schema_keyword keyword, const node *a, const node *b);
/* A warning about two parts of an allOf that contradict each other; the later one counts. */
void schema_conflict(schema_reader *r, str keyword, const node *first, const node *later);

/* schema_deferred.c: conditions of a list, which the type has once all fields are known */
void schema_defer_conditions(schema_reader *r, const schema_condition *list, model_type *type);
void schema_fill_deferred(schema_reader *r);

/*
 * schema_named.c: members that conditions name, and that are no properties. Between its begin and
 * its end all conditions are read; when the end tells of new fields, they have to be read again.
 */
void schema_named_begin(schema_reader *r);
bool schema_named_end(schema_reader *r);
/* Whether that member becomes a field; a condition's schema for it can be NULL. */
bool schema_name_member(schema_reader *r, const model_definition *object, const node *key,
                        const node *schema);

/* schema_object.c, schema_enum.c, schema_union.c: filling definitions */
/* A map has no fields: names that are required of one are told. */
void schema_warn_required_of_map(schema_reader *r, const schema_parts *parts);
void schema_read_field(schema_reader *r, schema_entry *entry, const node_member *member,
                       model_field *field);
/* Adds to a diagnostic which property was meant, if one looks like that name. */
void schema_suggest_property(schema_reader *r, diagnostic *d, const model_definition *object,
                             str name);
void schema_fill_object(schema_reader *r, schema_entry *entry, model_definition *d);
/* Those of an object, once the fields of all others are known. */
void schema_fill_conditions(schema_reader *r, const schema_entry *entry, model_definition *d);
void schema_fill_enum(schema_reader *r, schema_entry *entry, model_definition *d);
void schema_fill_union(schema_reader *r, schema_entry *entry, model_definition *d);

/* schema_discriminator.c: that of a union, if it has one, once all definitions are filled */
void schema_read_discriminator(schema_reader *r, schema_entry *entry);

/* schema_enum.c */
typedef struct schema_enum {
    const node **values; /* those that a member can have, each once */
    size_t count;
    bool booleans; /* all are true or false */
} schema_enum;
schema_enum schema_read_enum(schema_reader *r, const schema_parts *parts);
/* Whether a oneOf or anyOf is a list of constants: an enum with notes for its values. */
bool schema_is_const_list(schema_reader *r, const node *alternatives);

#endif
