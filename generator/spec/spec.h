/*
 * Spec formats: from a file's tree to the model.
 *
 * A format is one file of this folder and one row of the table in spec.c.
 */
#ifndef SWAGE_SPEC_SPEC_H
#define SWAGE_SPEC_SPEC_H

#include "model/model.h"

/*
 * Reads a spec and all that it includes or refers to, whatever its format, into a package. NULL
 * when it could not be read at all; else diagnostics tell what is wrong.
 */
model_package *spec_load(arena *a, diagnostics *d, str path);

#endif
