/*
 * The model `all` with functions that read and write it in straight code, as `code: fast` of the C
 * language generates them; and so the nodes in it.
 */
#ifndef SWAGE_TESTS_RUNTIME_FAST_MODELS_H
#define SWAGE_TESTS_RUNTIME_FAST_MODELS_H

#include "models.h"

/* all_model, but for `read`, `write`, and a table of colors that has a lookup. */
swage_model fast_all_model(void);

#endif
