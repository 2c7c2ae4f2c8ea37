/*
 * A language: what templates/<target>/language.yaml says about an output language.
 *
 * Everything that is particular to a language stands there, as data: which files come out, how
 * names are spelled, reserved words, how text is escaped, the form of comments, type notation, and
 * settings that its templates read. `extends` takes over from another language what the own file
 * does not say.
 */
#ifndef SWAGE_RENDER_LANGUAGE_H
#define SWAGE_RENDER_LANGUAGE_H

#include "render/library.h"
#include "source/node.h"

/* Which definitions an output or a name is made for. */
typedef enum language_per { LANGUAGE_PER_PACKAGE, LANGUAGE_PER_TYPE } language_per;
typedef enum language_layout {
    LANGUAGE_ANY_LAYOUT,
    LANGUAGE_PER_MODEL,
    LANGUAGE_SINGLE
} language_layout;

/* A file that comes out, or one for each definition of some kinds. */
typedef struct language_output {
    str template_name; /* "c/object.h.j2" */
    const node *path;  /* a template for the path, relative to the target's folder */
    language_per per;
    language_layout layout;
    unsigned kinds; /* bit 1 << model_kind; all bits when the file does not say */
    span at;
} language_output;

/* What a name belongs to. */
typedef enum language_entity {
    LANGUAGE_PACKAGE,
    LANGUAGE_TYPE,
    LANGUAGE_FIELD,
    LANGUAGE_VALUE,
    LANGUAGE_ALTERNATIVE,
    LANGUAGE_ENTITY_COUNT
} language_entity;

/* One spelling of the names of an entity: `symbol`, `file` … */
typedef struct language_spelling {
    str name;
    const node *spell;          /* a template that gives the name */
    str scope;                  /* names of one scope differ in a package; empty: of one owner */
    bool optional;              /* it may be empty: not every one has this name */
    bool shared;                /* names may be equal */
    const struct map *reserved; /* words that it can't be; NULL for none */
    const node *barred;         /* a template: why it can't be `name`, or nothing; or NULL */
    bool ignore_case;           /* reserved words and equality ignore case (file names) */
    const node *claims;         /* further names that it takes in its scope, by the kind of the
                                   type or for `all`: what follows the name, or a template */
} language_spelling;

/* How the kinds of types are written: a template by kind, in the order of the file. */
typedef struct language_notation {
    str name;
    const node *by_kind; /* a map of templates: string, array, object … and `default` */
} language_notation;

/* One replacement of an escape. */
typedef struct language_replacement {
    str from, to;
} language_replacement;

/* What becomes of control characters (C0 but those replaced, DEL, and bidi controls). */
typedef enum language_controls {
    LANGUAGE_CONTROLS_KEPT,
    LANGUAGE_CONTROLS_BLANK, /* a blank */
    LANGUAGE_CONTROLS_OCTAL  /* \ooo a byte */
} language_controls;

typedef struct language_escape {
    str name; /* of the filter */
    language_replacement *replacements;
    size_t count;
    language_controls controls;
    bool touches[256]; /* bytes with which a replacement or a control begins */
} language_escape;

/* The form of a comment: one line, or `first`, `next` for each line, `last`. */
typedef struct language_comment {
    str name;          /* of the filter */
    str before, after; /* of a comment on one line */
    str first, next, last;
    str escape;     /* the escape that its text goes through; empty for none */
    unsigned width; /* columns, 0 for no wrapping */
} language_comment;

typedef struct language {
    str name; /* the target: the folder's name */
    const language_output *outputs;
    size_t output_count;
    const language_spelling *spellings[LANGUAGE_ENTITY_COUNT];
    size_t spelling_counts[LANGUAGE_ENTITY_COUNT];
    const language_notation *notations;
    size_t notation_count;
    const language_escape *escapes;
    size_t escape_count;
    const language_comment *comments;
    size_t comment_count;
    const struct map *words; /* lists of words by name, each a map */
    value settings;          /* a dict */
    value choices;           /* of settings that have few values: lists by name */
    bool trim_blocks, lstrip_blocks;
    bool own_names; /* it says how names are spelled, and does not take over another's */
    str names_from; /* the language that says so */
} language;

/*
 * Loads a language with those that it extends. NULL and diagnostics when there is none of that
 * name (at `from`), or when its file has errors.
 */
const language *language_load(arena *a, diagnostics *d, library *files, str name, span from);

#endif
