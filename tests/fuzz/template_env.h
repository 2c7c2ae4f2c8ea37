/*
 * An environment that fuzzers use again and again: made once, and put back byte by byte after each
 * input, which takes a hundredth of the time of making it.
 */
#ifndef SWAGE_FUZZ_TEMPLATE_ENV_H
#define SWAGE_FUZZ_TEMPLATE_ENV_H

#include "template/template.h"

/* What one input may use; all of it is gone after fuzz_end. */
typedef struct fuzz_env {
    arena memory;
    diagnostics diags;
    template_env *env;
} fuzz_env;

/* The environment as new, with small limits; `setup` is called once, to add what all inputs see. */
fuzz_env *fuzz_begin(template_loader loader, bool trim, bool lstrip, void (*setup)(fuzz_env *made));
void fuzz_end(fuzz_env *used);

#endif
