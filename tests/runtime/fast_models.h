/*
 * The model `all` with a function that reads its members in straight code, as `code: fast` of the C
 * language generates it.
 */
#ifndef SWAGE_TESTS_RUNTIME_FAST_MODELS_H
#define SWAGE_TESTS_RUNTIME_FAST_MODELS_H

#include "models.h"

/* all_model, but for `read`. */
swage_model fast_all_model(void);

#endif
