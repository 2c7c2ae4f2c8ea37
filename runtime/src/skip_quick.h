/*
 * A value that nobody keeps, as most texts have it: skip.c asks this first.
 */
#ifndef SWAGE_SRC_SKIP_QUICK_H
#define SWAGE_SRC_SKIP_QUICK_H

#include "parser.h"

/* Behind the well-formed value at `at`; NULL, and nothing done, when it may be something else. */
const char *swage_skip_quick(const parser *p, const char *at);

#endif
