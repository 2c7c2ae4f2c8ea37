/*
 * Samples: values of a model's types, to show in docs, that are good for all that the model asks of
 * them: a spec's own examples where they are, else made up.
 *
 * What is shown has to hold when it is tried, so every value is looked at before it is taken. Where
 * none is found the sample says so: nothing that is known to fail is made up.
 */
#ifndef SWAGE_ANALYZE_SAMPLE_H
#define SWAGE_ANALYZE_SAMPLE_H

#include "model/model.h"

typedef struct sampler sampler;

/* `texts` has texts by the name of their format or kind ("email", "string"), good ones: a dict. */
sampler *sampler_new(arena *a, value texts);

/*
 * A value of an analyzed definition, or for a list or map that is empty or a field that is not
 * asked for, none of it. Where a part has no value that is known, sample_missing stands in its
 * place; *good tells whether the whole is a valid value.
 */
const node *sample_of(sampler *s, const model_definition *d, bool *good);

/* Stands where no value is known; it is no value itself, and compared by its address. */
extern const node sample_missing;

#endif
