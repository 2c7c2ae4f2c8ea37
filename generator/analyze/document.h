/*
 * Whether JSON values are of a type, between the files that look at them and who makes samples:
 * document.c by types, document_tests.c and document_format.c by conditions and formats.
 *
 * A spec's own values (document_check of analysis.h) are looked at for what a finding can be told
 * of; those that are to be valid in a program (document_fits) for all that its validator asks.
 */
#ifndef SWAGE_ANALYZE_DOCUMENT_H
#define SWAGE_ANALYZE_DOCUMENT_H

#include "analyze/analysis.h"

/* The way from the document's root, the last step first. */
typedef struct document_step {
    const struct document_step *outer;
    str name;
} document_step;

typedef struct checker {
    arena *memory; /* of findings */
    finding *found;
    unsigned steps, depth, most_steps, most_depth;
    unsigned quiet; /* what does not fit is no finding, or not yet */
    bool whole;     /* formats, conditions and discriminators, too */
    bool gave_up;   /* there was more to look at than `most` */
} checker;

/* Whether there is a step left, and a level of depth: to be left again by depth--. */
bool document_enter(checker *c);

/* Whether a value is one of the type; where not, that is a finding. */
bool document_value(checker *c, const model_type *type, const node *n, const document_step *way);

/* Whether conditions hold of a value, which is the object's or anything. */
bool document_holds(checker *c, const model_definition *object, const model_condition *list,
                    const node *n);

/* Whether a text has the format; true for formats that are no rule. */
bool document_has_format(str format, str text);

/* Whether a text has the digits of a decimal: those of a JSON number without an exponent. */
bool document_is_decimal(str text);

/* Whether a value is one of the type, and does all that is asked of it: formats and conditions,
   too. False where that is too much to tell. */
bool document_fits(const model_type *type, const node *n);

/* The same of conditions alone. */
bool document_fits_conditions(const model_condition *list, const node *n);

/* Which alternative of a union a value is, its discriminator being looked at first; NULL: none. */
const model_alternative *document_alternative(const model_definition *d, const node *n);

#endif
